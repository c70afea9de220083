"""Who may import whom. The table is the architecture; the code is held against it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import openskies_cli

PACKAGE = Path(openskies_cli.__file__).parent
OURS = "openskies_cli"

MAY_IMPORT: dict[str, str] = {  # room -> the rooms it may import anywhere; every room stands below those it imports
    "__init__": "",
    "words": "",
    "codebook": "",
    "dates": "",
    "table": "",
    "history": "",
    "days": "dates",
    "names": "",
    "sentences": "history dates",
    "titles": "names",
    "files": "",
    "writing": "",
    "clauses": "dates",
    "model": "dates clauses",
    "diagnostics": "model",
    "view": "table",
    "screen": "view",
    "pager": "",
    "derive": "model clauses dates history",
    "reading": "model clauses dates diagnostics files",
    "people": "names dates diagnostics sentences",
    "settings": "words diagnostics files",
    "register": "names diagnostics files",
    "importers": "dates model diagnostics",
    "lint": "reading derive model clauses dates diagnostics files",
    "formats": "table view",
    "exports": "table formats writing",
    "hints": "words dates days names diagnostics",
    "questions": "history table sentences",
    "last": "diagnostics table",
    "doors": "words",
    "desk": "",
    "api": "desk words table view diagnostics lint",
    "completion": "doors",
    "main": "",
    "__main__": "main",
}
EVERYTHING = (
    "words dates days table history names files writing sentences clauses model diagnostics view screen pager derive reading people titles "
    "settings register importers hints lint formats exports questions last doors"
)
MAY_IMPORT_INSIDE_FUNCTIONS: dict[str, str] = {  # and, where the import should wait until it is needed
    "register": "reading derive dates model people titles settings",
    "doors": "view screen diagnostics __init__",
    "pager": "screen",
    "desk": EVERYTHING,
    "completion": "desk words",
    "main": "words screen doors desk completion questions __init__",
}
REASONS = "derive clauses model dates diagnostics"
MORE_FOR_FILES: dict[str, str] = {  # those that look further: behind the answer at reasons, or at the records themselves
    "lint.files": "register names",
    "lint.reports.text": "view screen",
    "lint.reports.github": "view",
    "lint.reports.junit": "view",
    "lint.reports.sarif": "__init__",
    "questions.acts": f"{REASONS} names",
    "questions.audit": REASONS,
    "questions.check": "lint dates diagnostics",
    "questions.rule": "lint diagnostics view",
    "questions.schema": "reading",
    "questions.claims": "dates diagnostics model",
    "questions.explain": REASONS,
    "exports.tables": "names dates history diagnostics",
    "questions.export": "diagnostics exports writing __init__",
    "questions.help": "words codebook diagnostics formats",
    "questions.participants": "dates names people",
    "questions.reservations": REASONS,
    "questions.sources": "diagnostics",
    "questions.conflicts": "model",
    "questions.coverage": "model",
    "questions.treaties": "diagnostics",
    "questions.treaty": REASONS,
    "questions.upcoming": REASONS,
    "questions.when": REASONS,
}
BESIDE: dict[str, str] = {  # files of a folder of many that may lean on a neighbour
    "formats.jsonl": "json",
    "formats.tsv": "csv",
    "lint.rules.same_day_other_year": "depositaries_far_apart",
}

ONLY_IN = {  # what comes from outside -> the only files that import it
    "yaml": {"reading.nodes"},
    "rich": {"formats.table"},
    "typer": {"doors.full"},
    "click": set(),
    "os": {"settings", "register", "desk", "api", "main", "screen", "pager", "lint.files", "files", "writing"},
    "sys": {"main", "doors.full", "desk"},
    "time": {"desk", "writing"},
    "importlib": {"desk", "lint.rules", "__init__"},
    "pandas": {"api"},
}
TOUCHES_FILES = {"files", "writing", "main"}
"""The only files that open others."""
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen"}


class Edge(NamedTuple):
    """One import: from which file, of which room or library, and whether it waits inside a function."""

    file: str
    target: str
    inside: bool


def edges(package: Path) -> set[Edge]:
    """Every import of a package; those that only a type checker reads do not count."""
    found: set[Edge] = set()
    for path in sorted(package.rglob("*.py")):
        file = _file(package, path)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {Edge(file, _module(package, target), inside) for target, inside in _imports(tree, False)}
    return found


@cache
def here() -> frozenset[Edge]:
    """The imports of the package itself."""
    return frozenset(edges(PACKAGE))


def _file(package: Path, path: Path) -> str:
    """A file's name in the tables: questions.status; of a folder's `__init__` the folder's."""
    return ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__") or "__init__"


def _module(package: Path, target: str) -> str:
    """The module of ours that an import reaches: a name in it is no module."""
    first, *path = target.split(".")
    while first == OURS and len(path) > 1:
        place = package.joinpath(*path)
        if place.with_suffix(".py").exists() or place.is_dir():
            break
        path.pop()
    return ".".join((first, *path))


