"""Everything that may be said on the command line, in one table. Imports nothing: both doors read it, and the desk.

A `Command` is a row of `Word`s. The doors give the desk what was typed, by the word's name: a text or None, a list of
texts, or a bool. What a text means is decided at the desk, once, by the word's kind.

    shape     typed as                 given to the desk
    one       --on 2021-12-17          the text, or None
    many      RU US                    a list, in order
    repeat    -t npt -t open-skies     a list, in order
    flag      --strict                 True or False

    kind            what the desk makes of it
    text            the text as it is
    date            one full day, an ISO text (or `last`)
    year            a text of four digits
    choice          one of `choices`
    count           an int, one or more
    span            as 180d, 6m or 1y
    columns         a tuple of column keys, written with commas
    rules           a tuple of names of rules, written with commas; as an argument a tuple of texts
    paths           a tuple of paths as typed; the question looks for them
    participants    a tuple of names as typed; the question resolves them
    treaties        a tuple of names as typed; the question resolves them
    folder          a folder that is there
    file            a place to write to
"""

GROUPS = ("Ask", "Keep", "Share")
FIRST = ("status", "parties", "withdrawals", "timeline", "explain", "upcoming", "treaty", "treaties", "check", "export")
"""The ten commands of the first screen; `openskies help commands` has them all."""

SHELLS = ("bash", "zsh", "fish")
STATUSES = ("none", "signatory", "contracting-state", "party", "former-party", "undetermined")


class Form:
    """One way of writing an answer: its name, the suffixes of `--output` that choose it, and what it is. Those for people carry the
    short set of columns unless more is asked for, and are no contract.
    """

    __slots__ = ("about", "name", "people", "suffixes")

    def __init__(self, name: str, suffixes: tuple[str, ...], about: str, *, people: bool = False) -> None:
        self.name, self.suffixes, self.about, self.people = name, suffixes, about, people


FORMS = (
    Form(
        "table", (), "a drawn table for a terminal, where it is the default; one block a row where the terminal is too narrow", people=True
    ),
    Form("plain", (".txt",), "aligned columns without colour or cut, the default off a terminal", people=True),
    Form("csv", (".csv",), "all columns, comma-separated; lists joined by one space"),
    Form("tsv", (".tsv",), "the same with tabs; a cell never holds a tab or a line break"),
    Form("json", (".json",), "an array of objects, also for one row; lists are arrays, nothing is null"),
    Form("jsonl", (".jsonl",), "one object a line"),
    Form("markdown", (".md",), "a table for a page in Markdown", people=True),
    Form("html", (".html", ".htm"), "a small complete page", people=True),
)
"""How a Table is written: a row here, a file of that name in formats/. On a terminal the first, off it the second."""
REPORTS = (
    Form("text", (".txt",), "findings with their lines", people=True),
    Form("json", (".json",), "an array of findings"),
    Form("github", (), "annotations for GitHub's runners"),
    Form("sarif", (".sarif",), "SARIF 2.1.0, for code scanning"),
    Form("junit", (".xml",), "JUnit XML, for test reports"),
)
"""How a Report is written: a row here, a file of that name in lint/reports/. The first where nothing is said."""
WRITERS = {"formats": FORMS, "lint.reports": REPORTS}
"""The folder of writers -> its rows."""


def _listed(names: tuple[str, ...]) -> str:
    """a, b or c"""
    return f"{', '.join(names[:-1])} or {names[-1]}"


FORMATS = tuple(form.name for form in FORMS)
REPORT_FORMATS = tuple(form.name for form in REPORTS)
_PEOPLE = _listed(tuple(form.name for form in FORMS if form.people)).replace(" or ", " and ")


class Word:
    """One option, or where it has no `flags` one argument. `default` stands in where nothing was said.
    Where it takes `last`, a day may be the last one that was verified.
    """

    __slots__ = ("choices", "completes", "default", "flags", "help", "kind", "last", "metavar", "name", "required", "shape")

    def __init__(
        self,
        name: str,
        *flags: str,
        help: str,  # noqa: A002 - the word for it on every command line
        shape: str = "one",
        kind: str = "text",
        metavar: str = "TEXT",
        choices: tuple[str, ...] = (),
        default: str | None = None,
        completes: str = "",
        required: bool = False,
        last: bool = False,
    ) -> None:
        self.name, self.flags, self.help, self.shape, self.kind = name, flags, help, shape, kind
        self.metavar, self.choices, self.default = metavar, choices, default
        self.completes, self.required, self.last = completes, required, last


