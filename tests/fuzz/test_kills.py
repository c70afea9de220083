"""The campaign of kills in the size of a test run; `python tests/fuzz/kills.py` is the whole of it, in .ci/long."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="forks")]

HERE = Path(__file__).parent


def campaign(planted: str = "") -> tuple[int, int, str]:
    """Cases, troubles, and all that was said."""
    code = f"import sys\nsys.path.insert(0, {str(HERE)!r})\nimport kills\n{planted}\nprint(*kills.campaign(few=2), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    said = re.search(r"([0-9]+) cases of writing: ([0-9]+) troubles", done.stdout)
    assert said is not None, done.stderr
    return int(said[1]), int(said[2]), done.stdout


def test_nothing_is_lost_wherever_a_process_ends() -> None:
    cases, troubles, said = campaign()
    assert cases > 100
    assert troubles == 0, said


@pytest.mark.parametrize(
    ("scenario", "planted", "said"),
    [
        (4, "kills.writing._give_back = lambda old, place: None", "of what was there or came"),
        (4, "kills.writing.recover = lambda place: None", kills_left := ".openskies-part"),
        (1, "kills.writing._sweep_files = lambda place: None", kills_left),
    ],
)
def test_the_campaign_bites(scenario: int, planted: str, said: str) -> None:
    _, troubles, output = campaign(f"{planted}\nkills.SCENARIOS[:] = [kills.SCENARIOS[{scenario}]]")
    assert troubles > 0
    assert said in output
