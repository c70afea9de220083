"""Who is bound by which treaty, on which day, and how do we know.

    from openskies_cli import records
    records().status("Russia", on="2021-12-17")

Importing this costs nothing: the names of the library are found when they are asked for.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openskies_cli.api import Answer as Answer
    from openskies_cli.api import Records as Records
    from openskies_cli.api import records as records
    from openskies_cli.diagnostics import Refused as Refused

__version__ = "0.1.0"

__all__ = ["Answer", "Records", "Refused", "__version__", "records"]

if not TYPE_CHECKING:  # a type checker knows the names above, and no others

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = found = getattr(import_module(f"{__name__}.api"), name)
        return found

    def __dir__():
        return sorted({*globals(), *__all__})
