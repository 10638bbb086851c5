"""Static files under names with a hash of their content, so that caches never have to revalidate them."""

import json
import time
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from vvw_site.foundation.retired_files import still_kept

RETIRED = "staticfiles-retired.json"
"""Beside the manifest: files of earlier versions by name, and until when they stay (seconds since 1970)."""
COPIES = ("", ".gz", ".br")


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Before `collectstatic` has run, there is no manifest: then a file has its plain name instead of failing.

    A file of the version before stays for a day after `collectstatic` has replaced it; the first run after that removes it.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name

    def post_process(self, *args: Any, **options: Any) -> Iterator[Any]:
        before = set(self.hashed_files.values())
        yield from super().post_process(*args, **options)
        if not options.get("dry_run"):
            self._retire(before)

    def _retire(self, before: set[str]) -> None:
        """before: the hashed names of the previous manifest."""
        earlier, served = self._retired(), set(self.hashed_files.values())
        kept = still_kept(earlier, before - served, served, int(time.time()))
        for name in earlier:
            if name not in kept and name not in served:
                for copy in COPIES:
                    self.delete(name + copy)
        self.manifest_storage.delete(RETIRED)
        self.manifest_storage._save(RETIRED, ContentFile(json.dumps(kept).encode()))

    def _retired(self) -> dict[str, int]:
        try:
            with self.manifest_storage.open(RETIRED) as file:
                return {str(name): int(until) for name, until in json.load(file).items()}
        except (FileNotFoundError, ValueError, AttributeError):
            return {}
