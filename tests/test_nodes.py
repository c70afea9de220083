"""YAML text -> nodes: every kind of trouble at its exact place, and the two parsers agree."""

import random
from pathlib import Path

import pytest

from openskies_cli.diagnostics import Diagnostic
from openskies_cli.files import MOST
from openskies_cli.reading import nodes
from openskies_cli.register import bundled

PARSERS = sorted(nodes.PARSERS)

SECOND = "a second document begins here; one file is one record [second-document]"
KEY = "a key must be one word; write it without brackets, braces or '? ' [key]"
EMPTY = ["1:1: the file holds nothing; see docs/record.md for a record to copy [empty-file]"]
ANCHOR = "names a value for use elsewhere; write the value out where it is needed [anchor]"
DIRECTIVE = "a line beginning with % is a directive; remove it [directive]"
TYPED = "gives the value a type; remove it: every value is read as text [tag]"
UTF16 = ["1:1: the file is written in UTF-16; save it as UTF-8 [encoding]"]
UTF8 = "is not UTF-8; save the file as UTF-8 [encoding]"

TROUBLE: dict[str, tuple[bytes, list[str]]] = {
    "tabs, every one": (
        b"id:\ta\nname:\n\tx: 1\n",
        ["1:4: a tab stands here; write spaces [tab]", "3:1: a tab stands here; write spaces [tab]"],
    ),
    "twenty of a kind are enough": (b"\t" * 30, [f"1:{n}: a tab stands here; write spaces [tab]" for n in range(1, 21)]),
    "a tag of YAML": (b"id: !!str a\n", [f"1:5: 'tag:yaml.org,2002:str' {TYPED}"]),
    "a tag on a list": (b"id: a\nlist: !x [1]\n", [f"2:7: '!x' {TYPED}"]),
    "an anchor": (b"id: &here a\n", [f"1:5: '&here' {ANCHOR}"]),
    "an anchored mapping": (b"a: &x {b: c}\n", [f"1:4: '&x' {ANCHOR}"]),
    "an alias": (b"id: a\nb: *here\n", ["2:4: '*here' points at another place; write the value out [anchor]"]),
    "an anchor and its alias": (
        b"a: &x b\nc: *x\n",
        [f"1:4: '&x' {ANCHOR}", "2:4: '*x' points at another place; write the value out [anchor]"],
    ),
    "a merge key": (b"a: {<<: {b: c}}\n", ["1:5: '<<' merges another mapping; write its keys out [merge-key]"]),
    "a directive": (b"%YAML 1.1\n---\nid: a\n", [f"1:1: {DIRECTIVE}"]),
    "an unknown directive below a comment": (b"# c\n\n%FOO x\n---\nid: a\n", [f"3:1: {DIRECTIVE}"]),
    "a second document": (b"id: a\n---\nid: b\n", [f"2:1: {SECOND}"]),
    "a second document after an end": (b"id: a\n...\n---\nid: b\n", [f"3:1: {SECOND}"]),
    "a doubled key, both places": (
        b"id: a\ntitle: b\nid: c\n",
        ["3:1: the key 'id' stands here a second time; keep one of them (see f:1:1) [duplicate-key]"],
    ),
    "a doubled key in braces": (
        b"a: {b: 1, c: 2, b: 3}\n",
        ["1:17: the key 'b' stands here a second time; keep one of them (see f:1:5) [duplicate-key]"],
    ),
    "a key three times": (
        b"a: 1\na: 2\na: 3\n",
        [
            "2:1: the key 'a' stands here a second time; keep one of them (see f:1:1) [duplicate-key]",
            "3:1: the key 'a' stands here a second time; keep one of them (see f:1:1) [duplicate-key]",
        ],
    ),
    "the same key in quotes": (
        b'"NO": 1\nNO: 2\n',
        ["2:1: the key 'NO' stands here a second time; keep one of them (see f:1:1) [duplicate-key]"],
    ),
    "a list as a key": (b"[a, b]: c\n", [f"1:1: {KEY}"]),
    "a mapping as a key": (b"? {a: b}\n: c\n", [f"1:3: {KEY}"]),
    "an explicit key": (b"? id\n: a\n", [f"1:3: {KEY}"]),
    "an explicit key without a value": (b"x:\n  ? id\n", [f"2:5: {KEY}"]),
    "an explicit key a line below": (b"?\n  id\n: a\n", [f"2:3: {KEY}"]),
    "an explicit key in braces": (b"x: {? a : b}\n", [f"1:7: {KEY}"]),
    "UTF-16, little end first": ("id: a\n".encode("utf-16-le").join([b"\xff\xfe", b""]), UTF16),
    "UTF-16, big end first": (b"\xfe\xff\x00i\x00d", UTF16),
    "latin-1": ("id: a\nname: Türkiye\n".encode("latin-1"), [f"2:8: byte 0xfc {UTF8}"]),
    "latin-1 in UTF-8: columns count characters": ("id: é\nname: ñé".encode() + b"\xe9\n", [f"2:9: byte 0xe9 {UTF8}"]),
    "two byte order marks": (
        b"\xef\xbb\xbf\xef\xbb\xbfid: a\n",
        ["1:1: the control character U+FEFF stands here; remove it [control-character]"],
    ),
    "a byte order mark inside": (
        "id: a\nb: \ufeffc\n".encode(),
        ["2:4: the control character U+FEFF stands here; remove it [control-character]"],
    ),
    "a lone carriage return": (
        b"id: a\rb: c\n",
        ["1:6: a lone carriage return stands here; end lines with LF, or with CR LF [control-character]"],
    ),
    "a NUL byte": (b"id: a\x00\n", ["1:6: a NUL byte stands here; remove it [control-character]"]),
    "an escape": (b"id: \x1b[31m\n", ["1:5: the control character U+001B stands here; remove it [control-character]"]),
    "a NEL": ("id: a\u0085b\n".encode(), ["1:6: a NEL character stands here; remove it [control-character]"]),
    "a line separator": ("id: a\u2028b\n".encode(), ["1:6: a line separator stands here; remove it [control-character]"]),
    "a paragraph separator": ("id: a\u2029b\n".encode(), ["1:6: a paragraph separator stands here; remove it [control-character]"]),
    "a delete": (b"id: a\x7f\n", ["1:6: the control character U+007F stands here; remove it [control-character]"]),
    "an escape written out": (b'id: "\\x1b[31m"\n', ["1:5: this text writes U+001B with a backslash; remove it [control-character]"]),
    "a tab written out": (b'id: "a\\tb"\n', ["1:5: this text writes U+0009 with a backslash; remove it [control-character]"]),
    "too large": (
        b"#" * (MOST + 1),
        ["1:1: the file has 2,097,153 bytes; at most 2,097,152 are read; split it: one treaty a file [file-too-large]"],
    ),
    "too deep, in brackets": (
        b"[" * 25 + b"b" + b"]" * 25,
        ["1:25: more than 24 levels stand inside each other; a record needs about eight [too-deep]"],
    ),
    "too deep, by indentation": (
        b"".join(b" " * n + b"a:\n" for n in range(26)),
        ["25:25: more than 24 levels stand inside each other; a record needs about eight [too-deep]"],
    ),
    "an empty file": (b"", EMPTY),
    "blank lines": (b"\n\n  \n", EMPTY),
    "a comment": (b"# nothing\n", EMPTY),
    "a bare document": (b"---\n", EMPTY),
}


