"""One way of writing a Table per file: `write(table, out, *, width, colour)`. `words.FORMS` has a row for each.

`width` is the number of cells of a terminal's line, None off it (then nothing is cut or folded); `colour` whether
styles may be used. Only `table` heeds them.
"""
