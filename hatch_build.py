"""Puts the records into the wheel. An editable install reads them where they lie, in the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Records(BuildHookInterface):  # type: ignore[misc]
    """`data/` and `seeds/` become `openskies_cli/bundled/` in standard wheels only."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling; `version` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"].update({name: f"openskies_cli/bundled/{name}" for name in ("data", "seeds")})
