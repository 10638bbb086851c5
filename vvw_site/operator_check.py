"""The check of production settings that the page /contact/ can say who runs the site."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.compatibility, deploy=True)
def operator_is_named(app_configs: Sequence[Any] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning for each setting that is empty."""
    return [
        checks.Warning(
            f"{name} is empty, so the page /contact/ does not say who runs the site.",
            hint=f"Set {name} (docs/settings.md).", id="vvw.W001",
        )
        for name in ("OPERATOR_NAME", "OPERATOR_ADDRESS")
        if not getattr(settings, name)
    ]  # fmt: skip
