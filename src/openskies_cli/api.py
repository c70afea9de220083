"""The library: the questions of the command line, as methods. A third door, so the desk says what words mean.

    from openskies_cli import records
    records().status("Russia", on="2021-12-17")[0]["status"]

A method has the name of its command and the command's words as parameters; a test holds the two against each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal

from openskies_cli import desk
from openskies_cli.diagnostics import Refused
from openskies_cli.lint.report import Report
from openskies_cli.table import Column, Table, plural
from openskies_cli.view import limit
from openskies_cli.words import COMMANDS, DATA, Command, Word

if TYPE_CHECKING:
    import pandas as pd

    from openskies_cli.register import Register

Row = dict[str, Any]
"""One row: days are EDTF texts, words a list of texts, notes a list of dicts, counts are int, nothing is None."""

Day = str | date | None
"""A day as on the command line, or a date; None is today, or not said."""

Texts = str | Sequence[str]
"""One or several."""

Path = str | PathLike[str]
Paths = Path | Sequence[Path]

Status = Literal["none", "signatory", "contracting-state", "party", "former-party", "undetermined"]
StatusOrAll = Literal["none", "signatory", "contracting-state", "party", "former-party", "undetermined", "all"]
Verdict = Literal["", "yes", "no", "undecided"]

NOT_HERE = {
    "help": "pages about the words of the command line; Python has help(Records)",
    "rule": "the page of a rule is a text for people: openskies rule NAME",
    "schema": "a text for editors, the same whatever the records: openskies schema --output FILE",
}
"""Commands that are no method, and why."""

DRAWN = COMMANDS["where"]
"""A command whose answer is a table: what draws one in a notebook, the findings of check too."""

ANEW = ("check",)
"""Questions about what stands in the files now: nothing that was read before counts."""

MOST_DRAWN = 200
"""A notebook draws so many rows of an answer and says how many there are."""


class Answer:
    """What a question came to: `rows` in the order of `columns`, a `caption` for people, and `remarks` to be aware of.

    `verdict` is yes, no or undecided where the question was one of yes or no (`require=`, `strict=`, `check`), else "".
    """

    def __init__(self, command: Command, found: Table | Report, remarks: Sequence[str] = ()) -> None:
        self._command, self._found = command, found
        self._table = _tabled(found) if isinstance(found, Report) else found
        self.rows: list[Row] = [_row(self._table.columns, row) for row in self._table.rows]
        self.columns: list[str] = self._table.keys()
        self.caption: str = self._table.caption
        self.verdict: Verdict = found.verdict  # type: ignore[assignment]  # one of these words
        self.remarks: list[str] = list(dict.fromkeys((*found.remarks, *remarks)))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, at: int) -> Row:
        return self.rows[at]

    def __repr__(self) -> str:
        verdict = f", {self.verdict}" if self.verdict else ""
        return f"<{self._command.name}: {plural(len(self), 'row')}{verdict}. {self.caption}>"

    def __str__(self) -> str:
        """The answer as the command prints it off a terminal."""
        return desk.text(self._command, self._found, "text" if isinstance(self._found, Report) else "plain").rstrip("\n")

    def _repr_html_(self) -> str:
        """The table that `--format html` writes, without the page around it: what a notebook shows."""
        page = desk.text(DRAWN, limit(self._table, MOST_DRAWN), "html")
        table = page[page.index("<body") :].partition(">")[2].rpartition("</body>")[0]
        more = f"<p>{MOST_DRAWN} of {len(self)} rows shown</p>\n" if len(self) > MOST_DRAWN else ""
        return table + more

    def write(self, path: Path, *, format: str | None = None, wide: bool = False) -> None:  # noqa: A002 - the word of the command line
        """Writes the same bytes as the command with `--output`; the suffix chooses the format where none is named."""
        values: dict[str, object] = {"output": fspath(path), "format": format, "wide": wide}
        desk.save(self._command, self._found, values)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a data frame; counts and yes-or-no columns are nullable. ImportError where pandas is not installed."""
        try:
            from pandas import DataFrame
        except ImportError:
            raise ImportError("to_pandas() needs pandas; install it with: pip install 'openskies[pandas]'") from None
        nullable = {"count": "Int64", "yes_no": "boolean"}
        kinds = {column.key: nullable[column.kind] for column in self._table.columns if column.kind in nullable}
        return DataFrame(self.rows, columns=self.columns).astype(kinds)


