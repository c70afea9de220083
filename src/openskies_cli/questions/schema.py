"""The form of the records as a JSON Schema, for editors and other programs."""

from typing import TYPE_CHECKING

from openskies_cli.reading.schema import text
from openskies_cli.table import Page

if TYPE_CHECKING:
    from openskies_cli.register import Register


def answer(register: "Register", *, of: str) -> Page:  # noqa: ARG001 - the form needs no records
    """The schema of a treaty's record, of participants.yaml, or of a source."""
    return Page(text(of))
