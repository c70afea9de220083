"""For programs, a contract: an array of flat objects, always with the same keys. It is also what `--baseline` reads."""

import json
from typing import TextIO

from openskies_cli.lint.report import Report

KEYS = ("path", "line", "column", "end_column", "severity", "rule", "sentence", "remedy", "related_path", "related_line", "related_column")


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """One key a line; lines and columns count from 1, `end_column` is the first column behind the text that is meant."""
    out.write(json.dumps(objects(report), indent=2, ensure_ascii=True) + "\n")


def objects(report: Report) -> list[dict[str, object]]:
    """The findings as objects with these keys."""
    rows: list[dict[str, object]] = []
    for finding in report.findings:
        path, line, column = finding.place
        related = finding.related or (None, None, None)
        cells = (path, line, column, column + finding.width, finding.severity, finding.rule, finding.sentence, finding.remedy or None)
        rows.append(dict(zip(KEYS, (*cells, *related), strict=True)))
    return rows
