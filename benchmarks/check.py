"""What checking costs: folders of 250, 500 and 1,000 generated treaties, as ratios to reading them with PyYAML's C loader alone.

    python benchmarks/check.py [ROUNDS]        (default 3; the installed console script of this interpreter is measured)

Each round checks every folder in a process of its own and reads the same files with `yaml.load(..., CLoader)` in another; a ratio
is the median over rounds of the pair of that round, the interpreter's own start taken off both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = os.path.join(os.path.dirname(sys.executable), "openskies")
SIZES = (250, 500, 1000)
READ = """
import sys
from pathlib import Path
import yaml
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CLoader)
"""
CODES = [
    *("AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CZ", "DE", "DK", "EE", "EG", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IN", "IS", "IT", "JP", "KE", "KR", "LT", "LU", "LV", "MX", "NG", "NL", "NO", "NZ", "PL", "PT", "RO", "RS"),
]


def record(number: int) -> str:
    """A treaty with forty participants and some hundred acts, in which nothing is found."""
    lines = [
        f"id: treaty-{number}",
        f"title: Treaty no. {number}",
        "adopted: 1995-01-01",
        "depositaries: [CH]",
        "coverage: {from: 1995-01-01, through: 2024-12-31, sources: [a-list]}",
        "clauses:",
        '  entry_into_force: {article: "8", when: {instruments: 20}, delay: {days: 60}}',
        '  entry_into_force_for_state: {article: "8", delay: {days: 60}}',
        '  withdrawal: {article: "9", delay: {months: 6}}',
        "participants:",
    ]
    for i, code in enumerate(CODES):
        day = f"{1 + i % 28:02}"
        lines += [f"  {code}:", "    actions:", f"      - {{action: signature, date: 1995-03-{day}, sources: [a-list]}}"]
        lines.append(f"      - {{action: ratification, date: {1996 + i % 18}-05-{day}, sources: [a-list]}}")
        if i % 4 == 0:
            lines.append(f"      - {{action: notice_of_withdrawal, date: 2015-06-{day}, sources: [a-list]}}")
    return "\n".join(lines) + "\n"


def folder(place: Path, number: int) -> Path:
    """A folder of so many treaties and the document that they cite."""
    (place / "data" / "treaties").mkdir(parents=True)
    (place / "seeds").mkdir()
    (place / "seeds" / "a-list.yaml").write_text("id: a-list\ntitle: A list\nkind: depositary-list\n", encoding="utf-8")
    for i in range(number):
        (place / "data" / "treaties" / f"treaty-{i}.yaml").write_text(record(i), encoding="utf-8")
    return place


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall time of one whole process that finds nothing."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def peak(command: list[str], env: dict[str, str]) -> float:
    """Peak memory of one process in MiB."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:]);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], env=env, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main() -> None:
    """Print a line for every size."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "OPENSKIES_DATA")}
    with tempfile.TemporaryDirectory() as temporary:
        print(f"{'treaties':>8}{'MiB read':>10}{'check s':>9}{'ms each':>9}{'x C loader':>12}{'MiB peak':>10}   ({rounds} rounds)")
        for size in SIZES:
            place = folder(Path(temporary) / str(size), size)
            read = sum(path.stat().st_size for path in place.rglob("*.yaml")) / 1024 / 1024
            check, load = [PROGRAM, "check", str(place)], [sys.executable, "-c", READ, str(place)]
            pairs = []
            for _ in range(rounds):
                idle = seconds([sys.executable, "-c", "pass"], env)
                pairs.append((seconds(check, env) - idle, seconds(load, env) - idle))
            taken = statistics.median(one for one, _ in pairs)
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"{size:>8}{read:>10.1f}{taken:>9.2f}{1000 * taken / size:>9.2f}{ratio:>12.2f}{peak(check, env):>10.0f}")


if __name__ == "__main__":
    main()