def _imports(tree: ast.AST, inside: bool) -> Iterator[tuple[str, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for other in node.orelse:
                yield from _imports(other, inside)
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((f"{base}.{alias.name}" if base.startswith(OURS) else base, inside) for alias in node.names)
        yield from _imports(node, inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def _room(target: str) -> str:
    """The room of a module of ours, by its full name; "" for anybody else's."""
    if target != OURS and not target.startswith((f"{OURS}.", ".")):
        return ""
    room = target.removeprefix(OURS).removeprefix(".").split(".")[0]
    return room if room in MAY_IMPORT else "__init__" if room in ("", "__version__") else f"unknown room {target}"


def stages(package: Path, folder: str) -> list[str]:
    """The files of a folder that is one thing in its stages, in the order in which its `__init__` lists them."""
    text = ast.get_docstring(ast.parse((package / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return re.findall(r"^    (\w+) {2,}\S", text, re.MULTILINE)


STAGED = ("derive", "reading", "lint", "exports", "doors")
"""Folders that hold one thing in its stages; every other folder holds many of one kind."""


def _within(package: Path, edge: Edge) -> bool:
    """Whether a file may import a neighbour in its own folder: downwards in a folder of stages, its `__init__` in one of many."""
    room, *path = edge.file.split(".")
    target = edge.target.removeprefix(f"{OURS}.").split(".")[1:]
    if room in STAGED:
        order = stages(package, room)
        if not path:
            return True  # the face of the folder shows its rooms
        if target and path[0] != target[0]:
            return target[0] in order and path[0] in order and order.index(target[0]) < order.index(path[0])
        path, target = path[1:], target[1:]
        if not path:
            return False  # a stage that imports the face of its folder
    return not target or not path or target[0] in BESIDE.get(edge.file, "").split()


def _allowed(edge: Edge) -> set[str]:
    room = edge.file.split(".")[0]
    words = MAY_IMPORT.get(room, "") + " "
    words += MAY_IMPORT_INSIDE_FUNCTIONS.get(room, "") if edge.inside else ""
    words += f" {MORE_FOR_FILES.get(edge.file, '')}"
    return set(words.split())


def violations(found: set[Edge], package: Path = PACKAGE) -> list[str]:
    """Imports that the tables do not allow, one line each."""
    wrong = []
    for edge in sorted(found):
        where = f"{edge.file} -> {edge.target}{' (inside a function)' if edge.inside else ''}"
        room = edge.file.split(".")[0]
        if room not in MAY_IMPORT:
            wrong.append(f"{where}: a room that the table does not know")
        elif (target := _room(edge.target)) == room:
            wrong += [] if _within(package, edge) else [f"{where}: up within its folder"]
        elif target:
            wrong += [where] if target not in _allowed(edge) else []
        elif edge.file not in ONLY_IN.get(edge.target.split(".")[0], {edge.file}):
            wrong.append(where)
    return wrong


def opened(package: Path) -> list[str]:
    """Where files are opened by a room that has no business with them, one line each."""
    wrong = []
    for path in sorted(package.rglob("*.py")):
        file = _file(package, path)
        if file in TOUCHES_FILES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
                wrong += [f"{file}: {name}("] if name in OPENERS else []
    return wrong


def circles(found: set[Edge]) -> list[list[str]]:
    """Files that import each other in a circle, wherever the import stands."""
    files = {edge.file for edge in found}
    graph: dict[str, set[str]] = {file: set() for file in files}
    for edge in found:
        target = edge.target.removeprefix(f"{OURS}.")
        while target and target not in files:  # a name in a module, or a module without imports
            target = target.rpartition(".")[0]
        if target and edge.target.startswith(OURS) and target != edge.file:
            graph[edge.file].add(target)
    done: set[str] = set()
    found_circles: list[list[str]] = []

    def visit(file: str, above: list[str]) -> None:
        if file in above:
            found_circles.append([*above[above.index(file) :], file])
        elif file not in done:
            for other in sorted(graph[file]):
                visit(other, [*above, file])
            done.add(file)

    for file in sorted(files):
        visit(file, [])
    return found_circles


def test_the_imports_follow_the_table() -> None:
    assert violations(edges(PACKAGE)) == []


def test_no_import_goes_in_a_circle() -> None:
    assert circles(edges(PACKAGE)) == []


def test_only_some_rooms_open_files() -> None:
    assert opened(PACKAGE) == []


def test_no_arrow_goes_up() -> None:
    """Every room stands in the table below the rooms it imports; what waits inside a function counts as well."""
    rooms = list(MAY_IMPORT)
    for table in (MAY_IMPORT, MAY_IMPORT_INSIDE_FUNCTIONS, MORE_FOR_FILES):
        for file, words in table.items():
            room = file.split(".")[0]
            assert [other for other in words.split() if rooms.index(other) >= rooms.index(room)] == [], file


@pytest.mark.parametrize("folder", STAGED)
def test_a_folder_of_stages_lists_them(folder: str) -> None:
    files = {path.stem for path in (PACKAGE / folder).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert sorted(stages(PACKAGE, folder)) == sorted(files - {"__init__"})


def test_the_imports_were_seen() -> None:
    """A guard that looks past the code would always be content."""
    found = edges(PACKAGE)
    ours = [edge for edge in found if _room(edge.target)]
    assert len(ours) > 200
    assert sum(edge.inside for edge in ours) > 10
    assert {edge.file.split(".")[0] for edge in found} <= set(MAY_IMPORT)
    assert {"reading.treaty", "derive.force", "register", "desk", "questions.status", "formats.table"} <= {edge.file for edge in found}
    for library in ("yaml", "rich", "typer"):
        assert {edge.file for edge in found if edge.target.split(".")[0] == library} == ONLY_IN[library]


def test_every_rule_is_about_a_room_that_exists() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set(MAY_IMPORT) == rooms
    tables = (MAY_IMPORT, MAY_IMPORT_INSIDE_FUNCTIONS, MORE_FOR_FILES)
    assert {word for table in tables for words in table.values() for word in words.split()} <= rooms
    named = [*MORE_FOR_FILES, *BESIDE, *TOUCHES_FILES, *(file for files in ONLY_IN.values() for file in files)]
    assert [file for file in named if not _there(file)] == []


def _there(file: str) -> bool:
    path = PACKAGE / file.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


PLANTED = {  # file, what is planted at its end -> what the guard says
    "the heart reads a file": (
        "derive/acts.py",
        "from openskies_cli.reading.nodes import read",
        ["derive.acts -> openskies_cli.reading.nodes"],
    ),
    "by the package": ("history.py", "from openskies_cli import model", ["history -> openskies_cli.model"]),
    "by its plain name": ("dates.py", "import openskies_cli.model", ["dates -> openskies_cli.model"]),
    "by a relative name": ("view.py", "from .register import Register", ["view -> .register"]),
    "a question that reads records": (
        "questions/status.py",
        "from openskies_cli.reading import lives",
        ["questions.status -> openskies_cli.reading"],
    ),
    "a question that opens reasons": (
        "questions/status.py",
        "from openskies_cli.derive import derive",
        ["questions.status -> openskies_cli.derive"],
    ),
    "a question that asks another": (
        "questions/status.py",
        "from openskies_cli.questions.parties import answer as other",
        ["questions.status -> openskies_cli.questions.parties: up within its folder"],
    ),
    "a stage that looks down the belt": (
        "derive/force.py",
        "from openskies_cli.derive.walk import walk",
        ["derive.force -> openskies_cli.derive.walk: up within its folder"],
    ),
    "a stage that imports the whole": (
        "derive/force.py",
        "from openskies_cli.derive import derive",
        ["derive.force -> openskies_cli.derive: up within its folder"],
    ),
    "what should wait": ("register.py", "from openskies_cli.reading import lives", ["register -> openskies_cli.reading"]),
    "inside a function": (
        "table.py",
        "def f():\n    import openskies_cli.view",
        ["table -> openskies_cli.view (inside a function)"],
    ),
    "a door that answers": (
        "doors/quick.py",
        "def f():\n    from openskies_cli.desk import run",
        ["doors.quick -> openskies_cli.desk (inside a function)"],
    ),
    "yaml elsewhere": ("reading/treaty.py", "import yaml", ["reading.treaty -> yaml"]),
    "rich elsewhere": ("formats/plain.py", "from rich.text import Text", ["formats.plain -> rich.text"]),
    "typer at the desk": ("desk.py", "def f():\n    import typer", ["desk -> typer (inside a function)"]),
    "the clock in the heart": ("derive/exits.py", "import time", ["derive.exits -> time"]),
    "a new room": ("rooms.py", "import re", ["rooms -> re: a room that the table does not know"]),
    "only for the type checker": ("history.py", "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from openskies_cli import model", []),
    "nothing": ("history.py", "", []),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package, to plant something in."""
    for path in PACKAGE.rglob("*.py"):
        copy = tmp_path / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def _plant(house: Path, name: str, text: str) -> None:
    with (house / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


@pytest.mark.slow
@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_import_is_caught(house: Path, case: str) -> None:
    name, planted, expected = PLANTED[case]
    _plant(house, name, planted)
    before = violations(set(here()))  # none, or the first test says so
    assert [line for line in violations(edges(house), house) if line not in before] == expected


@pytest.mark.slow
def test_a_planted_circle_is_caught(house: Path) -> None:
    _plant(house, "desk.py", "def f():\n    from openskies_cli.main import main")
    assert ["main", "desk", "main"] in circles(edges(house)) or ["main", "completion", "desk", "main"] in circles(edges(house))


@pytest.mark.slow
@pytest.mark.parametrize("planted", ["def f(x):\n    return open(x)", "def f(x):\n    return x.read_text()"])
def test_a_planted_file_is_caught(house: Path, planted: str) -> None:
    _plant(house, "questions/status.py", planted)
    assert len(opened(house)) == len(opened(PACKAGE)) + 1
