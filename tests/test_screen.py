"""Text on the lines of a terminal: words stay whole, nothing is lost, and off a terminal nothing changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openskies_cli.screen import fold, height, page, rows
from openskies_cli.view import cells

FOLDED = {  # a line, its cells, how far it hangs -> what it becomes
    "short": ("one two", 40, 2, "one two"),
    "to the cell": ("one two", 7, 0, "one two"),
    "one too long": ("one two", 6, 0, "one\ntwo"),
    "hanging": ("openskies: there is no such treaty here", 30, 2, "openskies: there is no such\n  treaty here"),
    "hanging too far": ("aa bb cc dd", 6, 20, "aa bb\ncc dd"),
    "a word too long": ("see https://a.example/b/c/d/e now", 12, 0, "see\nhttps://a.example/b/c/d/e\nnow"),
    "columns stay": ("a-rule      error    it is so and so", 40, 21, "a-rule      error    it is so and so"),
    "indented": ("    try this", 9, 4, "    try\nthis"),
    "wide letters": ("条约 条约 条约", 9, 0, "条约 条约\n条约"),
    "colour takes no room": ("\x1b[1mone\x1b[0m two", 7, 0, "\x1b[1mone\x1b[0m two"),
    "nothing": ("", 10, 2, ""),
}


@pytest.mark.parametrize("case", FOLDED)
def test_a_line_is_broken_between_words(case: str) -> None:
    line, width, hang, folded = FOLDED[case]
    assert fold(line, width, hang) == folded


@given(st.text("ab 条é", max_size=80), st.integers(1, 60), st.integers(0, 40))
def test_no_word_is_broken_or_lost(line: str, width: int, hang: int) -> None:
    folded = fold(line, width, hang)
    assert folded.split() == line.split()
    longest = max(map(cells, line.split()), default=0)
    lead = len(line) - len(line.lstrip(" ")) + longest
    assert all(cells(part) <= max(width, longest, lead) for part in folded.split("\n"))


HEIGHTS = {"": 0, "a": 1, "a\nb\n": 2, "a\n\nb\n": 3, "x" * 10: 1, "x" * 11: 2, "\x1b[1m" + "x" * 10 + "\x1b[0m": 1, "条约条约条约": 2}


@pytest.mark.parametrize("text", HEIGHTS)
def test_a_long_line_takes_several_of_the_window(text: str) -> None:
    assert height(text, 10) == HEIGHTS[text]


PAGE = """\
## a-rule

*error, found by `openskies check`*

An act takes effect
before it was done.

- one item that is long
- two

A case. Found at line 1, column 2:

```yaml
id: example of a long line that stays
participants:

  CH: {}
```

Nothing is found in:
"""
SHOWN = """\
a-rule

error, found by `openskies
check`

An act takes effect before
it was done.

- one item that is long
- two

A case. Found at line 1,
column 2:

    id: example of a long line that stays
    participants:

      CH: {}

Nothing is found in:
"""


def test_a_page_in_markdown_is_read_without_its_marks() -> None:
    assert page(PAGE, 26, colour=False) == SHOWN
    assert page(PAGE, 26, colour=True) == SHOWN.replace("a-rule", "\x1b[1ma-rule\x1b[0m")
    assert page("", 26, colour=False) == ""


def test_a_list_hangs_below_its_sentences() -> None:
    text = "a-rule    error    An act is dated after the treaty had ended.\nb         hint     Short.\n"
    assert (
        rows(text, 50) == "a-rule    error    An act is dated after the\n                   treaty had ended.\nb         hint     Short.\n"
    )
