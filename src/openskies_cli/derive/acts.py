"""0  The acts of one participant in order, each on the day its neighbours leave it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from openskies_cli.clauses import Clauses
from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.rulings import ANY_DAY, Ruling
from openskies_cli.model import CONSENT, Action, Receipt, Treaty


class Act(NamedTuple):
    """An action on the day its neighbours leave it."""

    action: Action
    day: Day

    @property
    def kind(self) -> str:
        """The action's word."""
        return self.action.kind

    @property
    def text(self) -> str | None:
        """The date as the record writes it; None where it writes none."""
        return None if self.action.date is None else str(self.action.date)

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.text or 'of unknown date'}"


def _one_notice(acts: Sequence[Act]) -> list[Act]:
    """Notices that follow each other and differ only in the depositary are one, received on several days."""
    found: list[Act] = []
    for act in acts:
        last, action = found[-1] if found else None, act.action
        if (
            last is not None
            and act.kind == last.kind == "notice_of_withdrawal"
            and action.depositary
            and last.action.depositary
            and action.depositary not in {last.action.depositary, *(receipt.by for receipt in last.action.received)}
        ):
            received = last.action.received or (Receipt(last.action.depositary, last.day),)
            sources = tuple(dict.fromkeys((*last.action.sources, *action.sources)))
            whole = last.action._replace(received=(*received, Receipt(action.depositary, act.day)), sources=sources)
            found[-1] = last._replace(action=whole)
        else:
            found.append(act)
    return found


def in_order(actions: Sequence[Action], clauses: Clauses = Clauses()) -> list[Act]:  # noqa: B008 - frozen
    """The order of the lines is the order of the acts: each uncertain date is narrowed by what stands around it."""
    days = [_unknown(action, clauses) if action.date is None else action.date for action in actions]
    low, high = OPEN_START, OPEN_END
    for i, day in enumerate(days):
        low = max(low, day.earliest)
        if not day.exact:
            days[i] = Day(max(low, day.earliest), max(low, day.latest), day.doubtful)
    for i in range(len(days) - 1, -1, -1):
        day = days[i]
        high = min(high, day.latest)
        if not day.exact:
            days[i] = Day(min(day.earliest, high), min(day.latest, high), day.doubtful)
    return _one_notice([Act(action, day) for action, day in zip(actions, days, strict=True)])


def _unknown(action: Action, clauses: Clauses) -> Day:
    """What is known of a date the record leaves out: from which days the clause gives the effect that it records.

    A succession may take effect before it is notified; an entry into force with the treaty itself tells only that the
    deposit came before; a minimum period, or a day named in the notice, only that the notice was early enough.
    """
    effect = action.effect
    if effect is None or action.kind == "succession":
        return ANY_DAY
    up_to = Day(OPEN_START, effect.latest)
    if effect.latest == OPEN_END or effect.earliest == OPEN_START:
        return up_to
    if action.kind == "notice_of_withdrawal" and clauses.withdrawal is not None:
        clause = clauses.withdrawal
        found = clause.delay.before(effect)
        if found is None:
            return up_to
        earliest = OPEN_START if clause.minimum or clause.later_date_in_notice or clause.held_by else found.earliest
        return Day(earliest, effect.latest if clause.domino is not None else found.latest)
    own = clauses.entry_into_force.published
    if action.kind in CONSENT and own is not None and own.latest < effect.earliest:
        return clauses.for_state.delay.before(effect) or up_to
    return up_to


def established(acts: Iterable[Act], *also: str) -> list[Act]:
    """The acts whose fact is not in doubt, and those of the kinds of doubt named in `also`."""
    return [act for act in acts if act.action.fact == "established" or act.action.fact in also]


def overridden(treaty: Treaty) -> Treaty:
    """The treaty with its overrides put where they belong: dates the depositary published and no rule gives."""
    people = dict(treaty.participants)
    for override in treaty.overrides:
        entry = people.get(override.participant)
        if entry is None or override.effect is None:
            continue
        acts = tuple(
            act._replace(effect=override.effect, basis="depositary", why=override.why)
            if act.kind == override.action and (override.date is None or act.date == override.date)
            else act
            for act in entry.actions
        )
        people[override.participant] = entry._replace(actions=acts)
    return treaty._replace(participants=people)


def existence(treaty: Treaty, who: str) -> tuple[Day | None, Day | None]:
    """The first day the participant exists and the first on which it is no more; None: no such limit."""
    life = treaty.lives.get(who)
    if life is None or not life.existed:
        return None, None
    return life.existed[0][0], life.existed[-1][1]


def unions(treaty: Treaty) -> dict[str, list[str]]:
    """States that are the union of others which the record names: whose union they are."""
    found = {who: [one for one in life.unites if one in treaty.participants] for who, life in treaty.lives.items() if life.unites}
    return {who: parts for who, parts in found.items() if parts}


def on_its_day(act: Act, day: Day | None = None, why: str = "") -> Ruling:
    """The ruling of an act that works on its own day."""
    return Ruling(day or act.day, "recorded", "", why or str(act), acts=(act.action,))


def as_notified(treaty: Treaty, day: date) -> Treaty:
    """The record as it stood on `day`, cut to acts dated up to then: for comparison with figures published at the time."""

    def known(action: Action) -> bool:
        when = action.date or action.effect
        return when is not None and when.earliest <= day

    people = {who: entry._replace(actions=tuple(filter(known, entry.actions))) for who, entry in treaty.participants.items()}
    events = tuple(event for event in treaty.events if event.date is None or event.date.earliest <= day)
    own = treaty.clauses.entry_into_force
    if own.published is not None and own.published.earliest > day:
        own = own._replace(published=None)
    return treaty._replace(participants=people, events=events, clauses=treaty.clauses._replace(entry_into_force=own))