def told(findings: "list[Diagnostic]") -> list[str]:
    """Findings without the path and the word error, which all of them carry."""
    return [str(finding).removeprefix("f:").replace(" error:", "", 1) for finding in findings]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", TROUBLE)
def test_trouble_is_found_at_its_place(case: str, parser: str) -> None:
    data, expected = TROUBLE[case]
    assert told(nodes.read(data, "f", parser)[1]) == expected


SYNTAX: dict[str, tuple[bytes, str, str]] = {  # place and rule by the C parser, place and rule by the pure one, remedy
    "an open double quote": (b'id: "a\nb: c\n', "1:5 syntax | 1:5 syntax", "a closing quote is missing"),
    "an open single quote": (b"id: 'a\nb: c\n", "1:5 syntax | 1:5 syntax", "a closing quote is missing"),
    "an open brace, and where it opens": (
        b"id: {a: b\nc: d\n",
        "2:2 1:5 syntax | 2:2 1:5 syntax",
        "a closing brace '}' or a comma is missing",
    ),
    "an open bracket": (b"id: [a, b\n", "2:1 1:5 syntax | 2:1 1:5 syntax", "a closing bracket ']' or a comma is missing"),
    "a doubtful date in braces": (b"a: {date: 1992-03-24?}\n", "1:11 question-mark | 1:21 1:4 syntax", "in quotes"),
    "a doubtful date in brackets": (b'a: [1992?, "1993?"]\n', "1:5 question-mark | 1:9 1:4 syntax", "in quotes"),
    "a colon in a text": (b"notes: see this: that\n", "1:16 syntax | 1:16 syntax", "must stand in quotes"),
    "a key too far left": (b"a:\n  b: 1\n c: 2\n", "3:2 syntax | 3:2 syntax", "the keys of one mapping must stand in one column"),
    "a key without a colon": (b"id\ntitle: a\n", "2:6 syntax | 2:6 syntax", "indented too far"),
    "an at sign": (b"id: @a\n", "1:5 syntax | 1:5 syntax", "must stand in quotes"),
    "a colon without a space": (b"a: {b:[c]}\n", "1:6 syntax | 1:6 syntax", "write ': ' after a key"),
    "a colon before a comma": (b"a: {b:,c: d}\n", "1:6 syntax | 1:6 syntax", "write ': ' after a key"),
    "a text beside its sign": (b"a: >#\n  b\n", "1:4 syntax | 1:5 syntax", ""),
    "an unknown escape": (b'a: "\\q"\n', "1:5 syntax | 1:6 syntax", ""),
    "half a character written out": (b'id: "\\ud800"\n', "1:8 syntax | 1:5 control-character", ""),
}


