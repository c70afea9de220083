"""A page as it is."""

from typing import TextIO

from openskies_cli.report import Page


def write(page: Page, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """Nothing is added or cut."""
    out.write(page.text)
