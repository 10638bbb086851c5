"""Style sheets and scripts of earlier builds: they stay in the build for a day, for pages that are still in caches."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from game.content import wiki_urls
from seo_pages.build import manifest as manifests
from seo_pages.build.manifest import Manifest, ManifestEntry, RetiredFile
from seo_pages.facts import addresses
from vvw_site.foundation.retired_files import still_kept

FOLDER = addresses.file_path(f"{wiki_urls.ASSETS}x").removesuffix("x")


def kept(old: Manifest, entries: Mapping[str, ManifestEntry], now: int) -> dict[str, RetiredFile]:
    """The retired files of a new build with these entries. now: in seconds since 1970."""
    files = {path: entry.copies for path, entry in old.entries.items() if path.startswith(FOLDER)}
    dropped = files.keys() - entries.keys()
    files |= {path: one.copies for path, one in old.retired.items()}
    until = still_kept({path: one.until for path, one in old.retired.items()}, dropped, entries, now)
    return {path: RetiredFile(end, files[path]) for path, end in until.items()}


def remove_expired(build: Path, found: Manifest, now: int) -> Manifest:
    """Removes from a served build what has been there for its day. Only under the folder's lock."""
    gone = {path: one for path, one in found.retired.items() if one.until <= now}
    if not gone:
        return found
    left = {path: one for path, one in found.retired.items() if path not in gone}
    new = msgspec.structs.replace(found, retired=left)
    manifests.write(build, new)
    for path, one in gone.items():
        for suffix in one.copies:
            (build / f"{path}{suffix}").unlink(missing_ok=True)
    return new
