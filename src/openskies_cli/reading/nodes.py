"""YAML text <-> nodes: every scalar a string, every value with its line and column. The only room that knows yaml.

We read parser events, not loaded values: `NO` is Norway, a doubled key is a finding, and `2021-02-30` has a place. A
record is the part of YAML that both of PyYAML's parsers read alike; everything outside it (tabs, tags, anchors, merge
keys, directives, odd line ends) is a finding with a remedy, whichever parser is there.
"""

import re
from typing import Any

import yaml

from openskies_cli.diagnostics import Diagnostic
from openskies_cli.files import MOST
from openskies_cli.model import Place

DEPTH_LIMIT = 24
MOST_VALUES = 300_000
"""Keys and values in one file; a record of two hundred participants has some 20,000."""
MOST_OF_A_KIND = 20
MOST_OF_A_RULE = 1000
"""Findings of one rule that are kept one by one."""


class Findings(list[Diagnostic]):
    """What is wrong with a file. Of one rule so many are kept; behind them stands one that counts the others."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, int] = {}
        self._last: dict[str, int] = {}

    def append(self, finding: Diagnostic) -> None:
        """Keeps a finding, or counts it."""
        seen = self._seen[finding.rule] = self._seen.get(finding.rule, 0) + 1
        if seen <= MOST_OF_A_RULE:
            super().append(finding)
            return
        sentence = f"from here on {seen - MOST_OF_A_RULE:,} more findings of this rule in this file"
        if seen == MOST_OF_A_RULE + 1:
            self._last[finding.rule] = len(self)
            super().append(finding._replace(sentence=sentence, remedy="", related=None))
        else:
            self[self._last[finding.rule]] = self[self._last[finding.rule]]._replace(sentence=sentence)


class Scalar:
    """A text. `plain` where it was written without quotes."""

    __slots__ = ("column", "line", "plain", "value")

    def __init__(self, value: str, line: int, column: int, plain: bool) -> None:
        self.value, self.line, self.column, self.plain = value, line, column, plain

    def __repr__(self) -> str:
        return f"{self.value!r}@{self.line}:{self.column}"


class Mapping:
    """Keys with their values, in the order of the text."""

    __slots__ = ("column", "entries", "keys", "line")

    def __init__(self, line: int, column: int) -> None:
        self.entries: list[tuple[Scalar, Node]] = []
        self.keys: dict[str, Scalar] = {}
        self.line, self.column = line, column

    def __repr__(self) -> str:
        return f"{{{', '.join(f'{key}: {value}' for key, value in self.entries)}}}@{self.line}:{self.column}"


class Sequence:
    """Items in the order of the text."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line, self.column = line, column

    def __repr__(self) -> str:
        return f"[{', '.join(map(str, self.items))}]@{self.line}:{self.column}"


Node = Scalar | Mapping | Sequence

PARSERS: dict[str, Any] = {"pure": yaml.BaseLoader}
if hasattr(yaml, "CBaseLoader"):
    PARSERS["c"] = yaml.CBaseLoader
BEST = "c" if "c" in PARSERS else "pure"


def read(data: bytes, path: str, parser: str = BEST) -> tuple[Node | None, list[Diagnostic]]:
    """The one document of a file as nodes, and what is wrong with its text. With a finding the nodes may be incomplete."""
    findings = Findings()
    text = _decoded(data, path, findings)
    if text is None or findings:
        return None, findings
    return _Builder(path, findings).build(text, parser), findings


_ENTRIES = re.compile(rb"^participants:", re.MULTILINE)


def head(data: bytes, path: str, keys: tuple[str, ...]) -> Node | None:
    """What stands above `participants:`, the long part of a record; the whole where that holds a later one of these keys, or
    where the upper part cannot be read alone. Never a finding: what cannot be read is left out.
    """
    entries = _ENTRIES.search(data)
    if entries is not None and not re.search(rb"^[\"']?(?:%s)\b" % "|".join(keys).encode(), data[entries.end() :], re.MULTILINE):
        root, findings = read(data[: entries.start()], path)
        if root is not None and not findings:
            return root
    return read(data, path)[0]


_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DIRECTIVE = re.compile(r"(?: *(?:#.*)?\n)*(?=%)")
_UNSPACED = re.compile(r":[,?\[\]{}]")
_BLOCK_HEADER = re.compile(r"[|>][-+1-9]{0,2}(?: |$)")
_NAMED = {"\t": "a tab", "\x00": "a NUL byte", "\x85": "a NEL character", "\u2028": "a line separator", "\u2029": "a paragraph separator"}
_REMEDIES = {"\t": "write spaces", "\r": "end lines with LF, or with CR LF"}


