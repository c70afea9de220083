"""Two answers that are no Table: what was found in files, and a page to read."""

from collections.abc import Mapping, Sequence

from openskies_cli.diagnostics import Diagnostic


class Report:
    """Findings in the order of files and lines. `texts` holds the lines of the files that have any; `looked_at` counts files.

    `verdict` is "no" where an error was found, else "yes"; `remarks` are sentences for stderr.
    """

    __slots__ = ("findings", "looked_at", "remarks", "texts", "verdict")

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
        self.verdict, self.remarks = verdict, tuple(remarks)


class Page:
    """A text as it is, in Markdown, JSON or plain words."""

    __slots__ = ("remarks", "text", "verdict")

    def __init__(self, text: str) -> None:
        self.text, self.verdict = text, ""
        self.remarks: tuple[str, ...] = ()