class Command:
    """One command: its group, one sentence, one real command line, and its words in the order help shows them.

    `writers` is the room that writes what it answers: formats a Table, lint.reports a Report; none: a Page is a text as it is.
    """

    __slots__ = ("example", "group", "help", "name", "words", "writers")

    def __init__(self, name: str, group: str, help: str, example: str, *words: Word, writers: str = "formats") -> None:  # noqa: A002
        self.name, self.group, self.help, self.example, self.words, self.writers = name, group, help, example, words, writers


WHO = Word(
    "who",
    shape="many",
    kind="participants",
    metavar="WHO...",
    completes="participants",
    required=True,
    help="State, organization or group: code, name or alias.",
)
WHO_IF_ANY = Word(
    "who",
    shape="many",
    kind="participants",
    metavar="WHO...",
    completes="participants",
    help="State, organization or group: code, name or alias. Default: everyone.",
)
ID_IF_ANY = Word(
    "treaty",
    shape="many",
    kind="treaties",
    metavar="ID...",
    completes="treaties",
    help="Treaty by id, title or any name, or all. Default: open-skies.",
)
TITLE_WORDS = Word(
    "words",
    shape="many",
    metavar="WORD...",
    completes="treaties",
    help="Only treaties whose names hold these words: title, short title or alias. Default: all.",
)
ON = Word(
    "on",
    "--on",
    "--as-of",
    kind="date",
    metavar="DATE",
    last=True,
    help="The day to answer for; last: the last day that the records vouch for. Default: today.",
)
TREATY = Word(
    "treaty",
    "--treaty",
    "-t",
    shape="repeat",
    kind="treaties",
    metavar="ID",
    completes="treaties",
    help="Treaty by id, title or any name, or all; may be repeated. Default: open-skies.",
)
AS_NOTIFIED = Word("as_notified", "--as-notified", shape="flag", help="The record as it stood that day: only acts dated up to then.")
REQUIRE = Word(
    "require",
    "--require",
    kind="choice",
    metavar="STATUS",
    choices=STATUSES,
    completes="choices",
    help="Exit with 0 only if everyone asked about has this status, else with 1 (4 where it cannot be decided).",
)
STRICT = Word("strict", "--strict", shape="flag", help="What is only last known, or not verified, counts as not decided (exit code 4).")
STATUS = Word(
    "status",
    "--status",
    kind="choice",
    metavar="STATUS",
    choices=(*STATUSES, "all"),
    default="party",
    completes="choices",
    help="Those with this status that day, or all in the record. Default: party.",
)
OF_WHO = Word("of", "--of", metavar="WHO", completes="participants", help="Only treaties towards which this participant has the status.")
STATUS_OF = Word(
    "status",
    "--status",
    kind="choice",
    metavar="STATUS",
    choices=(*STATUSES, "all"),
    completes="choices",
    help="With --of: which status, or all. Default: party.",
)
SPELLS = Word(
    "spells",
    "--spells",
    kind="choice",
    metavar="day|all",
    choices=("day", "all"),
    default="day",
    completes="choices",
    help="The spell of the day, or every one. Default: day.",
)
YEAR = Word("year", "--year", kind="year", metavar="YEAR", help="Only this year.")
FROM = Word("from_", "--from", kind="date", metavar="DATE", help="Only from this day on, the day included.")
UNTIL = Word("until", "--until", kind="date", metavar="DATE", help="Only until this day, the day included.")
BY = Word(
    "by",
    "--by",
    kind="choice",
    metavar="notice|effect",
    choices=("notice", "effect"),
    default="effect",
    completes="choices",
    help="Which of the two days counts. Default: effect.",
)
BY_YEAR = Word("by_year", "--by-year", shape="flag", help="Count them: one row a year.")