class Records:
    """Treaty records to ask. What was read and derived is kept: ask the same Records again and again, from any thread."""

    def __init__(self, folder: Path | None = None, *, only: bool = False) -> None:
        """The records that the command line would use, or those of a folder on top of the bundled ones; `only`: without these."""
        data = None if folder is None else desk.folder(DATA, fspath(folder))
        self._register: Register = desk.register_of({"data": data, "only": only})

    def __repr__(self) -> str:
        return f"<records of {self._register.folder}, {self._register.why}>"

    def _ask(self, name: str, **said: object) -> Answer:
        command = COMMANDS[name]
        values = {word.name: _typed(word, said.get(word.name)) for word in command.words}
        register = desk.register_of({}, self._register.again(fresh=name in ANEW))
        found = desk.asked(register, command, desk.meaning(command, values))
        place = register.in_place()
        return Answer(command, found, [*register.unread, *register.remarks, *([place] if place else [])])

    # Ask -----------------------------------------------------------------------------------------

    def status(
        self,
        who: Texts,
        *,
        require: Status | None = None,
        strict: bool = False,
        as_notified: bool = False,
        on: Day = None,
        treaty: Texts = (),
    ) -> Answer:
        """Where a State stands towards a treaty on a day."""
        return self._ask("status", who=who, require=require, strict=strict, as_notified=as_notified, on=on, treaty=treaty)

    def parties(
        self,
        who: Texts = (),
        *,
        status: StatusOrAll = "party",
        spells: Literal["day", "all"] = "day",
        as_notified: bool = False,
        on: Day = None,
        treaty: Texts = (),
    ) -> Answer:
        """Who is a party on a day, since when and on what basis."""
        return self._ask("parties", who=who, status=status, spells=spells, as_notified=as_notified, on=on, treaty=treaty)

    def withdrawals(
        self,
        who: Texts = (),
        *,
        year: int | str | None = None,
        from_: Day = None,
        until: Day = None,
        by: Literal["notice", "effect"] = "effect",
        by_year: bool = False,
        on: Day = None,
        treaty: Texts = (),
    ) -> Answer:
        """Who gave notice of withdrawal, and when it takes effect."""
        said: dict[str, object] = {"year": year, "from_": from_, "until": until, "by": by, "by_year": by_year}
        return self._ask("withdrawals", who=who, **said, on=on, treaty=treaty)

    def timeline(self, who: Texts = (), *, on: Day = None, treaty: Texts = ()) -> Answer:
        """What happened, act by act, and what followed from it."""
        return self._ask("timeline", who=who, on=on, treaty=treaty)

    def acts(
        self,
        who: Texts = (),
        *,
        event: Texts = (),
        towards: Texts = (),
        territory: Texts = (),
        scope: Texts = (),
        procedure: Texts = (),
        in_force: bool = False,
        from_: Day = None,
        until: Day = None,
        as_notified: bool = False,
        on: Day = None,
        treaty: Texts = (),
    ) -> Answer:
        """Who did what, for whom and for how long: reservations, territories, all acts."""
        which: dict[str, object] = {"event": event, "towards": towards, "territory": territory, "scope": scope, "procedure": procedure}
        when: dict[str, object] = {"from_": from_, "until": until, "as_notified": as_notified, "on": on}
        return self._ask("acts", who=who, **which, in_force=in_force, **when, treaty=treaty)

    def reservations(
        self, who: Texts = (), *, declarations: bool = False, as_notified: bool = False, on: Day = None, treaty: Texts = ()
    ) -> Answer:
        """Which reservations stand on a day, and who objects to them."""
        return self._ask("reservations", who=who, declarations=declarations, as_notified=as_notified, on=on, treaty=treaty)

    def explain(self, who: Texts, *, on: Day = None, treaty: Texts = ()) -> Answer:
        """Why that is the answer: acts, clauses, arithmetic, sources."""
        return self._ask("explain", who=who, on=on, treaty=treaty)

    def upcoming(self, *, within: str = "180d", on: Day = None, treaty: Texts = ()) -> Answer:
        """What takes effect or falls due next, as known that day."""
        return self._ask("upcoming", within=within, on=on, treaty=treaty)

    def when(
        self,
        who: Texts = (),
        *,
        notice: Day = None,
        deposit: Day = None,
        named: Day = None,
        on: Day = None,
        treaty: Texts = (),
    ) -> Answer:
        """When a notice or an instrument takes effect, by the treaty's own clause."""
        return self._ask("when", who=who, notice=notice, deposit=deposit, named=named, on=on, treaty=treaty)

    def treaty(self, treaty: Texts = (), *, on: Day = None) -> Answer:
        """What the record knows of a treaty: dates, clauses, counts."""
        return self._ask("treaty", treaty=treaty, on=on)

    def treaties(self, words: Texts = (), *, of: str | None = None, status: StatusOrAll | None = None, on: Day = None) -> Answer:
        """The treaties on record, and where each stands on a day."""
        return self._ask("treaties", words=words, of=of, status=status, on=on)

    def coverage(self, *, on: Day = None, treaty: Texts = ()) -> Answer:
        """Up to when the records are complete, and what is known to be missing."""
        return self._ask("coverage", on=on, treaty=treaty)

    def conflicts(self, *, on: Day = None, treaty: Texts = ()) -> Answer:
        """Where sources disagree, and which acts are doubted."""
        return self._ask("conflicts", on=on, treaty=treaty)

    def claims(self, what: Texts = ()) -> Answer:
        """What a text says, held against the records part by part."""
        return self._ask("claims", what=what)

    def sources(self, ids: Texts = (), *, unused: bool = False, treaty: Texts = ()) -> Answer:
        """The documents that the records rest on, and what cites them."""
        return self._ask("sources", ids=ids, unused=unused, treaty=treaty)

    def participants(self, who: Texts = (), *, on: Day = None) -> Answer:
        """What a name means and why: codes, names, existence, relations, groups."""
        return self._ask("participants", who=who, on=on)

    # Keep and share ------------------------------------------------------------------------------

    def audit(self, *, every: bool = False, on: Day = None, treaty: Texts = ()) -> Answer:
        """Where recorded dates differ from what the clauses give."""
        return self._ask("audit", every=every, on=on, treaty=treaty)

    def check(
        self,
        paths: Paths = (),
        *,
        select: Texts = (),
        ignore: Texts = (),
        severity: Literal["error", "warning", "hint"] | None = None,
        baseline: Path | None = None,
        on: Day = None,
    ) -> Answer:
        """What is wrong with records: where, by which rule, and what to do."""
        said: dict[str, object] = {"select": select, "ignore": ignore, "severity": severity, "baseline": baseline}
        return self._ask("check", paths=paths, **said, on=on)

    def where(self) -> Answer:
        """Which records answer, and why those."""
        return self._ask("where")

    def export(self, folder: Path, *, on: Day = None) -> Answer:
        """All tables as CSV with a data package that describes them."""
        return self._ask("export", folder=folder, on=on)