@pytest.mark.parametrize("case", SYNTAX)
def test_what_is_no_yaml_has_a_place_and_a_remedy(case: str) -> None:
    data, places, remedy = SYNTAX[case]
    for parser, expected in zip(("c", "pure"), places.split(" | "), strict=True):
        if parser not in nodes.PARSERS:
            continue
        found = nodes.read(data, "f", parser)[1]
        assert len(found) == 1
        opened = [str(found[0].related)] if found[0].related else []
        assert " ".join([str(found[0].place), *opened, found[0].rule]).replace("f:", "") == expected
        assert remedy in found[0].remedy


FINE: dict[str, tuple[bytes, str]] = {
    "NO is Norway": (
        b"NO: {on: yes, n: null, x: 0x1f}\n",
        "{'NO'@1:1: {'on'@1:6: 'yes'@1:10, 'n'@1:15: 'null'@1:18, 'x'@1:24: '0x1f'@1:27}@1:5}@1:1",
    ),
    "a date stays a text": (b"date: 2021-02-30\n", "{'date'@1:1: '2021-02-30'@1:7}@1:1"),
    "a byte order mark is not counted": (b"\xef\xbb\xbfid: a\n", "{'id'@1:1: 'a'@1:5}@1:1"),
    "CR LF": (b"id: a\r\nb: c\r\n", "{'id'@1:1: 'a'@1:5, 'b'@2:1: 'c'@2:4}@1:1"),
    "one document, marked": (b"---\nid: a\n...\n", "{'id'@2:1: 'a'@2:5}@2:1"),
    "a quoted merge key": (b"a: {'<<': b}\n", "{'a'@1:1: {'<<'@1:5: 'b'@1:11}@1:4}@1:1"),
    "per cent inside a text": (b"notes: 5 % of it\n", "{'notes'@1:1: '5 % of it'@1:8}@1:1"),
    "question marks outside braces": (
        b"date: 1992-03-24?\nb: what? yes\n",
        "{'date'@1:1: '1992-03-24?'@1:7, 'b'@2:1: 'what? yes'@2:4}@1:1",
    ),
    "question marks in quotes": (b"a: {b: '1992?'}\n", "{'a'@1:1: {'b'@1:5: '1992?'@1:8}@1:4}@1:1"),
    "nothing stands at its key": (b"a:\nb: {c: , d: e}\n", "{'a'@1:1: ''@1:1, 'b'@2:1: {'c'@2:5: ''@2:5, 'd'@2:10: 'e'@2:13}@2:4}@1:1"),
    "a folded text": (b"a: >-\n  one\n  two\n", "{'a'@1:1: 'one two'@1:4}@1:1"),
    "twenty-four levels": (b"[" * 24 + b"]" * 24, "[" * 24 + "]" + "".join(f"@1:{n}]" for n in range(24, 1, -1)) + "@1:1"),
    "columns count characters": ("{Türkiye: 1, 𝕏: 2}\n".encode(), "{'Türkiye'@1:2: '1'@1:11, '𝕏'@1:14: '2'@1:17}@1:1"),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", FINE)
def test_what_is_written_is_read(case: str, parser: str) -> None:
    data, expected = FINE[case]
    root, findings = nodes.read(data, "f", parser)
    assert (str(root), told(findings)) == (expected, [])


# The two parsers ----------------------------------------------------------------------------------

SPICE = [
    *(
        b"?",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b": ",
        b" ",
        b"  ",
        b"\n",
        b"-",
        b"- ",
        b"#",
        b" #",
        b"'",
        b'"',
        b",",
        b"&a",
        b"*a",
        b"!t ",
        b"|",
        b">",
    ),
    *(b">-", b"%", b"@", b"`", b"\\", b"\r", b"\t", b"---", b"...", b"\n---\n", b"\n? ", b"? ", b"<<", b"<<: ", b"\xc3\xa9", b"\xff", b"="),
    *(b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"\xc2\x85", b'"\\x41"', b'"\\ud800"', b"\n\n", b"%FOO a\n---\n", b"\x00"),
]


def _pieces() -> list[list[bytes]]:
    root = Path(bundled())
    files = [*(root / "data").rglob("*.yaml"), *(root / "seeds").glob("*.yaml")]
    assert len(files) > 50
    return [file.read_bytes().split(b"\n") for file in sorted(files)]


def _mutated(lines: list[bytes], rng: random.Random) -> bytes:
    """A few lines of a real file with one to five mistakes."""
    start = rng.randrange(len(lines))
    text = b"\n".join(lines[start : start + rng.randrange(1, 13)]) + b"\n"
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5))):
        at, spice = rng.randrange(len(text) + 1), rng.choice(SPICE)
        rows = text.split(b"\n")
        row = rng.randrange(len(rows))
        rows[row : row + 1] = rng.choice(([], [rows[row]] * 2, [b" " + rows[row]], [b"- " + rows[row]], [rows[row][2:]]))
        text = rng.choice((text[:at] + spice + text[at:], text[:at] + text[at + 1 :], text[:at] + spice + text[at + 1 :], b"\n".join(rows)))
    return text


