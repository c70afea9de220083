"""One description, four uses: what the shapes read, the schema takes; what they refuse, it refuses; keys, words and docs agree."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from openskies_cli import reading
from openskies_cli.diagnostics import did_you_mean
from openskies_cli.reading import nodes, schema
from openskies_cli.reading.shapes import Keys, Shape

ROOT = Path(__file__).resolve().parent.parent
VALIDATORS = {file: Draft7Validator(schema.whole(file)) for file in schema.FILES}
OURS = {
    "treaty": sorted((ROOT / "data" / "treaties").glob("*.yaml")),
    "participants": [ROOT / "data" / "participants.yaml"],
    "source": sorted((ROOT / "seeds").glob("*.yaml")),
}


def plain(node: nodes.Node) -> Any:
    """A node as an editor reads it: YAML 1.2, where a number is a number and NO is a text."""
    if isinstance(node, nodes.Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, nodes.Sequence):
        return [plain(item) for item in node.items]
    words = {"true": True, "false": False, "null": None, "~": None, "": None}
    if node.plain and node.value in words:
        return words[node.value]
    if node.plain and re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    if node.plain and re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.value):
        return float(node.value)
    return node.value


def read(text: bytes) -> Any:
    root, findings = nodes.read(text, "x")
    assert findings == []
    assert root is not None
    return plain(root)


def mistakes(file: str, text: bytes) -> list[str]:
    """Where the schema finds a mistake: the keys that lead there."""
    return sorted("/".join(str(step) for step in error.absolute_path) for error in VALIDATORS[file].iter_errors(read(text)))


@pytest.mark.parametrize("file", schema.FILES)
def test_a_schema_is_one(file: str) -> None:
    Draft7Validator.check_schema(schema.whole(file))
    assert schema.whole(file)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.slow
@pytest.mark.parametrize("file", schema.FILES)
def test_the_shipped_files_are_as_their_schema_says(file: str) -> None:
    assert len(OURS[file]) >= 1
    assert {path.name: found for path in OURS[file] if (found := mistakes(file, path.read_bytes()))} == {}


def test_the_examples_of_the_handbook_are_too() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs" / "record.md").read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) > 15
    whole = "attributes: {passive_quota: flights a year, emissions: percent}\nid: x\nparticipants: {}\n"
    treaties = [block if re.search("^id:", block, flags=re.MULTILINE) else block + whole for block in blocks]
    assert [block for block in treaties if mistakes("treaty", block.encode())] == []


WRONG = {
    "an unknown key": ("titel: x", [""]),
    "an unknown word": ("events: [{event: party}]", ["events/0/event"]),
    "no date": ("adopted: 24 March 1992", ["adopted"]),
    "no month": ("adopted: 1992-13", ["adopted"]),
    "a list for a text": ("title: [x]", ["title"]),
    "a number out of bounds": ("clauses: {duration: {years: 0}}", ["clauses/duration/years"]),
    "two conditions in one": (
        "clauses: {entry_into_force: {when: {instruments: 2, exchange: [RU, US]}}}",
        ["clauses/entry_into_force/when"],
    ),
    "a delay of nothing": ("clauses: {withdrawal: {delay: {weeks: 2}}}", ["clauses/withdrawal/delay"]),
    "what goes with another": ("clauses: {withdrawal: {delay: {days: 2, month_end: roll}}}", ["clauses/withdrawal/delay"]),
    "a code in small letters": ("seen: {ru: 2020-01-01}", ["seen"]),
    "nothing": ("place:", ["place"]),
    "a stated figure without its day": ("counted: [{parties: 3, source: s}]", ["counted/0"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_the_reader_refuses_the_schema_refuses(case: str) -> None:
    line, expected = WRONG[case]
    text = f"id: x\n{line}\nparticipants: {{}}\n".encode()
    assert reading.read_treaty(text, "x", "x")[1] != []
    assert mistakes("treaty", text) == expected


ACTS = {
    "{action: ratifcation, date: 2010-05-01}": ["participants/CH/actions/0/action"],
    "{action: signature, dated: 2010-05-01}": ["participants/CH/actions/0", "participants/CH/actions/0"],
    "{action: signature}": ["participants/CH/actions/0"],
    "{action: announcement}": [],
    "{action: signature, date: 2010}": [],
    "{action: signature, date: '2010-05-01?'}": [],
    "{action: signature, date: ../2010-05}": [],
    "{action: accession, effect: 2010-05/2010-06, sources: a-list}": [],
    "{action: accession, date: 2010/2012/2014}": ["participants/CH/actions/0/date"],
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_taken_or_refused_by_both(act: str) -> None:
    text = f"id: x\nparticipants:\n  CH:\n    actions:\n      - {act}\n".encode()
    assert mistakes("treaty", text) == ACTS[act]
    assert bool(reading.read_treaty(text, "x", "x")[1]) == bool(ACTS[act])


def every(top: Shape) -> Iterator[Shape]:
    """Every shape inside a shape, as the shapes themselves say."""
    seen: set[int] = set()
    stack = [top]
    while stack:
        shape = stack.pop()
        if id(shape) not in seen:
            seen.add(id(shape))
            yield shape
            stack += [inner for _, inner in shape.inner()]


def test_every_shape_says_its_schema() -> None:
    kinds = [kind for kind in _kinds(Shape) if kind is not Shape]
    assert len(kinds) > 20
    assert [kind.__name__ for kind in kinds if kind.schema is Shape.schema] == []
    assert len({type(shape) for top, _ in schema.FILES.values() for shape in every(top)}) > 15


def _kinds(kind: type[Shape]) -> list[type[Shape]]:
    return [kind, *(inner for each in kind.__subclasses__() for inner in _kinds(each))]


def test_keys_candidates_schema_and_handbook_are_one_description() -> None:
    """The same keys are read, proposed for a slip of the pen, written into the schema and into the reference."""
    reference = schema.reference()
    for top, _ in schema.FILES.values():
        for shape in every(top):
            if isinstance(shape, Keys):
                written = shape.schema(schema._Book())["properties"]
                assert list(written) == list(shape.fields)
                for key, field in shape.fields.items():
                    slip = key + key[-1]
                    assert f"'{key}'" in did_you_mean(slip, shape.fields), (shape.title, slip)
                    assert written[key]["description"] == field.doc
                    assert f"| `{key}` |" in reference


def test_the_first_line_of_a_record_leads_an_editor_to_its_schema() -> None:
    lines = {path: path.read_text(encoding="utf-8").partition("\n")[0] for paths in OURS.values() for path in paths}
    led = {path: line.partition("$schema=")[2] for path, line in lines.items() if line.startswith("# yaml-language-server: ")}
    assert {*OURS["treaty"], *OURS["participants"]} <= set(led)
    wanted = {path: kind for kind, paths in OURS.items() for path in paths}
    files = {"treaty": "record", "participants": "participants", "source": "source"}
    assert {
        path.name
        for path, target in led.items()
        if (path.parent / target).resolve() != ROOT / "docs" / f"{files[wanted[path]]}.schema.json"
    } == set()


def test_a_schema_is_printed() -> None:
    from openskies_cli.questions.schema import answer
    from openskies_cli.register import Register

    for file in schema.FILES:
        assert answer(Register(str(ROOT)), of=file).text == schema.text(file)
