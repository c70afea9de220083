"""Who may import whom. The table is the architecture; the code is held against it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import openskies_cli

PACKAGE = Path(openskies_cli.__file__).parent
OURS = "openskies_cli"

MAY_IMPORT: dict[str, str] = {  # room -> the rooms it may import anywhere
    "__init__": "",
    "__main__": "main",
    "dates": "",
    "table": "",
    "history": "",
    "words": "",
    "names": "",
    "clauses": "dates",
    "model": "dates clauses",
    "diagnostics": "model",
    "derive": "model clauses dates history",
    "nodes": "diagnostics model",
    "records": "nodes model diagnostics dates clauses",
    "register": "names diagnostics",
    "view": "table",
    "formats": "table view formats",
    "questions": "history table",
    "sheet": "nodes model dates derive diagnostics",
    "checks": "checks sheet nodes model dates clauses derive diagnostics",
    "inspection": "checks sheet nodes records model derive diagnostics",
    "files": "inspection register names model diagnostics",
    "report": "diagnostics",
    "reports": "report reports checks diagnostics model view __init__",
    "pages": "report pages",
    "schema": "records model",
    "exports": "table formats",
    "main": "",
    "app": "words",
    "completion": "",
    "desk": "",
}
EVERYTHING = " ".join(MAY_IMPORT)
MAY_IMPORT_INSIDE_FUNCTIONS: dict[str, str] = {  # and, where the import should wait until it is needed
    "register": "records derive dates model",
    "files": "records",
    "main": "words desk app completion questions",
    "app": "desk view completion diagnostics __init__",
    "completion": "desk words",
    "desk": EVERYTHING,
}
REASONS = "derive clauses model dates diagnostics"
MORE_FOR_QUESTIONS: dict[str, str] = {  # those that look behind the answer: at reasons, or at the records themselves
    "questions.audit": REASONS,
    "questions.check": "checks dates diagnostics files inspection report",
    "questions.rule": "checks diagnostics report view",
    "questions.schema": "report schema",
    "questions.claims": "dates diagnostics model",
    "questions.explain": REASONS,
    "questions.export": "dates diagnostics exports questions",
    "questions.help": "words diagnostics formats",
    "questions.participants": "dates diagnostics names",
    "questions.sources": "diagnostics",
    "questions.conflicts": "model",
    "questions.coverage": "model",
    "questions.treaties": "diagnostics",
    "questions.treaty": REASONS,
    "questions.upcoming": REASONS,
    "questions.when": REASONS,
}

ONLY_IN = {  # what comes from outside -> the only files that import it
    "yaml": {"nodes"},
    "rich": {"formats.table"},
    "typer": {"app"},
    "click": set(),
    "os": {"register", "desk", "main", "files", "exports.datapackage"},
    "sys": {"main", "app", "desk"},
    "time": {"desk"},
    "importlib": {"desk", "checks"},
}


class Edge(NamedTuple):
    """One import: from which file, of which room or library, and whether it waits inside a function."""

    file: str
    target: str
    inside: bool


def edges(package: Path) -> set[Edge]:
    """Every import of a package; those that only a type checker reads do not count."""
    found: set[Edge] = set()
    for path in sorted(package.rglob("*.py")):
        file = ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__") or "__init__"
        found |= {Edge(file, target, inside) for target, inside in _imports(ast.parse(path.read_text(encoding="utf-8")), False)}
    return found


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
            yield from ((f"{base}.{alias.name}" if base == OURS else base, inside) for alias in node.names)
        yield from _imports(node, inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def _room(target: str) -> str:
    """The room of a module of ours, by its full name; "" for anybody else's."""
    if target != OURS and not target.startswith((f"{OURS}.", ".")):
        return ""
    room = target.removeprefix(OURS).removeprefix(".").split(".")[0]
    return room if room in MAY_IMPORT else "__init__" if room in ("", "__version__") else f"unknown room {target}"


