"""One way of writing a Report per file: `write(report, out, *, width, colour)`, as the formats write a Table.

`words.REPORTS` has a row for each.
"""
