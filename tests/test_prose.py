"""No logic reads prose: every sentence the heart makes is rewritten, and every status stays what it was."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openskies_cli.dates import parse
from openskies_cli.derive import Chronicle, derive
from openskies_cli.derive.rulings import Ruling
from openskies_cli.history import History
from openskies_cli.model import Action, Entry, Event, Life, Treaty
from openskies_cli.register import Register

ROOT = Path(__file__).parents[1]
REWRITTEN = "a sentence"
Said = tuple[object, ...]


def _statuses(history: History) -> list[Said]:
    """All of a history that is no sentence, also of the courses that doubted acts would give."""
    found: list[Said] = [(step.earliest, step.latest, step.day, step.status, step.basis, step.ended_by) for step in history.steps]
    found += [(one.kind, one.since, one.until, one.towards, one.asserted_by, one.contested_by) for one in history.qualifiers]
    found += [tuple(getattr(spell, name) for name in type(spell).__slots__) for spell in history.spells]
    found += [tuple(getattr(exit_, name) for name in type(exit_).__slots__) for exit_ in history.exits]
    found += [tuple(getattr(entry, name) for name in type(entry).__slots__) for entry in history.timeline]
    return found + [(other.fact, *_statuses(other.history)) for other in history.alternatives]


BORN = parse("1991-12-26")
SAME_DAY = Treaty(  # existence, an act, and the end of the treaty on the days of other steps: their order is no matter of words
    "same-day",
    events=(Event("entry_into_force", BORN), Event("termination", parse("2001-01-01"))),
    participants={"XA": Entry((Action("signature", BORN), Action("accession", BORN), Action("expulsion", parse("2001-01-01"))))},
    lives={"XA": Life("XA", "Xanadu", existed=((BORN, None),))},
)


def _everything(register: Register) -> dict[tuple[str, str], list[Said]]:
    chronicles: list[Chronicle] = [register.chronicle(treaty_id) for treaty_id in register.treaty_ids()]
    found = {(one.treaty.id, who): _statuses(history) for one in chronicles for who, history in one.histories.items()}
    found |= {(SAME_DAY.id, who): _statuses(history) for who, history in derive(SAME_DAY).histories.items()}
    return found | {(one.treaty.id, ""): _statuses(one.standing) for one in chronicles}


@pytest.mark.slow
def test_no_status_hangs_on_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register(str(ROOT))
    plain = _everything(register)
    sentences = {step.because for treaty_id in register.treaty_ids() for h in register.histories(treaty_id).values() for step in h.steps}
    assert len(sentences) > 2000

    made, replaced = Ruling.__new__, Ruling._replace

    def silent(cls: type[Ruling], day: Any, basis: str, article: str, why: str, *rest: Any, **more: Any) -> Ruling:
        return made(cls, day, basis, article, REWRITTEN, *rest, **more)

    monkeypatch.setattr(Ruling, "__new__", silent)
    monkeypatch.setattr(
        Ruling, "_replace", lambda self, **fields: replaced(self, **fields | ({"why": REWRITTEN} if "why" in fields else {}))
    )
    written: Callable[..., Any] = sys.modules["openskies_cli.derive.qualifiers"].qualifier

    def wordless(kind: str, since: object, until: object, text: str, **more: object) -> object:
        return written(kind, since, until, REWRITTEN, **more)

    for name, module in list(sys.modules.items()):
        if name.startswith("openskies_cli.derive.") and hasattr(module, "qualifier"):
            monkeypatch.setattr(module, "qualifier", wordless)
    mute = Register(str(ROOT))
    rewritten = _everything(mute)
    assert {step.because for step in mute.history("open-skies", "RU").steps} == {REWRITTEN}, "the rewriting reaches what is printed"
    assert {one.text for one in mute.history("open-skies", "RU").qualifiers} == {REWRITTEN}
    assert [key for key in plain if plain[key] != rewritten[key]] == []
