"""1  Who held which instrument, from when to when."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from openskies_cli.dates import Day, tomorrow
from openskies_cli.derive.acts import Act, established, existence
from openskies_cli.derive.rulings import NEVER
from openskies_cli.model import CONSENT, Treaty


class Instrument(NamedTuple):
    """An instrument: held from `day` on, until `until` (taken back, or its State is no more and nobody succeeds)."""

    who: str
    kind: str
    day: Day
    until: Day


def consent_kinds(treaty: Treaty) -> frozenset[str]:
    """The acts that bind. Where instruments are exchanged, the exchange is the consent, not the paper (VCLT 16(a))."""
    when = treaty.clauses.entry_into_force.when
    if when is not None and any(leaf.kind == "exchange" for leaf in when.leaves()):
        return CONSENT - {"ratification", "acceptance", "approval"}
    return CONSENT


def lacking(treaty: Treaty, seen: Iterable[Act], kinds: frozenset[str]) -> set[str]:
    """What consent still waits for after the acts `seen`; an empty set: it is complete."""
    clause, have, protocols = treaty.clauses.for_state, set[str](), set[str]()
    if not clause.needs and not clause.protocols:  # as nearly everywhere: a consent is all it takes
        return set() if any(act.kind in kinds for act in seen) else {"consent"}
    for act in seen:
        have.add("consent" if act.kind in kinds else act.kind)
        protocols.update(act.action.protocols)
    wanted = {"consent", *("consent" if need in CONSENT else need for need in clause.needs)}
    if len(protocols) < clause.protocols:
        wanted.add("protocols")
    return wanted - have


def adds(act: Act, seen: Iterable[Act]) -> bool:
    """Whether an act can bring what `lacking` looks for nearer: a second one of its kind cannot, unless for another protocol."""
    return all(one.kind != act.kind for one in seen) or not {p for one in seen for p in one.action.protocols}.issuperset(
        act.action.protocols
    )


def instruments(treaty: Treaty, people: Mapping[str, Sequence[Act]], *also: str) -> list[Instrument]:
    """One instrument per participant at a time. A succession is none: it keeps the predecessor's counting.

    Of acts that are established, and of the kinds of doubt named in `also`.
    """
    kinds = consent_kinds(treaty)
    kept = {act.action.from_ for acts in people.values() for act in acts if act.kind == "succession" and act.action.to != "signature"}
    found = []
    at_once = treaty.clauses.entry_into_force.delay.word == "same_day"  # an entry into force comes before the exits of its day
    for who, acts in people.items():
        seen: list[Act] = []
        given: Act | None = None
        deposit = ""
        for act in established(acts, *also):
            if act.kind in ("withdrawal_of_consent", "notice_of_withdrawal"):
                if given is not None:
                    found.append(Instrument(who, deposit, given.day, act.day.map(tomorrow) if at_once else act.day))
                if given is not None or any(one.kind in kinds for one in seen):
                    given, seen = None, [one for one in seen if one.kind == "signature"]
            elif act.kind != "succession":
                deposit = act.kind if act.kind in kinds and given is None else deposit
                if adds(act, seen):
                    seen.append(act)
                    if given is None and not lacking(treaty, seen, kinds):
                        given = act
        if given is not None:
            _, gone = existence(treaty, who)
            found.append(Instrument(who, deposit, given.day, gone if gone is not None and who not in kept else NEVER))
    return found