def _decoded(data: bytes, path: str, findings: list[Diagnostic]) -> str | None:
    if len(data) > MOST:
        sentence = f"the file has {len(data):,} bytes; at most {MOST:,} are read"
        findings.append(Diagnostic(Place(path, 1, 1), "file-too-large", sentence, "split it: one treaty a file"))
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        findings.append(Diagnostic(Place(path, 1, 1), "encoding", "the file is written in UTF-16", "save it as UTF-8"))
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        sentence = f"byte 0x{data[error.start]:02x} is not UTF-8"
        findings.append(Diagnostic(Place(path, line, column), "encoding", sentence, "save the file as UTF-8"))
        return None
    text = text.replace("\r\n", "\n")
    directive = _DIRECTIVE.match(text)
    if directive is not None:
        place = Place(path, text.count("\n", 0, directive.end()) + 1, 1)
        findings.append(Diagnostic(place, "directive", "a line beginning with % is a directive", "remove it"))
    for count, match in enumerate(_HARMFUL.finditer(text)):
        if count == MOST_OF_A_KIND:
            break
        char, at = match[0], match.start()
        place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        named = _NAMED.get(char, f"the control character U+{ord(char):04X}" if char != "\r" else "a lone carriage return")
        rule = "tab" if char == "\t" else "control-character"
        findings.append(Diagnostic(place, rule, f"{named} stands here", _REMEDIES.get(char, "remove it")))
    return text


class _Stop(Exception):
    """The rest of the file cannot be read."""


