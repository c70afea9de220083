"""The documents say what the program does: README examples are real output, docs/record.md reads, every key is documented."""

import ast
import doctest
import os
import re
import shlex
import subprocess
import sys
from html import unescape
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from openskies_cli import __version__, words
from openskies_cli.history import CERTAINTIES, STATUSES, TREATY_STATUSES
from openskies_cli.model import ACTIONS, EVENTS
from openskies_cli.reading import clauses, participants, read_treaty, shapes, sources, treaty
from openskies_cli.reading.shapes import Keys

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
PROGRAM = Path(sys.executable).parent / "openskies"
PRINTED_ON = "2026-11-23"


def examples(text: str) -> list[tuple[str, str]]:
    """(command, output) of every console block."""
    blocks = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return [(command, output) for command, output in blocks]


def run(command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "openskies"
    env = {**os.environ, "OPENSKIES_TODAY": PRINTED_ON}
    env.pop("OPENSKIES_DATA", None)
    return subprocess.run([str(PROGRAM), *words[1:]], capture_output=True, text=True, encoding="utf-8", env=env, cwd="/").stdout


@pytest.mark.parametrize(("command", "output"), examples(README), ids=lambda value: value[:60].replace("\n", " "))
def test_readme_examples_are_real_output(command: str, output: str) -> None:
    assert run(command) == output


INLINE = sorted({one for one in re.findall(r"`(openskies [^`]+)`", README) if not re.search(r"\b(DIR|FILE)\b|\||--completion", one)})


@pytest.mark.slow
@pytest.mark.parametrize("command", INLINE)
def test_what_the_readme_tells_people_to_type_is_answered(command: str) -> None:
    """A territory is asked back, with whose it is; everything else is an answer (of check: silence)."""
    assert len(INLINE) > 10
    done = subprocess.run([str(PROGRAM), *shlex.split(command)[1:]], capture_output=True, text=True, encoding="utf-8", cwd="/")
    if "Hong Kong" in command:
        assert (done.returncode, done.stdout) == (2, "")
        assert re.search(r"territory of China since 1997-07-01.*ask for China: CN", done.stderr)
    else:
        assert done.returncode == 0, done.stderr


def test_the_readme_cites_this_version() -> None:
    assert f"openskies, version {__version__}, answers of" in README


def test_readme_has_its_examples_and_two_commands() -> None:
    assert len(examples(README)) >= 10
    commands = re.search(r"<!-- two commands -->\n(.*?)<!-- end -->", README, flags=re.DOTALL)
    assert commands is not None
    assert len([line for line in commands[1].splitlines() if line.startswith("    ")]) == 2


def yaml_blocks() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", RECORD, flags=re.MULTILINE | re.DOTALL)


WHOLE = """
id: example
attributes: {passive_quota: flights a year, emissions: percent}
lists: {annex_2: [RU, US]}
depositaries: [CA, HU]
participants: {}
"""


@pytest.mark.parametrize("text", yaml_blocks(), ids=lambda text: text.splitlines()[0][:60])
def test_examples_of_the_record_read_without_finding(text: str) -> None:
    whole = text if re.search(r"^id:", text, flags=re.MULTILINE) else text + WHOLE
    treaty, findings = read_treaty(whole.encode(), "record.md")
    assert [str(finding) for finding in findings] == []
    assert treaty is not None


def test_the_record_to_copy_answers_as_the_page_says() -> None:
    from openskies_cli.derive import derive

    treaty, _ = read_treaty(yaml_blocks()[0].encode(), "lake-treaty.yaml", "lake-treaty")
    assert treaty is not None
    chronicle = derive(treaty)
    assert chronicle.force.ruling is not None
    assert str(chronicle.force.ruling.day) == "2011-04-01"
    said = [
        (who, day, chronicle.histories[who].on(day).status)
        for who, day in [
            ("IT", "2012-08-31"),
            ("IT", "2012-09-29"),
            ("IT", "2012-09-30"),
            ("FR", "2020-08-28"),
            ("FR", "2020-08-29"),
        ]
    ]
    assert [status for *_, status in said] == ["contracting-state", "contracting-state", "party", "party", "former-party"]


def mappings() -> list[Keys]:
    """Every record shape of the records room, also those inside others."""
    found: dict[int, Keys] = {}

    def walk(shape: object) -> None:
        if id(shape) in found or not isinstance(shape, shapes.Shape):
            return
        if isinstance(shape, Keys):
            found[id(shape)] = shape
            for field in shape.fields.values():
                walk(field.shape)
        for inner in vars(shape).values():
            walk(inner)
            if isinstance(inner, dict):
                for value in inner.values():
                    walk(value[0] if isinstance(value, tuple) else value)

    for top in (treaty.TREATY, participants.PEOPLE, sources.SOURCE, treaty.EntryShape._record, treaty.GroupShape._record):
        walk(top)
    walk(clauses.DELAY)
    walk(clauses.CONDITION_KEYS)
    return list(found.values())


def test_every_key_and_word_of_the_record_is_documented() -> None:
    shown = set(re.findall(r"[a-z0-9_-]+", " ".join(re.findall(r"`([^`]*)`", RECORD)))) | set(
        re.findall(r"[a-z0-9_]+(?=:)", "\n".join(yaml_blocks()))
    )
    keys = {key for shape in mappings() for key in shape.fields}
    assert len(mappings()) > 20
    words = {*ACTIONS, *EVENTS, *sources.SOURCE_KINDS, *clauses.ANCHOR_WORDS}
    assert sorted((keys | words) - shown) == []


def test_the_table_of_delays_is_computed() -> None:
    from openskies_cli import dates
    from openskies_cli.reading import nodes

    rows = re.findall(r"^\| `(same_day|\{.*?\})` \| (\d{4}-\d\d-\d\d) \|", RECORD, flags=re.MULTILINE)
    assert len(rows) == 11
    for text, expected in rows:
        node, findings = nodes.read(f"delay: {text}\n".encode(), "x")
        assert isinstance(node, nodes.Mapping)
        assert findings == []
        delay = clauses.DELAY.read(node.entries[0][1], shapes.Reader("x"), "delay")
        assert (text, str(delay.after(dates.parse("2003-01-31")))) == (text, expected)


def test_the_vocabulary_has_every_public_class() -> None:
    """Nobody should have to learn the words of the heart from its code."""
    rows = [line.split("|") for line in (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8").splitlines()]
    told = {name for row in rows if len(row) == 6 for name in re.findall(r"`([A-Z]\w+)", row[4])}
    house = ROOT / "src" / "openskies_cli"
    files = [house / "model.py", house / "history.py", house / "clauses.py", *(house / "derive").glob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files if path.exists()]
    there = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}
    assert len(there) > 50
    assert sorted(there - told) == [], "docs/vocabulary.md, column 'in the code'"
    assert sorted(told - there) == [], "docs/vocabulary.md names a class that is not there"


def test_the_vocabulary_has_every_status() -> None:
    vocabulary = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    missing = [word for word in (*STATUSES, *CERTAINTIES, *TREATY_STATUSES) if f"`{word}`" not in vocabulary]
    assert missing == []


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    links = [(page, target) for page in pages for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))]
    broken = [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()]
    assert len(pages) > 10
    assert broken == []


