"""SARIF 2.1.0, which code scanning services read."""

import json
from typing import TextIO
from urllib.parse import quote

from openskies_cli import __version__
from openskies_cli.diagnostics import Diagnostic
from openskies_cli.lint.report import Report
from openskies_cli.lint.rules import rule
from openskies_cli.model import Place

LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """One run; its rules are those that found something, each with its page."""
    names = sorted({finding.rule for finding in report.findings})
    run = {
        "tool": {"driver": {"name": "openskies", "version": __version__, "rules": [_rule(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, names.index(finding.rule)) for finding in report.findings],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    out.write(json.dumps(document, indent=2, ensure_ascii=True) + "\n")


def _rule(name: str) -> dict[str, object]:
    module = rule(name)
    summary, _, page = (module.__doc__ or "").strip().partition("\n\n")
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": page.strip() or summary},
        "defaultConfiguration": {"level": LEVELS[module.SEVERITY]},
    }


def _result(finding: Diagnostic, index: int) -> dict[str, object]:
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.sentence + remedy},
        "locations": [_location(finding.place, finding.width)],
    }
    if finding.related is not None:
        result["relatedLocations"] = [_location(finding.related, 1)]
    return result


def _location(place: Place, width: int) -> dict[str, object]:
    path = place.path.replace("\\", "/")
    address = quote(path, safe="/~:") if not path.startswith("/") else f"file://{quote(path, safe='/~')}"
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + width}
    return {"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}
