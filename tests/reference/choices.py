"""What a telling is, and how every way of answering the open questions of a record is gone through."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date

Answer = tuple[str | None, str]
Line = tuple[tuple[date, Answer], ...]
Telling = tuple[tuple[str, Line], ...]


def on(line: Line, d: date) -> Answer:
    """What a line says on a day."""
    return line[bisect_right(line, d, key=lambda step: step[0]) - 1][1]


class Chooser:
    """Answers each open question by a script, and the first way beyond it; remembers how many ways there were."""

    def __init__(self, script: Iterable[int] = ()) -> None:
        self.script, self.made, self.asked = list(script), list[tuple[int, int]](), set[str]()

    def pick(self, ways: int, why: str) -> int:
        """One of `ways`; a question with one answer is none."""
        if ways < 2:
            return 0
        self.asked.add(why)
        at = len(self.made)
        chosen = self.script[at] if at < len(self.script) else 0
        self.made.append((chosen, ways))
        return chosen


def courses(play: Callable[[Chooser], Telling], asked: set[str], most: int = 3000) -> Iterator[Telling]:
    """Every way of answering the questions that `play` asks; `asked` takes up what they were about."""
    script: list[int] = []
    for _ in range(most):
        chooser = Chooser(script)
        yield play(chooser)
        asked |= chooser.asked
        made = chooser.made
        while made and made[-1][0] + 1 == made[-1][1]:
            made.pop()
        if not made:
            return
        script = [way for way, _ in made[:-1]] + [made[-1][0] + 1]
    raise OverflowError("too many courses")
