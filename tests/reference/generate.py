"""Random records over every form of final clause, as YAML text, so that the program's own reader reads them.

`record(dice, form)` makes one, small, with `form` standing out; the same dice make the same record. With `uncertain` some of
its days become intervals. Days are drawn close to each other and to what the clauses make of them: that is where answers turn.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from openskies_cli.dates import Day
from openskies_cli.model import Life

from .counting import months_on

OPENED = date(2000, 1, 10)
CODES = ("FR", "IT", "ES", "SE", "NO", "DK")
ENTRY = (
    *("instruments", "instruments_of", "kinds", "organizations", "includes", "signatories", "every", "share", "exchange", "all", "any"),
    *("not_before", "published", "negotiating_states", "taken_back"),
)
FOR_STATE = ("threshold", "needs", "waiver", "protocols", "effects")
EXIT = (
    *("fixed", "minimum", "named", "later_date", "lock_in", "lock_in_treaty", "end_of_day", "unstated", "held_by", "domino"),
    *("ends_treaty", "no_clause", "receipts", "revocation", "several_notices", "reaccession", "consent_while_leaving", "exit_effects"),
)
OTHER = ("succession", "expulsion", "definitive_signature", "duration", "extension", "ended", "existence", "facts", "override", "delays")
FORMS = (*ENTRY, *FOR_STATE, *EXIT, *OTHER)
DELAYS: tuple[Any, ...] = (
    "same_day",
    *({"days": n} for n in (1, 10, 30, 60, 90)),
    {"days_clear": 30},
    *({"months": n} for n in (1, 2, 3, 6)),
    {"months": 1, "month_end": "roll"},
    {"months_clear": 2},
    {"years": 1},
    {"first_of_month": {"after_days": 60}},
    {"first_of_month": {"nth": 6}},
    {"first_of_month": {"after_months": 3}},
    {"yearly": {"on": "06-30", "notice_by": "01-01"}},
    {"yearly": {"on": "01-01", "notice_by": "06-30"}},
    {"year_end": {"following": 1}},
)


EARLY = ("expulsion", "exit_effects", "no_clause")
"""Forms in which every State should be a party by the time it leaves: what these do to a contracting State is not settled."""


class Made(NamedTuple):
    """A record as nested values, and who its participants are."""

    record: dict[str, Any]
    existed: dict[str, list[list[str]]]
    kinds: dict[str, str]
    form: str

    @property
    def text(self) -> str:
        """The record as YAML, one participant's acts a line each."""
        lines = [f"{key}: {flow(value)}" for key, value in self.record.items() if key != "participants" and value]
        lines.append("participants:")
        for who, entry in self.record["participants"].items():
            lines.append(f"  {who}:")
            lines += [f"    {key}: {flow(value)}" for key, value in entry.items() if key != "actions"]
            lines.append("    actions:" if entry["actions"] else "    actions: []")
            lines += [f"      - {flow(act)}" for act in entry["actions"]]
        return "\n".join(lines) + "\n"

    @property
    def lives(self) -> Mapping[str, Life]:
        """What participants.yaml would say."""

        def day(text: str) -> Day | None:
            if not text:
                return None
            first, _, last = text.partition("/")
            return Day(date.fromisoformat(first), date.fromisoformat(last or first))

        return {
            who: Life(who, who, self.kinds.get(who, "state"), tuple((day(a), day(b)) for a, b in self.existed.get(who, ())))
            for who in self.record["participants"]
        }


