"""What other repositories use of this one: the pre-commit hook and the GitHub Action. The Action's own script is run."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from openskies_cli.doors.quick import plainly

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).parent / "openskies"
HOOK: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

RECORD = """\
id: lake
participants:
  CH: {actions: [{action: ratification, date: 2011-01-10, effect: 2001-02-10, sources: [unoda-2018]}]}
"""


def test_the_hook_runs_a_command_that_takes_files() -> None:
    program, *words = HOOK["entry"].split()
    assert program == "openskies"
    assert plainly([*words, "data/treaties/lake.yaml"]) is not None


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [
        ("data/treaties/npt.yaml", True),
        ("mine/data/participants.yaml", True),
        ("seeds/a-list.yaml", True),
        ("treaties/lake.yaml", True),
        (".github/workflows/ci.yaml", False),
        ("data/treaties/npt.yaml.orig", False),
        ("tests/seeds/deep/a.yaml", False),
    ],
)
def test_the_hook_looks_at_records(path: str, looked_at: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) == looked_at


def step(number: int, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs a step of the Action as a runner would: its script in bash, the inputs and their defaults in its environment."""
    temp = folder / "temp"
    (temp / "openskies-venv" / "bin").mkdir(parents=True, exist_ok=True)
    link = temp / "openskies-venv" / "bin" / "openskies"
    if not link.exists():
        link.symlink_to(PROGRAM)
    known = {"runner.temp": str(temp), **{f"inputs.{name}": inputs.get(name, each["default"]) for name, each in ACTION["inputs"].items()}}
    each = ACTION["runs"]["steps"][number]
    env = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: known[match[1]], value) for name, value in each["env"].items()}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", each["run"]]
    return subprocess.run(script, capture_output=True, text=True, cwd=folder, env={**os.environ, **env})


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "my records" / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "my records" / "data" / "treaties" / "lake.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def test_the_action_annotates_and_fails(checkout: Path) -> None:
    done = step(1, checkout)
    assert done.stdout == (
        "::error file=my records/data/treaties/lake.yaml,line=3,col=67,endColumn=77,title=effect-before-act::its effect, 2001-02-10, "
        "lies before the ratification 2011-01-10 itself; correct one of the two days, or leave the effect out\n"
    )
    assert done.returncode == 1


def test_the_action_hears_its_inputs(checkout: Path) -> None:
    done = step(1, checkout, paths="my records\n\n", arguments="--ignore effect-before-act", sarif="report.sarif")
    assert (done.stdout, done.returncode) == ("", 0)
    assert '"version": "2.1.0"' in (checkout / "report.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["--output=precious.json", "--select=tab", "-h", "--", "$(touch x)", "a b"])
def test_a_file_name_is_no_word_of_the_action(name: str, checkout: Path) -> None:
    (checkout / "precious.json").write_text("precious", encoding="utf-8")
    (checkout / name).write_text(RECORD, encoding="utf-8")
    before = sorted(path.name for path in checkout.iterdir())
    done = step(1, checkout, paths=name)
    assert f"file={name}," in done.stdout, done
    assert (checkout / "precious.json").read_text(encoding="utf-8") == "precious"
    assert sorted(path.name for path in checkout.iterdir()) == sorted([*before, "temp"])


def test_a_report_that_cannot_be_written_is_not_hidden(checkout: Path) -> None:
    done = step(1, checkout, sarif="no/such/folder/report.sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no folder" in done.stderr


@pytest.mark.skipif(os.environ.get("OPENSKIES_PACKAGING") != "1", reason="installs from the network; OPENSKIES_PACKAGING=1")
def test_the_action_sets_itself_up(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTION_PATH", str(ROOT))
    (checkout / "temp" / "openskies-venv" / "bin").mkdir(parents=True)
    (checkout / "temp" / "openskies-venv" / "bin" / "openskies").symlink_to(PROGRAM)
    installed = step(0, checkout)
    assert installed.returncode == 0, installed.stderr
    assert not (checkout / "temp" / "openskies-venv" / "bin" / "openskies").is_symlink()
    assert step(1, checkout).returncode == 1