def records(folder: Path | None = None, *, only: bool = False) -> Records:
    """The records that the command line would use, or those of a folder on top of the bundled ones; `only`: without these."""
    return Records(folder, only=only)


def _typed(word: Word, value: object) -> object:
    """What was said, as the doors hand it to the desk."""
    if word.shape == "flag":
        return bool(value)
    if word.shape in ("many", "repeat"):
        texts = [] if value is None else [_text(one) for one in _several(value)]
        if word.required and not texts:
            raise Refused(2, f"missing argument '{word.metavar}'")
        return texts
    if value is None or isinstance(value, str):
        return value
    return ",".join(_text(one) for one in _several(value)) or None


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _text(value: object) -> str:
    """A word as it would be typed. A moment is taken for its day."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if isinstance(value, PathLike):
        return str(fspath(value))
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"{value!r} is no word; write a text, a date or a number")


def _row(columns: Sequence[Column], row: Sequence[object]) -> Row:
    return {column.key: _cell(column, cell) for column, cell in zip(columns, row, strict=True)}


def _cell(column: Column, cell: object) -> object:
    """A cell that is the caller's own: nothing in it is shared with the records."""
    if not isinstance(cell, tuple):
        return cell
    if column.kind == "notes":
        return [{key: _own(note.get(key)) for key in column.keys} for note in cell]
    return list(cell)


def _own(value: object) -> object:
    return list(value) if isinstance(value, list) else value


REPORTED = {"line": "count", "column": "count", "end_column": "count", "related_line": "count", "related_column": "count"}
SHORT = ("path", "line", "severity", "rule", "sentence", "remedy")


def _tabled(report: Report) -> Table:
    """The findings of a report as rows, with the keys of its json format."""
    from openskies_cli.lint.reports.json import KEYS, objects

    columns = [Column(key, REPORTED.get(key, "text"), short=key in SHORT) for key in KEYS]
    rows = objects(report)
    caption = f"{plural(len(rows), 'finding')} in {plural(len(report.looked_at), 'file')}."
    return Table.of(columns, rows, caption, verdict=report.verdict, remarks=report.remarks)