EVENT = Word("event", "--event", shape="repeat", metavar="WORD", completes="events", help="Only acts of this kind; may be repeated.")
TOWARDS = Word(
    "towards", "--towards", shape="repeat", metavar="WHO", completes="participants", help="Only acts towards them; may be repeated."
)
TERRITORY = Word(
    "territory", "--territory", shape="repeat", metavar="NAME", completes="participants", help="Only acts for it; may be repeated."
)
SCOPE = Word("scope", "--scope", shape="repeat", metavar="TEXT", help="Only acts on this provision, such as 14 or 22-38; may be repeated.")
PROCEDURE = Word(
    "procedure",
    "--procedure",
    shape="repeat",
    metavar="TEXT",
    completes="procedures",
    help="Only acts on this procedure, by its word or its article; may be repeated.",
)
WITH_DECLARATIONS = Word("declarations", "--declarations", shape="flag", help="Declarations too.")
IN_FORCE = Word("in_force", "--in-force", shape="flag", help="Only what is in force that day.")

DIFFERENCES = Word("every", "--all", shape="flag", help="Every date that was compared, not only those that differ.")
WITHIN = Word(
    "within",
    "--within",
    kind="span",
    metavar="SPAN",
    default="180d",
    help="How far ahead: days, weeks, months or years (180d, 2w, 6m, 1y). Default: 180d.",
)
NOTICE = Word("notice", "--notice", kind="date", metavar="DATE", help="A notice of withdrawal received that day.")
DEPOSIT = Word("deposit", "--deposit", kind="date", metavar="DATE", help="An instrument deposited that day.")
NAMED = Word("named", "--named", kind="date", metavar="DATE", help="The day that the notice names for its effect.")
WHO_AS_IS = Word(
    "who",
    shape="many",
    kind="participants",
    metavar="WHO...",
    completes="participants",
    help="Whose letter it is. Default: a State of which nothing else is known.",
)

TOPIC = Word(
    "topic",
    shape="many",
    metavar="TOPIC...",
    completes="topics",
    help="A topic or a command. Default: the list of both.",
)

TEXTS = Word(
    "what",
    shape="many",
    metavar="SEED|FILE...",
    completes="claims",
    help="A document of seeds/ by its id, or a file of your own. Default: every seed with claims.",
)
NEW = Word("new", "--new", metavar="ID|FILE", help="Print a text to fill in, of that id; with --output into a file that is not there yet.")

DOCUMENTS = Word(
    "ids",
    shape="many",
    metavar="ID...",
    completes="sources",
    help="A document of seeds/ by its id: what cites it. Default: the list of documents.",
)
UNUSED = Word("unused", "--unused", shape="flag", help="Only documents that nothing cites.")
CITING = Word(
    "treaty",
    "--treaty",
    "-t",
    shape="repeat",
    kind="treaties",
    metavar="ID",
    completes="treaties",
    help="Only what this treaty's record cites; may be repeated. Default: all records.",
)
FOLDER = Word(
    "folder",
    shape="many",
    metavar="DIR",
    required=True,
    help="The folder to make; one that is there must be empty or an earlier export.",
)

