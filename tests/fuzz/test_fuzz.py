"""Bad input in the size of a test run; `python tests/fuzz/run.py` is the gate's size, `--long` the one by hand.

With OPENSKIES_FUZZ=1, as in the gate, the whole campaign runs here: 20,000 records.
"""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openskies_cli.lint.files import Folder
from openskies_cli.lint.inspection import KINDS, File, inspect
from openskies_cli.lint.rules import NAMES
from openskies_cli.register import Register

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
WHOLE = os.environ.get("OPENSKIES_FUZZ") == "1"


@pytest.fixture(scope="module")
def home() -> Folder:
    return Folder(Register(str(HERE.parents[1])))


RUN = """
import sys
sys.path.insert(0, {here!r})
import run
{planted}
result = run.campaign(times={times})
print(*result.troubles, result, sep="\\n")
"""


def campaign(times: float, planted: str = "") -> tuple[int, int, str]:
    """Records, troubles and all that a campaign says; in a process of its own, as it counts memory and watches what is written."""
    code = RUN.format(here=str(HERE), planted=planted, times=times)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    said = re.search(r"([0-9]+) records and [0-9]+ other inputs in .* s: ([0-9]+) troubles", done.stdout)
    assert said is not None, done.stderr
    return int(said[1]), int(said[2]), done.stdout


def test_a_campaign_of_bad_input_meets_no_trouble() -> None:
    records, troubles, said = campaign(1 if WHOLE else 0.05)
    assert records == (20_000 if WHOLE else 1_000)
    assert troubles == 0, said


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("run.look = lambda *_: 1 / 0", "ZeroDivisionError"),
        ("run.look = lambda *_: open('/tmp/openskies-fuzz', 'a').close()", "opened for writing: /tmp/openskies-fuzz"),
        ("run.PATIENCE = 0.001; run.look = lambda *_: run.time.sleep(1)", "Hang: no answer after"),
    ],
)
def test_a_campaign_sees_trouble_where_there_is_some(planted: str, said: str) -> None:
    _, troubles, output = campaign(0.001, planted)
    assert troubles >= 14
    assert said in output


PIECES = [
    *("id: x\n", "participants:\n", "  RU:\n", "    actions:\n", "      - {action: accession, date: 1990}\n", "clauses:\n"),
    *(
        "  entry_into_force:\n",
        "    when: {instruments: 1}\n",
        "  withdrawal: {delay: {months: 6}}\n",
        "\t",
        "{",
        "}",
        "- ",
        "? ",
        ": ",
        "'",
    ),
    "# openskies: ignore[formula] x\n",
]
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=20).map("".join)


@given(data=st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), kind=st.sampled_from(KINDS))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_findings_with_places_or_nothing(data: bytes, kind: str, home: Folder) -> None:
    for findings, text in inspect([File("x", kind, "x", lambda: data)], home, date(2026, 11, 23)):
        for finding in findings:
            assert finding.rule in NAMES
            assert finding.place.path == "x"
            assert 1 <= finding.place.line <= text.count("\n") + 2
            assert finding.place.column >= 1
