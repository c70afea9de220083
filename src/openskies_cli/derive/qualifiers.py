"""What stands beside a status, written down."""

from datetime import date

from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.acts import Act
from openskies_cli.history import THE_BEGINNING, THE_END, Qualifier


def iso(d: date) -> str:
    return THE_END if d == OPEN_END else THE_BEGINNING if d == OPEN_START else d.isoformat()


def bounds(day: Day) -> tuple[str, str]:
    """Both ends as ISO text, open ends as the ends of time."""
    first = iso(day.earliest)
    return first, first if day.exact else iso(day.latest)


def qualifier(kind: str, since: Day, until: Day, text: str, **more: str | None) -> Qualifier:
    """A qualifier that holds from some day in `since` to the day before some day in `until`."""
    first, last = bounds(since), bounds(until)
    days = {"first_day": day_text(since), "next_change": day_text(until)}
    return Qualifier(kind, first[0], last[1], first[1], last[0], text, **days, **more)


def day_text(day: Day) -> str | None:
    return None if day.earliest == OPEN_END or day.latest == OPEN_START else str(day)


def closed(who: str, key: str, act: Act, until: Day, force: Day) -> Qualifier:
    """An open qualifier, closed: its kind with its days, scope, object and who asserts and contests it."""
    action = act.action
    since = action.effect or act.day
    by = action.by or (who,)
    towards = " ".join(action.towards)
    object_ = "" if towards in ("", "all") else f" towards {', '.join(action.towards)}"
    contested = f", contested by {', '.join(action.contested_by)}" if action.contested_by else ""
    no_clause = " (no clause provides for this)"
    texts = {
        "suspension": f"{', '.join(by)} asserts since {since} that it suspends the treaty{object_}{contested}",
        "non_performance": f"{', '.join(by)} asserts since {since} that it does not perform{object_}{no_clause}{contested}",
        "provisional_application": f"provisionally applied since {since}",
        "application_for_accession": f"application for accession since {since}",
        "intention_not_to_become_party": f"declared {since} that it does not intend to become a party",
        "signed_again": f"signed again {act.text or since}, after its exit",
        "consent_withdrawn": f"consent withdrawn {act.text or since}",
    }
    kind = key.partition(" ")[0]
    if kind == "provisional_application":
        until = Day(min(until.earliest, force.earliest), min(until.latest, force.latest))
    return qualifier(
        kind.replace("_", "-"),
        since,
        until,
        texts[kind],
        scope=", ".join(action.scope) or None,
        towards=towards or ("all" if kind == "suspension" else None),
        asserted_by=" ".join(by) if kind in ("suspension", "non_performance") else None,
        contested_by=" ".join(action.contested_by) or None,
    )


def cut(one: Qualifier, day: Day) -> Qualifier:
    """A qualifier ends at the latest on `day`."""
    latest, earliest = iso(day.latest), iso(day.earliest)
    if one.until <= latest and one.surely_until <= earliest:
        return one
    next_change = str(day) if one.until > latest else one.next_change
    return one.changed(until=min(one.until, latest), surely_until=min(one.surely_until, earliest), next_change=next_change)