FORMAT = Word(
    "format",
    "--format",
    "-f",
    kind="choice",
    metavar="NAME",
    choices=FORMATS,
    completes="choices",
    help=f"{_listed(FORMATS)}. Default: {FORMATS[0]} on a terminal, {FORMATS[1]} off it.",
)
OUTPUT = Word("output", "--output", "-o", kind="file", metavar="FILE", help="Write to this file; its suffix chooses the format.")
PATHS = Word("paths", shape="many", kind="paths", metavar="PATH...", help="Files or folders. Default: the records in use.")
SELECT = Word("select", "--select", kind="rules", metavar="RULE,RULE", completes="rules", help="Only these rules.")
IGNORE = Word("ignore", "--ignore", kind="rules", metavar="RULE,RULE", completes="rules", help="Not these rules.")
SEVERITY = Word(
    "severity",
    "--severity",
    kind="choice",
    metavar="LEVEL",
    choices=("error", "warning", "hint"),
    completes="choices",
    help="Nothing less than this: error, warning or hint. Default: warning.",
)
BASELINE = Word("baseline", "--baseline", kind="text", metavar="FILE", help="Only what this json report of an earlier check does not hold.")
MADE_ON = Word("on", "--on", kind="date", metavar="DATE", help="The day that the package says it was made. Default: today.")
CHECKED_ON = Word("on", "--on", kind="date", metavar="DATE", help="The day that is today for the rules. Default: today.")
REPORT = Word(
    "format",
    "--format",
    "-f",
    kind="choice",
    metavar="NAME",
    choices=REPORT_FORMATS,
    completes="choices",
    help=f"{_listed(REPORT_FORMATS)}. Default: {REPORT_FORMATS[0]}.",
)
RULE = Word("rule", shape="many", kind="rules", metavar="RULE...", completes="rules", help="The rule's name. Default: list them all.")
OF = Word(
    "of",
    "--of",
    kind="choice",
    metavar="FILE",
    choices=("treaty", "participants", "source"),
    default="treaty",
    completes="choices",
    help="Which file: a treaty's record, participants.yaml or a source. Default: treaty.",
)
DATA = Word("data", "--data", kind="folder", metavar="DIR", help="Records of your own: a folder that holds data and seeds.")
ONLY = Word("only", "--only", shape="flag", help="Only the records of your own, not on top of the bundled ones.")
COLUMNS = Word("columns", "--columns", kind="columns", metavar="A,B,C", completes="columns", help="These columns, in this order.")
SORT = Word(
    "sort", "--sort", kind="columns", metavar="KEY[,KEY]", completes="columns", help="Sort by these columns; a leading '-' reverses."
)
LIMIT = Word("limit", "--limit", kind="count", metavar="N", help="At most so many rows.")
WIDE = Word("wide", "--wide", shape="flag", help=f"All columns, where {_PEOPLE} show the short set.")
EACH = Word("wide", "--wide", shape="flag", help="Each finding, where the text report counts many of one rule in one file.")
NO_PAGER = Word("no_pager", "--no-pager", shape="flag", help="Print all at once, where a terminal would show a long answer page by page.")

SHOWN = (COLUMNS, SORT, LIMIT, WIDE, NO_PAGER)
VIEW = (FORMAT, OUTPUT, DATA, ONLY, *SHOWN)
ASK = (ON, TREATY, *VIEW)

VERSION = Word("version", "--version", shape="flag", help="Print the version and exit.")
COMPLETION = Word(
    "completion",
    "--completion",
    kind="choice",
    metavar="SHELL",
    choices=SHELLS,
    completes="choices",
    help=f"Print what teaches {', '.join(SHELLS[:-1])} or {SHELLS[-1]} to complete these words, and where to put it.",
)
ROOT = (VERSION, COMPLETION)
"""What may be said without a command."""

