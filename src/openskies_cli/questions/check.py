"""What is wrong with these records, where, by which rule, and what to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.dates import full
from openskies_cli.diagnostics import ERROR, HINT, SEVERITIES, WARNING, Diagnostic
from openskies_cli.lint.files import baseline as known_already
from openskies_cli.lint.files import gather
from openskies_cli.lint.inspection import beyond, inspect
from openskies_cli.lint.report import Report
from openskies_cli.lint.rules import RULES
from openskies_cli.table import plural

if TYPE_CHECKING:
    from openskies_cli.register import Register


def answer(
    register: "Register",
    *,
    on: str,
    paths: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    severity: str | None = None,
    baseline: str | None = None,
) -> Report:
    """The findings in these files and folders, or in the records in use; an error among them makes the verdict "no"."""
    known = known_already(baseline) if baseline is not None else []
    asked = frozenset(select or RULES) - frozenset(ignore or ())
    shown = SEVERITIES[: SEVERITIES.index(severity or (HINT if select else WARNING)) + 1]
    findings: list[Diagnostic] = []
    texts: dict[str, list[str]] = {}
    looked_at: list[str] = []
    for home, files in gather(register, paths):
        register.tell(f"checking {len(files):,} files")
        looked_at += [file.path for file in files]
        for found, text in inspect(files, home, full(on), asked & frozenset(RULES)):
            wanted = [each for each in found if each.severity in shown and _asked(each.rule, select, ignore)]
            if wanted:
                findings += wanted
                texts[wanted[0].place.path] = text.split("\n")
    register.tell("")
    findings, gone = beyond(findings, known)
    return Report(
        findings,
        texts,
        looked_at,
        verdict="no" if any(finding.severity == ERROR for finding in findings) else "yes",
        remarks=[*_counted(findings), *([f"{gone} of the baseline no longer found"] if gone else [])],
    )


def _asked(rule: str, select: Sequence[str] | None, ignore: Sequence[str] | None) -> bool:
    return (not select or rule in select) and rule not in (ignore or ())


def _counted(findings: Sequence[Diagnostic]) -> list[str]:
    """ "2 errors, 1 warning in 2 files", or nothing."""
    numbers = [(sum(finding.severity == severity for finding in findings), severity) for severity in SEVERITIES]
    said = [plural(n, severity) for n, severity in numbers if n]
    files = len({finding.place.path for finding in findings})
    return [f"{', '.join(said)} in {plural(files, 'file')}"] if said else []
