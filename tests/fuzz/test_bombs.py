"""Costly files in the size of a test run; `python tests/fuzz/bombs.py` is all of them, in .ci/long."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="measures as POSIX does")]

HERE = Path(__file__).parent


def campaign(kinds: list[str], planted: str = "") -> str:
    """All that was said of these kinds, in a process of its own."""
    code = f"import sys\nsys.path.insert(0, {str(HERE)!r})\nimport bombs\n{planted}\nprint(*bombs.campaign({kinds!r}), sep='\\n')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300).stdout


def test_what_is_meant_to_cost_much_does_not() -> None:
    assert "4 kinds of costly files: 0 troubles" in campaign(["shares", "few shares", "duplicate keys", "tabs"])


@pytest.mark.parametrize(
    ("planted", "said"),
    [("bombs.SECONDS = 0.01", "4 troubles"), ("bombs.MEMORY = 1", "4 troubles"), ("bombs.EXIT_CODES = {9}", "4 troubles")],
)
def test_the_campaign_bites(planted: str, said: str) -> None:
    assert said in campaign(["tabs"], planted)
