"""For GitHub Actions: workflow commands that show each finding at its line of a pull request."""

from typing import TextIO

from openskies_cli.lint.report import Report
from openskies_cli.view import tame

LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """One line a finding; nothing where nothing was found."""
    for finding in report.findings:
        path, line, column = finding.place
        said = finding.sentence + (f"; {finding.remedy}" if finding.remedy else "")
        where = f"file={_escaped(path, more=True)},line={line},col={column},endColumn={column + finding.width}"
        out.write(f"::{LEVELS[finding.severity]} {where},title={_escaped(finding.rule, more=True)}::{_escaped(said)}\n")


def _escaped(text: str, *, more: bool = False) -> str:
    """A text that ends no command; with `more` none of its properties either."""
    text = tame(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if more else text