def _allowed(edge: Edge) -> set[str]:
    room = edge.file.split(".")[0]
    words = MAY_IMPORT.get(room, "") + " "
    words += MAY_IMPORT_INSIDE_FUNCTIONS.get(room, "") if edge.inside else ""
    words += f" {MORE_FOR_QUESTIONS.get(edge.file, '')}"
    return set(words.split())


def violations(found: set[Edge]) -> list[str]:
    """Imports that the tables do not allow, one line each."""
    wrong = []
    for edge in sorted(found):
        where = f"{edge.file} -> {edge.target}{' (inside a function)' if edge.inside else ''}"
        if edge.file.split(".")[0] not in MAY_IMPORT:
            wrong.append(f"{where}: a room that the table does not know")
        elif room := _room(edge.target):
            wrong += [where] if room not in _allowed(edge) else []
        elif edge.file not in ONLY_IN.get(edge.target.split(".")[0], {edge.file}):
            wrong.append(where)
    return wrong


def test_the_imports_follow_the_table() -> None:
    assert violations(edges(PACKAGE)) == []


def test_the_imports_were_seen() -> None:
    """A guard that looks past the code would always be content."""
    found = edges(PACKAGE)
    ours = [edge for edge in found if _room(edge.target)]
    assert len(ours) > 60
    assert sum(edge.inside for edge in ours) > 10
    assert {edge.file.split(".")[0] for edge in found} <= set(MAY_IMPORT)
    assert {"records", "derive", "register", "desk", "questions.status", "formats.table"} <= {edge.file for edge in found}
    for library in ("yaml", "rich", "typer"):
        assert {edge.file for edge in found if edge.target.split(".")[0] == library} == ONLY_IN[library]


def test_every_rule_is_about_a_room_that_exists() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set(MAY_IMPORT) <= rooms
    tables = (MAY_IMPORT, MAY_IMPORT_INSIDE_FUNCTIONS, MORE_FOR_QUESTIONS)
    assert {word for table in tables for words in table.values() for word in words.split()} <= rooms
    assert [file for file in MORE_FOR_QUESTIONS if not (PACKAGE / file.replace(".", "/")).with_suffix(".py").exists()] == []


PLANTED = {  # file, what is planted at its end -> what the guard says
    "the heart reads a file": ("derive.py", "from openskies_cli.records.nodes import read", ["derive -> openskies_cli.records.nodes"]),
    "by the package": ("history.py", "from openskies_cli import model", ["history -> openskies_cli.model"]),
    "by its plain name": ("dates.py", "import openskies_cli.model", ["dates -> openskies_cli.model"]),
    "by a relative name": ("view.py", "from .register import Register", ["view -> .register"]),
    "a question that reads records": (
        "questions/status.py",
        "from openskies_cli.records import lives",
        ["questions.status -> openskies_cli.records"],
    ),
    "a question that opens reasons": (
        "questions/status.py",
        "from openskies_cli.derive import derive",
        ["questions.status -> openskies_cli.derive"],
    ),
    "what should wait": ("register.py", "from openskies_cli.records import lives", ["register -> openskies_cli.records"]),
    "inside a function": (
        "table.py",
        "def f():\n    import openskies_cli.view",
        ["table -> openskies_cli.view (inside a function)"],
    ),
    "yaml elsewhere": ("records.py", "import yaml", ["records -> yaml"]),
    "rich elsewhere": ("formats/plain.py", "from rich.text import Text", ["formats.plain -> rich.text"]),
    "typer at the desk": ("desk.py", "def f():\n    import typer", ["desk -> typer (inside a function)"]),
    "the clock in the heart": ("derive.py", "import time", ["derive -> time"]),
    "a new room": ("rooms.py", "import re", ["rooms -> re: a room that the table does not know"]),
    "only for the type checker": ("history.py", "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from openskies_cli import model", []),
    "nothing": ("history.py", "", []),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_import_is_caught(tmp_path: Path, case: str) -> None:
    name, planted, expected = PLANTED[case]
    for path in PACKAGE.rglob("*.py"):
        copy = tmp_path / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    before = violations(edges(PACKAGE))  # none, or the first test says so
    assert [line for line in violations(edges(tmp_path)) if line not in before] == expected