# The picture --------------------------------------------------------------------------------------


@pytest.mark.skipif(find_spec("pty") is None or find_spec("termios") is None, reason="this system has no pseudo-terminals")
def test_the_picture_is_what_a_terminal_shows() -> None:
    """docs/picture.py draws it anew: the same bytes twice, and those that are there."""
    path = ROOT / "docs" / "picture.py"
    spec = spec_from_file_location("picture", path)
    assert spec is not None
    assert spec.loader is not None
    picture = module_from_spec(spec)
    spec.loader.exec_module(picture)
    drawn = picture.svg()
    assert drawn == picture.svg()
    if os.environ.get("UPDATE_DOCS") == "1":
        picture.PICTURE.write_text(drawn, encoding="utf-8")
    assert picture.PICTURE.read_text(encoding="utf-8") == drawn
    cells = [unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", drawn)]
    assert {"Russia", "former-party", "certain", "last-known", "2026-02-05"} <= set(cells)
    ET.fromstring(drawn)  # noqa: S314 - our own text
    assert all(f"openskies {command}" in README for command in picture.COMMANDS)


# From Python --------------------------------------------------------------------------------------


def pages_from_python() -> dict[str, str]:
    """The pages with examples in Python -> all of them as one session."""
    texts = {"library.md": (ROOT / "docs" / "library.md").read_text(encoding="utf-8"), "README.md": README}
    return {name: "\n".join(re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)) for name, text in texts.items()}


@pytest.mark.parametrize("page", ["library.md", "README.md"])
def test_examples_in_python_are_real_output(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What needs a library that is not installed is left out; the rest is run as one session."""
    monkeypatch.setenv("OPENSKIES_TODAY", PRINTED_ON)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest(pages_from_python()[page], {}, page, page, 0)
    if find_spec("pandas") is None:
        session.examples = [one for one in session.examples if "pandas" not in one.source and "frame" not in one.source]
    said: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(session, out=said.append)
    assert "".join(said) == ""
    assert results.attempted >= {"library.md": 15, "README.md": 3}[page]


def test_the_readme_lists_the_formats() -> None:
    """One row a format in words.py; the README tells of each."""
    section = README.partition("## Formats\n")[2].partition("\n## ")[0].partition(". The machine")[0]
    assert re.findall(r"`([a-z]+)`", section) == list(words.FORMATS)


# Markdown ------------------------------------------------------------------------------------------

PAGES = sorted([ROOT / "README.md", *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def prose(path: Path) -> list[str]:
    """The lines of a page outside its fences; a fence that is not closed is a mistake."""
    lines, fence = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        mark = re.match(r" {0,3}(```+|~~~+)(.*)", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        elif not fence:
            lines.append(line)
    assert fence == "", f"{path.name}: a fence is not closed"
    return lines


def slugs(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them: a second heading of the same words gets a number."""
    found: dict[str, int] = {}
    anchors = set()
    for line in prose(path):
        if heading := re.match(r"#{1,6} +(.*?) *#*$", line):
            text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading[1])
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            anchors.add(f"{slug}-{found[slug]}" if slug in found else slug)
            found[slug] = found.get(slug, 0) + 1
    return anchors


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`]*`", "", "\n".join(prose(path)))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", link)]
    for link in links:
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{path.name}: {link}"
        if anchor and target.suffix == ".md":
            assert anchor in slugs(target), f"{path.name}: {link}"