COMMANDS = {
    command.name: command
    for command in (
        Command(
            "status",
            "Ask",
            "Where a State stands towards a treaty on a day.",
            "openskies status RU --on 2021-12-17",
            WHO,
            REQUIRE,
            STRICT,
            AS_NOTIFIED,
            *ASK,
        ),
        Command(
            "parties",
            "Ask",
            "Who is a party on a day, since when and on what basis.",
            "openskies parties --on 2020-11-22 --format csv",
            WHO_IF_ANY,
            STATUS,
            SPELLS,
            AS_NOTIFIED,
            *ASK,
        ),
        Command(
            "withdrawals",
            "Ask",
            "Who gave notice of withdrawal, and when it takes effect.",
            "openskies withdrawals --treaty all --year 2021 --by notice",
            WHO_IF_ANY,
            YEAR,
            FROM,
            UNTIL,
            BY,
            BY_YEAR,
            *ASK,
        ),
        Command(
            "timeline",
            "Ask",
            "What happened, act by act, and what followed from it.",
            "openskies timeline Russia --on 2021-06-18",
            WHO_IF_ANY,
            *ASK,
        ),
        Command(
            "acts",
            "Ask",
            "Who did what, for whom and for how long: reservations, territories, all acts.",
            "openskies acts --event declaration --in-force --on 2021-06-18",
            WHO_IF_ANY,
            EVENT,
            TOWARDS,
            TERRITORY,
            SCOPE,
            PROCEDURE,
            IN_FORCE,
            FROM,
            UNTIL,
            AS_NOTIFIED,
            *ASK,
        ),
        Command(
            "reservations",
            "Ask",
            "Which reservations stand on a day, and who objects to them.",
            "openskies reservations --declarations --on 2021-06-18",
            WHO_IF_ANY,
            WITH_DECLARATIONS,
            AS_NOTIFIED,
            *ASK,
        ),
        Command(
            "explain",
            "Ask",
            "Why that is the answer: acts, clauses, arithmetic, sources.",
            "openskies explain RU --on 2021-12-17",
            WHO,
            *ASK,
        ),
        Command(
            "upcoming",
            "Ask",
            "What takes effect or falls due next, as known that day.",
            "openskies upcoming --on 2021-06-20 --within 6m",
            WITHIN,
            *ASK,
        ),
        Command(
            "when",
            "Ask",
            "When a notice or an instrument takes effect, by the treaty's own clause.",
            "openskies when --treaty open-skies --notice 2021-06-18",
            WHO_AS_IS,
            NOTICE,
            DEPOSIT,
            NAMED,
            *ASK,
        ),
        Command(
            "treaty",
            "Ask",
            "What the record knows of a treaty: dates, clauses, counts.",
            "openskies treaty open-skies",
            ID_IF_ANY,
            ON,
            *VIEW,
        ),
        Command(
            "treaties",
            "Ask",
            "The treaties on record, and where each stands on a day.",
            "openskies treaties --of Norway --status signatory",
            TITLE_WORDS,
            OF_WHO,
            STATUS_OF,
            ON,
            *VIEW,
        ),
        Command(
            "participants",
            "Ask",
            "What a name means and why: codes, names, existence, relations, groups.",
            "openskies participants Czechoslovakia Congo",
            WHO_IF_ANY,
            ON,
            *VIEW,
        ),
        Command(
            "sources",
            "Ask",
            "The documents that the records rest on, and what cites them.",
            "openskies sources us-state-2002-01-09",
            DOCUMENTS,
            UNUSED,
            CITING,
            *VIEW,
        ),
        Command(
            "coverage",
            "Ask",
            "Up to when the records are complete, and what is known to be missing.",
            "openskies coverage --treaty npt",
            *ASK,
        ),
        Command(
            "conflicts",
            "Ask",
            "Where sources disagree, and which acts are doubted.",
            "openskies conflicts --treaty npt",
            *ASK,
        ),
        Command(
            "claims",
            "Ask",
            "What a text says, held against the records part by part.",
            "openskies claims news-report-2021-06-07",
            TEXTS,
            NEW,
            *VIEW,
        ),
        Command(
            "help",
            "Ask",
            "What the words mean, and how a command is used.",
            "openskies help statuses",
            TOPIC,
            FORMAT,
            OUTPUT,
            *SHOWN,
        ),
        Command(
            "audit",
            "Keep",
            "Where recorded dates differ from what the clauses give.",
            "openskies audit --treaty all",
            DIFFERENCES,
            *ASK,
        ),
        Command(
            "check",
            "Keep",
            "What is wrong with records: where, by which rule, and what to do.",
            "openskies check my-records --format github",
            PATHS,
            SELECT,
            IGNORE,
            SEVERITY,
            BASELINE,
            CHECKED_ON,
            REPORT,
            OUTPUT,
            DATA,
            ONLY,
            EACH,
            NO_PAGER,
            writers="lint.reports",
        ),
        Command(
            "rule",
            "Keep",
            "The page of a rule that check knows, or the list of them.",
            "openskies rule effect-before-act",
            RULE,
            OUTPUT,
            NO_PAGER,
            writers="",
        ),
        Command(
            "schema",
            "Keep",
            "The form of the records as a JSON Schema, for editors.",
            "openskies schema --of treaty",
            OF,
            OUTPUT,
            NO_PAGER,
            writers="",
        ),
        Command(
            "where",
            "Keep",
            "Which records answer, and why those.",
            "openskies where",
            *VIEW,
        ),
        Command(
            "export",
            "Share",
            "All tables as CSV with a data package that describes them.",
            "openskies export treaty-tables",
            FOLDER,
            MADE_ON,
            *VIEW,
        ),
    )
}