class _Builder:
    """Events -> nodes."""

    def __init__(self, path: str, findings: list[Diagnostic]) -> None:
        self.path, self.findings = path, findings

    def say(self, mark: Any, rule: str, sentence: str, remedy: str, width: int = 1, related: Place | None = None) -> None:
        place = Place(self.path, mark.line + 1, mark.column + 1)
        self.findings.append(Diagnostic(place, rule, sentence, remedy, width=width, related=related))

    def build(self, text: str, parser: str) -> Node | None:
        self.lines = [*text.split("\n"), ""]  # a mark may stand behind the last line
        self.odd = "?" in text or _UNSPACED.search(text) is not None  # where not, a look at every scalar is saved
        loader = PARSERS[parser](text)
        try:
            root = self._document(loader)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
            return None
        except yaml.YAMLError as error:
            self.findings.append(Diagnostic(Place(self.path, 1, 1), "syntax", f"this is not YAML: {error}", "see docs/record.md"))
            return None
        except _Stop:
            return None
        finally:
            loader.dispose()
        if root is None or (type(root) is Scalar and root.plain and not root.value):
            self.findings.append(
                Diagnostic(Place(self.path, 1, 1), "empty-file", "the file holds nothing", "see docs/record.md for a record to copy")
            )
        return root

    def _document(self, loader: Any) -> Node | None:  # noqa: C901 - one loop over the kinds of events, for speed
        root: Node | None = None
        stack: list[tuple[Any, bool]] = []  # (container, in a flow)
        key: Scalar | None = None
        documents, left = 0, MOST_VALUES
        next_event = loader.get_event
        scalar_event, sequence_start, mapping_start = yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar_event:
                mark = event.start_mark
                node: Node = Scalar(event.value, mark.line + 1, mark.column + 1, not event.style)
                if event.tag is not None or event.anchor is not None:
                    self._marked(event)
                if event.style or self.odd:
                    self._odd(event, bool(stack) and stack[-1][1])
            elif kind is mapping_start or kind is sequence_start:
                mark = event.start_mark
                if event.tag is not None or event.anchor is not None:
                    self._marked(event)
                container: Any = (Mapping if kind is mapping_start else Sequence)(mark.line + 1, mark.column + 1)
                if len(stack) == DEPTH_LIMIT:
                    self.say(mark, "too-deep", f"more than {DEPTH_LIMIT} levels stand inside each other", "a record needs about eight")
                    raise _Stop
                node = container
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                key = None
                continue
            elif kind is yaml.AliasEvent:
                self.say(event.start_mark, "anchor", f"'*{event.anchor}' points at another place", "write the value out")
                node = Scalar("", event.start_mark.line + 1, event.start_mark.column + 1, True)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    self.say(event.start_mark, "directive", "a line beginning with % is a directive", "remove it")
                if documents > 1:
                    self.say(event.start_mark, "second-document", "a second document begins here", "one file is one record")
                    raise _Stop
                continue
            elif kind is yaml.StreamEndEvent:
                return root
            else:
                continue
            left -= 1
            if not left:
                self.say(
                    event.start_mark, "too-many", f"more than {MOST_VALUES:,} keys and values stand here", "split it: one treaty a file"
                )
                raise _Stop
            if not stack:
                root = node
            elif type(stack[-1][0]) is Sequence:
                stack[-1][0].items.append(node)
            elif key is None:
                if type(node) is not Scalar:
                    self.say(event.start_mark, "key", "a key must be one word", "write it without brackets, braces or '? '")
                    raise _Stop
                key = node
                if self.odd:
                    self._explicit(event, stack[-1][1])
                if node.value == "<<" and node.plain:
                    self.say(event.start_mark, "merge-key", "'<<' merges another mapping", "write its keys out", 2)
                continue
            else:
                self._put(stack[-1][0], key, node)
                key = None
            if type(node) is not Scalar:
                stack.append((node, event.flow_style))
                key = None

    def _odd(self, event: Any, flow: bool) -> None:
        """What one parser would read and the other would not, or read elsewhere."""
        start, end = event.start_mark, event.end_mark
        if event.style == '"':
            written = _HARMFUL.search(event.value)
            if written is not None:
                self.say(start, "control-character", f"this text writes U+{ord(written[0]):04X} with a backslash", "remove it")
        elif event.style in ("|", ">"):
            if not _BLOCK_HEADER.match(self.lines[start.line], start.column):
                self.say(start, "syntax", f"'{event.style}' is followed by something else", "begin the text on the next line")
        elif not event.style and flow:
            if "?" in event.value:
                width = len(event.value)
                self.say(start, "question-mark", f"'{event.value}' has a question mark inside braces", "put it in quotes", width)
            if _UNSPACED.match(self.lines[end.line], end.column):
                self.say(end, "syntax", "no space follows this colon", "write ': ' after a key")

    def _explicit(self, event: Any, flow: bool) -> None:
        """A key after '? ', or one whose colon does not follow: the parsers put its value into different places."""
        start, end = event.start_mark, event.end_mark
        led = self.lines[start.line][: start.column].rstrip().endswith("?")
        followed = self.lines[end.line][end.column :].lstrip().startswith(":")
        if led or not (flow or followed):
            self.say(start, "key", "a key must be one word", "write it without brackets, braces or '? '")

    def _put(self, mapping: Mapping, key: Scalar, node: Node) -> None:
        first = mapping.keys.setdefault(key.value, key)
        if first is not key:
            self._twice(key, first)
        if type(node) is Scalar and node.plain and not node.value:  # nothing has no place of its own: it is missing at its key
            node.line, node.column = key.line, key.column
        mapping.entries.append((key, node))

    def _twice(self, key: Scalar, first: Scalar) -> None:
        place, related = Place(self.path, key.line, key.column), Place(self.path, first.line, first.column)
        sentence = f"the key '{key.value}' stands here a second time"
        self.findings.append(
            Diagnostic(place, "duplicate-key", sentence, "keep one of them", width=max(1, len(key.value)), related=related)
        )

    def _marked(self, event: Any) -> None:
        if event.anchor is not None:
            self.say(
                event.start_mark, "anchor", f"'&{event.anchor}' names a value for use elsewhere", "write the value out where it is needed"
            )
        elif event.tag is not None:
            self.say(event.start_mark, "tag", f"'{event.tag}' gives the value a type", "remove it: every value is read as text")

    def _broken(self, error: yaml.MarkedYAMLError) -> None:
        """What the parser refuses, where it noticed; a quote or bracket left open is noticed late, so its beginning is named too."""
        problem, context = (error.problem or error.context or "this is not YAML").strip(), error.context or ""
        noticed, began = (
            Place(self.path, mark.line + 1, mark.column + 1) if mark else None for mark in (error.problem_mark, error.context_mark)
        )
        if "quoted scalar" in context and "end of stream" in problem:
            noticed, began = began, None
        opened = began if "while parsing a flow" in context else None
        remedy = next(
            (remedy for sign, remedy in _SYNTAX if sign in f"{problem} {context}"), "see docs/record.md for how a record is written"
        )
        place = noticed or began or Place(self.path, 1, 1)
        self.findings.append(Diagnostic(place, "syntax", f"this is not YAML: {problem}", remedy, related=opened))


_SYNTAX = (
    ("but got '?'", "put a text with a question mark inside braces in quotes"),
    ("mapping values are not allowed", "a text with ': ' in it must stand in quotes, or the line is indented too far"),
    ("while parsing a flow mapping", "a closing brace '}' or a comma is missing"),
    ("while parsing a flow sequence", "a closing bracket ']' or a comma is missing"),
    ("could not find expected ':'", "a colon and a space must follow a key"),
    ("while scanning a quoted scalar", "a closing quote is missing"),
    ("while scanning a double-quoted scalar", "a backslash in double quotes must be doubled, or use single quotes"),
    ("block mapping", "the keys of one mapping must stand in one column"),
    ("block collection", "the dashes of one list must stand in one column"),
    ("found unexpected ':'", "write ': ' after a key"),
    ("cannot start any token", "a text that begins with this character must stand in quotes"),
    ("undefined alias", "write the value out"),
)