@pytest.mark.slow
@pytest.mark.skipif(len(PARSERS) == 1, reason="PyYAML came without its C parser")
def test_both_parsers_read_a_mutated_record_alike_or_both_refuse() -> None:
    rng, pieces = random.Random(1992), _pieces()  # noqa: S311 - mistakes, not secrets
    read, refused, differ = 0, 0, []
    for _ in range(12_000):
        data = _mutated(rng.choice(pieces), rng)
        (c, wrong_c), (pure, wrong_pure) = nodes.read(data, "f", "c"), nodes.read(data, "f", "pure")
        if bool(wrong_c) != bool(wrong_pure) or (not wrong_c and str(c) != str(pure)):
            differ.append((data, told(wrong_c), told(wrong_pure)))
        refused += bool(wrong_c)
        read += not wrong_c
    assert differ == []
    assert min(read, refused) > 3_000  # the mistakes are neither all harmless nor all deadly


@pytest.mark.slow
@pytest.mark.skipif(len(PARSERS) == 1, reason="PyYAML came without its C parser")
def test_both_parsers_read_the_shipped_files_alike() -> None:
    for lines in _pieces():
        data = b"\n".join(lines)
        (c, wrong_c), (pure, wrong_pure) = nodes.read(data, "f", "c"), nodes.read(data, "f", "pure")
        assert (str(c), wrong_c) == (str(pure), wrong_pure)
        assert wrong_c == []


@pytest.mark.parametrize(
    ("text", "told", "last"),
    [
        ("{" + "a," * 5000 + "}", 1001, "from here on 3,999 more findings of this rule in this file"),
        ("\n".join(["a: 1"] * 1001), 1000, "the key 'a' stands here a second time"),
        ("{" + "a," * 400_000 + "}", 1002, "more than 300,000 keys and values stand here"),
    ],
)
def test_findings_of_one_kind_are_counted_and_not_piled_up(text: str, told: int, last: str) -> None:
    _, findings = nodes.read(text.encode(), "x")
    assert len(findings) == told
    assert findings[-1].sentence == last
    assert sum(finding.sentence.startswith("from here on") for finding in findings) == (told > 1000)
