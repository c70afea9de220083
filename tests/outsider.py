"""The command line as somebody who owns nothing here: `python tests/outsider.py WORDS`. Root, who may read everything, steps down.

What is imported late is imported before that, since an interpreter below /root is out of reach afterwards.
"""

import os
import pkgutil
import sys
from importlib import import_module

import openskies_cli

NOBODY = 65534


def main() -> int:
    for module in pkgutil.walk_packages(openskies_cli.__path__, "openskies_cli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    from openskies_cli.main import main as answered

    return answered()


if __name__ == "__main__":
    sys.exit(main())
