"""However the program is installed, it finds its records and answers from an empty folder.

The cases that build a wheel and an sdist fetch the build backend: they run where OPENSKIES_PACKAGING=1 is set, as .ci/run does.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

import pytest

import openskies_cli
from openskies_cli.register import bundled

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
EXPECTED = "RU,former-party,2021-12-18\n"
MAN = "data/share/man/man1/openskies.1"
CI = {".ci/run", ".ci/long", ".github/PULL_REQUEST_TEMPLATE.md"}
QUESTION = ["status", "RU", "--on", "2024-01-15", "-f", "csv", "--columns", "participant,status,since"]

builds = pytest.mark.skipif(os.environ.get("OPENSKIES_PACKAGING") != "1", reason="needs the network; set OPENSKIES_PACKAGING=1")


def run(command: Sequence[str | Path], cwd: Path, **env: str) -> str:
    """What a command prints, in an environment that points to no records and no sources."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("OPENSKIES_", "PYTHON"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env={**clean, **env}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def answers(program: Sequence[str | Path], empty: Path, **env: str) -> Path:
    """Asserts that a program answers in an empty folder and leaves it empty; gives the records folder it read."""
    assert run([*program, *QUESTION], empty, **env) == f"participant,status,since\n{EXPECTED}"
    where = run([*program, "where", "-f", "csv", "--columns", "key,value,why"], empty, **env).splitlines()
    _, folder, why = where[1].split(",", 2)
    assert why == "came with the program"
    assert list(empty.iterdir()) == []
    return Path(folder)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def shipped() -> set[str]:
    """Every record file of the checkout, by its path."""
    return {str(path.relative_to(ROOT)) for folder in ("data", "seeds") for path in (ROOT / folder).rglob("*.yaml")}


# As it is installed here --------------------------------------------------------------------------


def test_the_installed_program_reads_the_records_it_came_with(empty: Path) -> None:
    program = Path(sys.executable).parent / "openskies"
    assert answers([program], empty) == Path(bundled())
    assert Path(bundled()) in (Path(openskies_cli.__file__).parent / "bundled", ROOT)


def test_the_records_it_came_with_are_those_of_the_checkout() -> None:
    assert len(shipped()) > 80
    different = [name for name in shipped() if (Path(bundled()) / name).read_bytes() != (ROOT / name).read_bytes()]
    assert different == [], "the installed program is older than the checkout: install it again"


def test_the_distribution_says_what_it_is() -> None:
    about = distribution("openskies")
    assert about.version == openskies_cli.__version__
    assert [(point.name, point.value) for point in about.entry_points] == [("openskies", "openskies_cli.main:main")]
    needed = sorted(need.split(";")[0].strip() for need in about.requires or [] if "extra ==" not in need)
    assert needed == ["pyyaml>=6.0.1", "rich>=13.8", "typer<0.29,>=0.26"]


def test_a_checkout_that_is_not_installed(empty: Path) -> None:
    assert answers([sys.executable, "-m", "openskies_cli"], empty, PYTHONPATH=str(ROOT / "src")) == ROOT


def test_a_package_with_records_inside_prefers_them(tmp_path: Path, empty: Path) -> None:
    """What the build hook does to a wheel, done by hand."""
    package = tmp_path / "site" / "openskies_cli"
    for path in (ROOT / "src" / "openskies_cli").rglob("*.py"):
        copy = package / path.relative_to(ROOT / "src" / "openskies_cli")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    for name in shipped():
        copy = package / "bundled" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    found = answers([sys.executable, "-m", "openskies_cli"], empty, PYTHONPATH=str(package.parent))
    assert found == package / "bundled"


# Built and installed afresh -----------------------------------------------------------------------


def python(folder: Path, *install: str | Path) -> Path:
    """A new environment with something installed into it; gives its folder of programs."""
    run([sys.executable, "-m", "venv", folder], folder.parent)
    run([folder / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *install], folder.parent)
    return folder / "bin"


def contents(wheel: Path) -> dict[str, str]:
    """The files of a wheel with their digests; RECORD only repeats them."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/RECORD")]
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A wheel of the checkout, an sdist of it, and the wheel of that sdist."""
    folder = tmp_path_factory.mktemp("built")
    backend = python(folder / "backend", "hatchling")
    run([backend / "hatchling", "build", "-t", "wheel", "-d", folder / "direct"], ROOT)
    run([backend / "hatchling", "build", "-t", "sdist", "-d", folder / "sdist"], ROOT)
    (sdist,) = (folder / "sdist").iterdir()
    run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder / "through", sdist], folder)
    (direct,), (through,) = (folder / "direct").iterdir(), (folder / "through").iterdir()
    return direct, sdist, through


@builds
def test_the_wheel_holds_the_package_and_the_records(built: tuple[Path, Path, Path]) -> None:
    files = contents(built[0])
    ours = {name for name in files if name.startswith("openskies_cli/")}
    sources = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src").rglob("*.py")}
    assert ours == sources | {"openskies_cli/py.typed"} | {f"openskies_cli/bundled/{name}" for name in shipped()}
    others = {name.split("/", 1)[1] for name in files.keys() - ours}
    assert others == {"METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA.md", MAN}


@builds
def test_the_sdist_holds_what_the_tests_need_and_gives_the_same_wheel(built: tuple[Path, Path, Path]) -> None:
    direct, sdist, through = built
    with tarfile.open(sdist) as archive:
        files = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert shipped() <= files
    assert {"pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA.md", "CHANGELOG.md"} <= files
    assert {"CONTRIBUTING.md", "Makefile", "CITATION.cff", ".editorconfig", ".pre-commit-config.yaml", *CI} <= files
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "tests").glob("*.py")} <= files
    assert not [name for name in files if "__pycache__" in name or name.startswith(".venv")]
    assert contents(direct) == contents(through)


@builds
@pytest.mark.parametrize("kind", ["wheel", "sdist", "wheel of the sdist"])
def test_what_was_built_answers(built: tuple[Path, Path, Path], kind: str, tmp_path: Path, empty: Path) -> None:
    package = dict(zip(("wheel", "sdist", "wheel of the sdist"), built, strict=True))[kind]
    programs = python(tmp_path / "venv", package)
    found = answers([programs / "openskies"], empty)
    assert found.name == "bundled"
    assert tmp_path in found.parents


@builds
def test_an_editable_install_reads_the_checkout(tmp_path: Path, empty: Path) -> None:
    programs = python(tmp_path / "venv", "-e", ROOT)
    assert answers([programs / "openskies"], empty) == ROOT
