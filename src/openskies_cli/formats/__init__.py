"""One way of writing a Table per file: `write(table, out, *, width, colour)`.

`width` is the number of cells of a terminal's line, None off it (then nothing is cut or folded); `colour` whether
styles may be used. Only `table` heeds them.
"""

FORMATS: dict[str, tuple[str, ...]] = {
    "table": (),
    "plain": (".txt",),
    "csv": (".csv",),
    "tsv": (".tsv",),
    "json": (".json",),
    "jsonl": (".jsonl",),
    "markdown": (".md",),
    "html": (".html", ".htm"),
}
"""The name of a format -> the suffixes of `--output` that choose it."""

FOR_PEOPLE = ("table", "plain", "markdown", "html")
"""These carry the short set of columns unless more is asked for, and are no contract."""
