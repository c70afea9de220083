"""What was found in files: the answer of `check`."""

from collections.abc import Mapping, Sequence

from openskies_cli.diagnostics import Diagnostic


class Report:
    """Findings in the order of files and lines. `texts` holds the lines of the files that have any; `looked_at` counts files.

    `whole`: whether people, too, are shown every one of many findings that are alike.
    `verdict` is "no" where an error was found, else "yes"; `remarks` are sentences for stderr.
    """

    __slots__ = ("findings", "looked_at", "remarks", "texts", "verdict", "whole")

    def __init__(
        self,
        findings: Sequence[Diagnostic],
        texts: Mapping[str, Sequence[str]],
        looked_at: Sequence[str],
        *,
        verdict: str = "yes",
        remarks: Sequence[str] = (),
    ) -> None:
        self.findings, self.texts, self.looked_at = list(findings), texts, list(looked_at)
        self.verdict, self.remarks, self.whole = verdict, tuple(remarks), False
