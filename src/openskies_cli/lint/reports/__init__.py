"""One way of writing a Report per file: `write(report, out, *, width, colour)`, as the formats write a Table."""

FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt",),
    "json": (".json",),
    "github": (),
    "sarif": (".sarif",),
    "junit": (".xml",),
}
"""The name of a format -> the suffixes of `--output` that choose it. The first one is written where nothing is said."""
