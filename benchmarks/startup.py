"""What an answer costs, as ratios to `python -c pass` measured in the same run.

    python benchmarks/startup.py [ROUNDS]        (default 15; the installed console script of this interpreter is measured)

Rounds interleave all commands, so that a noisy machine slows them alike; each ratio is the median over rounds of the pair
(command, pass) of that round. Compiled modules are used as installed: environment variables that forbid them are unset.
"""

import os
import statistics
import subprocess
import sys
import time

PROGRAM = os.path.join(os.path.dirname(sys.executable), "openskies")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "status RU, plain": [PROGRAM, "status", "RU", "-f", "plain"],
    "status RU, table": [PROGRAM, "status", "RU", "-f", "table"],
    "status RU, plain, through Typer": [PROGRAM, "status", "RU", "-fplain"],
    "status RU, table, through Typer": [PROGRAM, "status", "RU", "-ftable"],
    "parties, csv": [PROGRAM, "parties", "-f", "csv"],
    "--help": [PROGRAM, "--help"],
}


def environment() -> dict[str, str]:
    """This environment without what hides compiled modules or changes the answer."""
    hidden = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "OPENSKIES_DATA")
    return {key: value for key, value in os.environ.items() if key not in hidden}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def peak(command: list[str], env: dict[str, str]) -> float:
    """Peak memory of one process in MiB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], env=env, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main() -> None:
    """Print a line for every command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    env = environment()
    for command in COMMANDS.values():
        seconds(command, env)
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            taken[name].append(seconds(command, env))
    base = taken["python -c pass"]
    print(f"{'':34}{'x pass':>8}{'ms':>8}{'MiB':>8}   ({rounds} rounds)")
    for name, command in COMMANDS.items():
        ratio = statistics.median(one / other for one, other in zip(taken[name], base, strict=True))
        print(f"{name:34}{ratio:8.2f}{statistics.median(taken[name]) * 1000:8.1f}{peak(command, env):8.1f}")


if __name__ == "__main__":
    main()
