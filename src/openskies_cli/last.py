"""`--on last`: a question about the last day that each treaty's record vouches for, asked treaty by treaty and put together."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

OF_ALL = ("coverage", "treaties")
"""Questions that are about every treaty where none is named."""

MOST_CAPTIONS = 3
"""With more treaties the caption only counts them: each row has its day."""

WORST = ("no", "undecided", "yes")
"""The verdict of several answers is the first of these that one of them has."""


def answer(register: "Register", name: str, said: Mapping[str, object], ask: Callable[[Mapping[str, object]], Table]) -> Table:
    """What the question `name` answers for each treaty on its last day; `ask` answers one of them."""
    if "treaty" not in said and name not in OF_ALL:
        raise Refused(2, f"--on last: {name} is about no treaty, so there is no last day; write a day such as 2021-12-17")
    asked = said.get("treaty") or (("all",) if name in OF_ALL else ())
    assert isinstance(asked, tuple)
    days = {treaty: register.chronicle(treaty).standing.coverage_through for treaty in register.treaties(asked)}
    without = ", ".join(treaty for treaty, day in days.items() if not day)
    if without and not any(days.values()):
        raise Refused(2, f"--on last: the record of {without} does not say up to when it is complete; write a day such as 2021-12-17")
    answers = [ask({**said, "treaty": (treaty,), "on": day}) for treaty, day in days.items() if day]
    remarks = [remark for one in answers for remark in one.remarks]
    if without:
        remarks.append(f"left out, for the record does not say up to when it is complete: {without}")
    if len(answers) == 1:
        return _together(answers, answers[0].caption, remarks)
    captions = " ".join(one.caption for one in answers)
    counted = f"{len(answers)} treaties, each on the last day that its record vouches for: the column on."
    return _together(answers, captions if len(answers) <= MOST_CAPTIONS else counted, remarks)


def _together(answers: list[Table], caption: str, remarks: list[str]) -> Table:
    verdicts = [one.verdict for one in answers]
    about = tuple(dict.fromkeys(part for one in answers for part in one.about))
    several = len({one.rows[0][one.keys().index("on")] for one in answers if one.rows}) > 1
    return Table(
        [Column("on", "day", short=True) if several and column.key == "on" else column for column in answers[0].columns],
        [row for one in answers for row in one.rows],
        caption,
        verdict=next((word for word in WORST if word in verdicts), ""),
        remarks=remarks,
        about=about,
        quiet=[key for key in answers[0].quiet if all(key in one.quiet for one in answers)],
        lead=answers[0].lead if len(answers) == 1 else "",
    )
