"""JUnit's XML, which continuous integration servers read: a suite a file, a case a finding, one that passes where there is none."""

from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from openskies_cli.diagnostics import Diagnostic
from openskies_cli.lint.report import Report
from openskies_cli.view import tame


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """Errors are failures; warnings and hints are cases that pass and say what was found."""
    found = {path: list(group) for path, group in groupby(report.findings, key=lambda finding: finding.place.path)}
    paths = dict.fromkeys((*report.looked_at, *found))
    cases = sum(max(1, len(found.get(path, ()))) for path in paths)
    failures = sum(_fails(finding) for finding in report.findings)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<testsuites name="openskies check" tests="{cases}" failures="{failures}">\n')
    for path in paths:
        findings = found.get(path, [])
        failed = sum(map(_fails, findings))
        out.write(f'  <testsuite name={_attribute(path)} tests="{max(1, len(findings))}" failures="{failed}" errors="0" skipped="0">\n')
        if not findings:
            out.write(f'    <testcase classname={_attribute(path)} name="no finding"/>\n')
        out.writelines(f"    {line}\n" for finding in findings for line in _case(finding))
        out.write("  </testsuite>\n")
    out.write("</testsuites>\n")


def _fails(finding: Diagnostic) -> bool:
    return finding.severity == "error"


def _case(finding: Diagnostic) -> list[str]:
    path, line, column = finding.place
    name = _attribute(f"{finding.rule} at {line}:{column}")
    tag, kind = (
        ("failure", f" message={_attribute(finding.sentence)} type={_attribute(finding.rule)}") if _fails(finding) else ("system-out", "")
    )
    return [
        f"<testcase classname={_attribute(path)} name={name}>",
        f"  <{tag}{kind}>{escape(tame(str(finding)))}</{tag}>",
        "</testcase>",
    ]


def _attribute(text: str) -> str:
    return quoteattr(tame(text))
