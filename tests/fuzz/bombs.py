"""Files of less than 2 MiB that are meant to cost more than they may: processor time and memory of each are measured.

    python tests/fuzz/bombs.py               every kind
    python tests/fuzz/bombs.py KIND ...      only these

Every kind is asked by several commands, each a process of its own. A trace, an exit code that is not in the contract, more than
SECONDS of processor time or MEMORY is a trouble.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS = 5.0
MEMORY = 300
"""MiB."""
SIZE = 2_000_000
EXIT_CODES = {0, 1, 2, 3, 4}
HEAD = "id: bomb\ntitle: Bomb\ncoverage: {through: 2024-12-31}\nattributes: {w: units}\n"
CLAUSE = (
    "clauses:\n  entry_into_force: {when: %s, delay: same_day}\n  entry_into_force_for_state: {counts_after: threshold, delay: same_day}\n"
)
CODES = [f"X{n:03}" for n in range(1000)]


def filled(pieces: Iterator[str] | Callable[[int], str], room: int = SIZE, most: int = 10**9) -> str:
    """As many pieces as there is room for."""
    made, left, n = [], room, 0
    while left > 0 and n < most:
        piece = pieces(n) if callable(pieces) else next(pieces)
        made.append(piece)
        left -= len(piece)
        n += 1
    return "".join(made)


def day(n: int) -> str:
    """One day of many."""
    return f"{1901 + n // 324 % 120}-{n // 27 % 12 + 1:02}-{n % 27 + 2:02}"


def people(acts: Callable[[int], str], most: int = 1000) -> str:
    """A thousand participants, each with these acts."""
    return "participants:\n" + "".join(f"  {code}: {{w: 1, actions: [{acts(n)}]}}\n" for n, code in enumerate(CODES[:most]))


def ratified(n: int) -> str:
    """A signature and a ratification, on days of their own."""
    return f"{{action: signature, date: {day(n)}}}, {{action: ratification, date: {day(n + 5000)}}}"


def conditions(one: str, count: int = 20_000) -> str:
    """Many conditions, of which the last can never hold."""
    return HEAD + CLAUSE % f"{{any: [{', '.join([one] * count)}, {{instruments: 9999}}]}}" + people(ratified, 900)


RECORDS: dict[str, Callable[[], str]] = {
    "shares": lambda: conditions("{share: w, at_least: 0.99}"),
    "few shares": lambda: conditions("{share: w, at_least: 0.99}", 9),
    "instruments": lambda: conditions("{instruments: 9998}"),
    "few includes": lambda: conditions("{includes: signatories}", 9),
    "few lists": lambda: conditions(f"{{includes: [{', '.join(CODES)}]}}", 9),
    "every": lambda: conditions("{every: {w: {at_least: 1}}}", 9),
    "duplicate keys": lambda: HEAD + "participants: {" + filled(lambda n: "a,") + "}\n",
    "unknown keys": lambda: HEAD + filled(lambda n: f"k{n}: x\n"),
    "unknown words": lambda: HEAD + people(lambda n: ", ".join(["{action: ratifcation, date: 2000-13-40}"] * 40)),
    "unknown sources": lambda: (
        HEAD + people(lambda n: f"{{action: accession, date: 2000-01-01, sources: [{', '.join(f's{n}-{m}' for m in range(150))}]}}")
    ),
    "tabs": lambda: HEAD + "\t" * SIZE,
    "one long line": lambda: HEAD + "notes: " + "x" * SIZE + "\n",
    "one long quote": lambda: HEAD + 'notes: "' + "\\x41" * (SIZE // 4) + '"\n',
    "invisible letters": lambda: HEAD + "notes: '" + "\u200bа" * (SIZE // 5) + "'\n",
    "ignore comments": lambda: HEAD + filled(lambda n: "# openskies: ignore[formula]\n"),
    "ignored names": lambda: HEAD + "# openskies: ignore[" + filled(lambda n: f"a{n},") + "]\nparticipants: {}\n",
    "events": lambda: HEAD + "events:\n" + filled(lambda n: f"  - {{event: amendment, date: {day(n)}}}\n") + people(ratified, 10),
    "also reported": lambda: (
        HEAD
        + "participants:\n  CH: {actions: [{action: accession, date: 2000-01-01, also_reported: ["
        + filled(lambda n: f"{{date: {day(n)}, source: a}}, ")
        + "]}]}\n"
    ),
    "uncertain acts": lambda: (
        HEAD
        + CLAUSE % "{instruments: 1}"
        + people(
            lambda n: ", ".join(f"{{action: {act}, date: 1950/2000}}" for act in ("ratification", "notice_of_withdrawal", "accession"))
        )
    ),
    "acts of one": lambda: (
        HEAD
        + CLAUSE % "{instruments: 1}"
        + "participants:\n  CH: {actions: ["
        + ", ".join(f"{{action: {('accession', 'notice_of_withdrawal')[n % 2]}, date: {day(n)}}}" for n in range(200))
        + "]}\n"
    ),
    "uncertain acts of one": lambda: (
        HEAD
        + CLAUSE % "{instruments: 1}"
        + "participants:\n  CH: {actions: ["
        + ", ".join(f"{{action: {('accession', 'notice_of_withdrawal')[n % 2]}, date: 1900/2020}}" for n in range(200))
        + "]}\n"
    ),
    "acts": lambda: HEAD + CLAUSE % "{instruments: 900}" + people(lambda n: ", ".join([ratified(n)] * 2)),
    "lists": lambda: HEAD + "lists:\n" + filled(lambda n: f"  l{n}: [{', '.join(CODES[:20])}]\n") + people(ratified, 10),
    "groups": lambda: HEAD + "groups:\n" + filled(lambda n: f"  g{n}: {{members: [{', '.join(CODES[:20])}]}}\n") + people(ratified, 10),
    "sources of the treaty": lambda: HEAD + "sources: [" + filled(lambda n: f"s{n}, ", SIZE - 5000) + "x]\nparticipants: {}\n",
    "near names": lambda: HEAD + "participants:\n" + filled(lambda n: f"  Rusia{n}: {{}}\n", most=999),
    "depositaries": lambda: HEAD + "depositaries: [" + filled(lambda n: f"Rusia {n}, ", SIZE - 5000) + "x]\nparticipants: {}\n",
    "nested": lambda: HEAD + "notes: " + "[" * 900_000,
    "nested in blocks": lambda: HEAD + "".join(" " * n + "a:\n" for n in range(1900)),
}
CLAIM = "  - {id: c%d, quote: x, atoms: [{id: a, says: x, readings: [{ask: '%s', expect: {rows: 1}}]}]}\n"
OTHERS: dict[str, tuple[str, Callable[[], str]]] = {
    "people": ("data/participants.yaml", lambda: "participants:\n" + filled(lambda n: f"  Y{n}: {{name: Name {n}, kind: state}}\n")),
    "aliases": (
        "data/participants.yaml",
        lambda: "participants:\n  CH: {name: Switzerland, kind: state, aliases: [" + filled(lambda n: f"alias {n}, ") + "]}\n",
    ),
    "claims": (
        "seeds/bomb.yaml",
        lambda: "id: bomb\ntitle: B\nkind: press\ndate: 2020-01-01\nclaims:\n" + filled(lambda n: CLAIM % (n, f"status CH --on {day(n)}")),
    ),
    "odd claims": (
        "seeds/bomb.yaml",
        lambda: "id: bomb\ntitle: B\nkind: press\ndate: 2020-01-01\nclaims:\n" + filled(lambda n: CLAIM % (n, f"status CH --onn={n}")),
    ),
}
ASKED = ("status CH -t bomb", "check --data {}", "treaty bomb", "explain CH -t bomb")
ASKED_OF_OTHERS = ("status CH", "check --data {}", "claims bomb", "sources bomb")
SMALL = "id: lake\nparticipants:\n  CH: {actions: [{action: ratification, date: 2011-01-10}]}\n"


def troubles(kind: str) -> Iterator[str]:
    """What is wrong with what a file of this kind costs."""
    with tempfile.TemporaryDirectory() as folder:
        place, make = OTHERS.get(kind) or ("data/treaties/bomb.yaml", RECORDS[kind])
        for name, text in (("data/treaties/lake.yaml", SMALL), (place, make())):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for line in ASKED_OF_OTHERS if kind in OTHERS else ASKED:
            words = line.replace("{}", folder).split()
            argv = [sys.executable, "-m", "openskies_cli", *words, *(() if "--data" in words else ("--data", folder))]
            code, err, seconds, memory = measured(argv)
            said = f"{kind:24} {line:24} {code:4} {seconds:6.1f} s {memory:5.0f} MiB"
            print(said, flush=True)
            if code not in EXIT_CODES or "Traceback" in err or seconds > SECONDS or memory > MEMORY:
                yield f"{said} {err[-300:]}"


def measured(argv: list[str]) -> tuple[int, str, float, float]:
    """The exit code, what was said, the seconds of processor time and the MiB of a process."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        limit = (int(SECONDS * 4), int(SECONDS * 4) + 1)
        child = subprocess.Popen(argv, stdout=out, stderr=err, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, limit))  # noqa: PLW1509
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        return child.returncode, err.read().decode("utf-8", "replace"), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def campaign(kinds: list[str]) -> list[str]:
    """Everything that costs too much, a line each."""
    found = [one for kind in kinds or [*RECORDS, *OTHERS] for one in troubles(kind)]
    print(f"{len(kinds or [*RECORDS, *OTHERS])} kinds of costly files: {len(found)} troubles")
    return found


if __name__ == "__main__":
    found = campaign(sys.argv[1:])
    print(*found, sep="\n")
    sys.exit(bool(found))