def flow(value: Any) -> str:
    """YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


READ = ("entry_into_force", "entry_into_force_for_state", "withdrawal")
"""Clauses that a record says it has not where it has none."""


class Maker:
    """One record in the making."""

    def __init__(self, dice: Random, form: str) -> None:
        self.dice, self.form = dice, form
        self.codes = list(CODES[: dice.randint(2, 5)])
        self.existed: dict[str, list[list[str]]] = {}
        self.kinds: dict[str, str] = {}
        self.clauses: dict[str, Any] = {}
        self.record: dict[str, Any] = {
            "id": "case",
            "adopted": OPENED,
            "depositaries": self.codes[:2],
            "coverage": {"from": "1990-01-01", "through": "2100-01-01"},
            "attributes": {"quota": "flights", "emissions": "percent"},
        }
        self.days = [OPENED]
        self.fact = dice.choice(["reported", "contested"])
        self.acts: dict[str, list[dict[str, Any]]] = {code: [] for code in self.codes}

    def chance(self, one_in: float) -> bool:
        return self.dice.random() < 1 / one_in

    def delay(self, *, exit_: bool = False) -> Any:
        """Any delay; for other forms than `delays` mostly the plain ones."""
        if self.form == "delays" or self.chance(8):
            return self.dice.choice(DELAYS)
        return self.dice.choice(DELAYS[1:10] if exit_ and not self.chance(6) else DELAYS[:10])

    def day(self, low: date, far: int = 400) -> date:
        """A day on or after `low`, drawn to days that the record has already and to what delays make of them."""
        if self.chance(3):
            near = [months_on(day, n) + timedelta(k) for day in self.days[-8:] for n in (0, 1, 6) for k in (-1, 0, 1)]
            near = [day for day in near if low <= day <= low + timedelta(far)]
            if near:
                return self.dice.choice(near)
        day = low + timedelta(self.dice.randint(0, far))
        if self.chance(6):
            day = date(day.year, day.month, monthrange(day.year, day.month)[1])
        self.days.append(day)
        return day

    def act(self, who: str, kind: str, day: date | None, **more: Any) -> None:
        act: dict[str, Any] = {"action": kind}
        if day is not None:
            act["date"] = day
            self.days.append(day)
        self.acts[who].append(act | more)

    # Clauses ----------------------------------------------------------------------------------

    def condition(self, form: str, deep: int = 0) -> dict[str, Any]:
        """A condition of that form."""
        dice, codes = self.dice, self.codes
        few = sorted(dice.sample(codes, dice.randint(1, min(3, len(codes)))))
        number = dice.randint(1, max(1, len(codes) - 1))
        if form in ("all", "any") and deep < 2:
            forms = [form_ for form_ in ENTRY[:11] if form_ != "exchange"]
            return {form: [self.condition(dice.choice(forms), deep + 1) for _ in range(2)]}
        if form == "exchange":
            return {"exchange": codes[:2]}
        if form == "includes":
            return {"includes": dice.choice([few, "depositaries"])}
        if form == "signatories":
            return {"includes": "signatories"}
        if form == "every":
            return {"every": {"quota": {"at_least": dice.choice([4, 8])}}}
        if form == "share":
            return {"share": "emissions", "at_least": dice.choice([0.3, 0.55])}
        more: dict[str, Any] = {}
        if form == "instruments_of":
            more = {"of": dice.choice([few, "depositaries", "signatories", "inner"])}
            number = 1 if more["of"] == few else min(number, 2)
        elif form == "kinds":
            more = {"kinds": dice.choice([["ratification"], ["ratification", "accession"], ["acceptance"]])}
        elif form == "organizations":
            more = {"organizations": dice.choice(["exclude", "additional"])}
            self.kinds[codes[-1]] = "organization"
        return {"instruments": number} | more

    def entry(self) -> None:
        """How the treaty and each State enter into force."""
        form, dice = self.form, self.dice
        self.record["lists"] = {"inner": self.codes[1:3]}
        rule: dict[str, Any] = {"article": '"1"'}
        if form in EARLY:
            rule["published"] = OPENED + timedelta(1)
        elif form == "published" or (form not in ENTRY and self.chance(3)):
            rule["published"] = self.day(OPENED, 700)
        elif form == "negotiating_states":
            self.record["lists"]["negotiating_states"] = sorted(dice.sample(self.codes, 2))
        else:
            rule |= {"when": self.condition(form if form in ENTRY[:11] else "instruments"), "delay": self.delay()}
            if form == "not_before" or self.chance(12):
                day = self.day(OPENED, 900)
                rule["not_before"] = dice.choice([day, {"after": "opening", "years": 2}, {"after": "adoption", "months": 18}])
        if form == "override":
            self.record["overrides"] = [{"effect": self.day(OPENED, 700), "why": "announced", "source": "src"}]
        if form != "negotiating_states":
            self.clauses["entry_into_force"] = rule
        own: dict[str, Any] = {"article": '"2"', "delay": self.delay()}
        if form in EARLY:
            own["delay"] = "same_day"
        counts_threshold = form == "threshold" or (form not in EARLY and self.chance(4))
        own["counts_after"] = "threshold" if counts_threshold else "treaty_entry_into_force"
        if "published" in rule and own["counts_after"] == "threshold":
            rule["delay"] = dice.choice(["same_day", {"days": 30}])
        needs = {"needs": ["signature", "acceptance"], "waiver": ["waiver"], "protocols": {"protocols": 2}}.get(form)
        self.clauses["entry_into_force_for_state"] = own | ({"needs": needs} if needs else {})

    def leaving(self) -> None:
        """How a party leaves."""
        form = self.form
        if form == "no_clause" or (form not in EXIT and self.chance(12)):
            return
        rule: dict[str, Any] = {"article": '"3"', "from": self.dice.choice(["received", "given"]), "delay": self.delay(exit_=True)}
        if form in ("minimum", "named") or self.chance(6):
            rule["kind"] = "minimum"
        if form == "later_date" or self.chance(9):
            rule["later_date_in_notice"] = True
        if form in ("lock_in", "lock_in_treaty"):
            after = "own_entry_into_force" if form == "lock_in" else "treaty_entry_into_force"
            rule["not_before"] = {"after": after, "months": self.dice.choice([6, 12])}
        if form in ("end_of_day", "unstated"):
            rule["effect_at"] = form
        if form == "held_by":
            rule |= {"held_by": "armed_conflict"} | ({"kind": "minimum"} if self.chance(3) else {})
        if form == "domino":
            rule |= {"delay": {"yearly": {"on": "06-30", "notice_by": "01-01"}}, "domino": {"months": 1}}
        if form == "ends_treaty":
            rule["ends_treaty"] = True
        self.clauses["withdrawal"] = rule

    def lasting(self) -> None:
        """How long it lasts."""
        if self.form in ("duration", "extension"):
            term: dict[str, Any] = {"article": '"4"', "years": self.dice.choice([1, 2, 3])}
            if self.form == "extension":
                if self.chance(2):
                    term["extension"] = {"years": 1}
                event: dict[str, Any] = {"event": "extension", "date": self.day(OPENED + timedelta(300), 300)}
                if self.chance(2):
                    event["until"] = event["date"] + timedelta(self.dice.randint(1000, 2500))
                self.record["events"] = [event]
            self.clauses["duration"] = term
        if self.form == "ended":
            kind = self.dice.choice(["termination", "expiry", "supersession"])
            self.record["events"] = [{"event": kind, "date": self.day(OPENED + timedelta(100), 1500)}]

    # Acts ---------------------------------------------------------------------------------------

    def consent(self, who: str, at: date, *, signed: bool) -> date:
        """An instrument, with what the form adds to it."""
        form, dice = self.form, self.dice
        kind = dice.choice(["ratification", "acceptance"]) if signed else "accession"
        more: dict[str, Any] = {}
        if form in ("needs", "kinds"):
            kind = "acceptance" if form == "needs" else kind
        if form == "protocols":
            more["protocols"] = dice.choice([["one", "two"], ["one"]])
        if form == "effects" and self.chance(2):
            more["effect"] = at + timedelta(dice.randint(0, 200))
            more |= dice.choice([{}, {"basis": "depositary"}, {"basis": "reported"}, {"prefer": "published", "why": "x"}])
        if form == "facts" and self.chance(3):
            more["fact"] = self.fact
        self.act(who, kind, at, **more)
        if form == "protocols" and len(more["protocols"]) == 1:
            at = self.day(at)
            self.act(who, "consent_to_be_bound", at, protocols=["two"])
        if form == "waiver" and not self.chance(4):
            at = self.day(at)
            self.act(who, "waiver", at)
        return at

    def life(self, who: str) -> None:
        """What one participant does, in order."""
        form, dice = self.form, self.dice
        at, signed = OPENED, False
        if form == "definitive_signature" and self.chance(2):
            at = self.day(at)
            self.act(who, "definitive_signature", at)
        else:
            if not self.chance(3) or form in ("needs", "exchange", "signatories"):
                at = OPENED if self.chance(2) or form == "signatories" else self.day(at, 100)
                self.act(who, "signature", at)
                signed = True
            if self.chance(8):
                return
            at = self.consent(who, self.day(at, 500), signed=signed)
        if form == "exchange":
            at = self.day(at)
            self.act(who, "exchange_of_instruments", at)
        if (form == "taken_back" and self.chance(2)) or self.chance(20):
            at = self.day(at + timedelta(1), 100)
            self.act(who, "withdrawal_of_consent", at)
            if self.chance(2):
                at = self.consent(who, self.day(at, 100), signed=signed)
        if form == "expulsion" and self.chance(2):
            at = self.day(at, 900)
            self.act(who, "expulsion", at)
        elif not self.chance(3):
            at = self.go(who, self.day(at, 1200))
        if (form == "reaccession" or self.chance(8)) and dice.random() < 0.7:
            at = self.consent(who, self.day(at + timedelta(500), 900), signed=signed)
            if self.chance(2):
                self.go(who, self.day(at, 900))

    def go(self, who: str, at: date) -> date:
        """A notice, and what the form makes of it."""
        form, dice = self.form, self.dice
        more: dict[str, Any] = {}
        if form == "held_by" and all(act["action"] != "armed_conflict" for act in self.acts[who]):
            self.act(who, "armed_conflict", at)
            at = self.day(at, 60)
        if form in ("named", "minimum", "later_date", "held_by") and self.chance(2):
            more["named"] = at + timedelta(dice.randint(0, 500))
        if form == "exit_effects" and not self.chance(4):
            more["effect"] = at + timedelta(dice.randint(0, 400))
            more |= dice.choice([{}, {"basis": "depositary"}, {"prefer": "published", "why": "x"}, {"prefer": "computed", "why": "x"}])
        if form == "no_clause" and self.chance(2):
            more |= {"accepted": "all", "named": at + timedelta(dice.randint(0, 300))}
        if form == "facts" and self.chance(2):
            more["fact"] = self.fact
        if form == "receipts":
            more["depositary"] = self.codes[0]
        self.act(who, "notice_of_withdrawal", at, **more)
        given = at
        if form == "receipts":
            at = self.day(at, 20)
            self.act(who, "notice_of_withdrawal", at, **(more | {"depositary": self.codes[1]}))
        if form == "several_notices":
            at = self.day(at + timedelta(1), 200)
            more = {"effect": at + timedelta(dice.randint(0, 200))} if self.chance(3) else {}
            self.act(who, "notice_of_withdrawal", at, **more)
        if form == "held_by" and not self.chance(3):
            at = self.day(at, 500)
            self.act(who, "end_of_armed_conflict", at)
        if (form == "revocation" and self.chance(2)) or (form in EXIT and self.chance(8)):
            at = self.day(at, 200)
            self.act(who, "revocation_of_notice", at, of=given)
        if form == "consent_while_leaving":
            at = self.consent(who, self.day(at, 100), signed=False)
        return at

    def succession(self) -> None:
        """A new State takes the place of the first; the first may go on or be no more."""
        old, new = self.codes[0], "XA"
        consents = [act["date"] for act in self.acts[old] if act["action"] not in ("signature", "notice_of_withdrawal")]
        day = self.day(consents[0] if consents and not self.chance(5) else OPENED + timedelta(200), 900)
        self.codes.append(new)
        self.acts[new] = []
        to = self.dice.choice(["consent", "consent", "signature"])
        more: dict[str, Any] = {"effect": day, "from": old} | ({"to": to} if to == "signature" else {})
        if self.chance(4):
            more["accepted"] = "all"
        self.act(new, "succession", day + timedelta(self.dice.randint(0, 900)), **more)
        self.existed[new] = [[str(day), ""]]
        if self.chance(2):
            self.existed[old] = [["", str(day)]]
            self.acts[old] = [act for act in self.acts[old] if act["date"] < day]

    def end_with_an_exit(self) -> None:
        """The treaty ends on the very day of somebody's exit."""
        self.clauses["withdrawal"] = {"delay": {"months": 6}}
        days = [act["date"] for acts in self.acts.values() for act in acts if act["action"] == "notice_of_withdrawal"]
        if days:
            self.record["events"][0]["date"] = months_on(self.dice.choice(days), 6)

    def made(self) -> Made:
        """The whole."""
        self.entry()
        self.leaving()
        self.lasting()
        for number, who in enumerate(self.codes):
            self.life(who)
            if self.form == "existence" and number < 2 and self.acts[who]:
                day = self.day(OPENED + timedelta(30), 1500)
                self.existed[who] = [["", str(day)]]
                self.acts[who] = [act for act in self.acts[who] if act["date"] < day]
        if self.form == "succession":
            self.succession()
        if self.form == "ended" and self.chance(2):
            self.end_with_an_exit()
        figures = [12, *(self.dice.choice([2, 4, 8, 12]) for _ in self.codes[1:])]
        entries = {
            who: {"quota": figure, "emissions": self.dice.choice([10, 20, 30]), "actions": self.acts[who]}
            for who, figure in zip(self.codes, figures, strict=True)
        }
        clauses = {clause: self.clauses.get(clause, "none") for clause in READ} | self.clauses  # every clause was read
        return Made(self.record | {"clauses": clauses, "participants": entries}, self.existed, self.kinds, self.form)


def blurred(made: Made, dice: Random, most: int = 3) -> Made:
    """The same record with some days known less well; the true day stays inside."""
    acts = [act for entry in made.record["participants"].values() for act in entry["actions"]]
    places: list[tuple[dict[str, Any], str]] = [(act, "date") for act in acts if "date" in act]
    places += [(act, key) for act in acts for key in ("effect", "named") if key in act]
    places += [(event, "date") for event in made.record.get("events", ())]
    rule = made.record["clauses"].get("entry_into_force", {})
    places += [(rule, "published")] if isinstance(rule, dict) and "published" in rule else []
    for spans in made.existed.values():
        if spans[0][1] and dice.random() < 0.5:  # a State that went some day within
            last = date.fromisoformat(spans[0][1])
            spans[0][1] = f"{last}/{last + timedelta(dice.randint(1, 4))}"
    for holder, key in dice.sample(places, min(len(places), dice.choice([1, 1, 2, most]))):
        day: date = holder[key]
        if dice.random() < 0.2 and key == "date":
            text = f"{day:%Y-%m}"
        else:
            low, high = day - timedelta(dice.randint(0, 3) if key == "date" else 0), day + timedelta(dice.randint(1, 4))
            text = f"{low}/{high}"
        for act in acts:
            if act.get("of") == day and key == "date":
                act["of"] = text
        holder[key] = text
    return made


def record(dice: Random, form: str, *, uncertain: bool = False) -> Made:
    """One record in which that form of clause stands out."""
    made = Maker(dice, form).made()
    return blurred(made, dice) if uncertain else made


def forms(dice: Random) -> Callable[[], str]:
    """The forms, each as often as any other."""
    left: list[str] = []

    def one() -> str:
        if not left:
            left.extend(dice.sample(FORMS, len(FORMS)))
        return left.pop()

    return one
