"""Checks whether the build is up to date, without changing anything."""

from pathlib import Path

from seo_pages.build import manifest as manifests
from seo_pages.build import sources
from seo_pages.build.folder import BuildFolder


def out_of_date(root: Path, *, url: str, fixtures: Path = sources.FIXTURES) -> str:
    """A sentence that says why the folder is out of date; empty if it is up to date."""
    folder = BuildFolder(root.absolute())
    if not (current := folder.current):
        return f"Nothing is built in {root} yet."
    found = manifests.read(current)
    if not found.entries:
        return f"The build in {root} cannot be read."
    if found.key != sources.build_key(fixtures, url):
        return f"The pages in {root} are out of date: content, code, templates or the site's address changed since they were built."
    if damaged := manifests.damaged(current, found):
        more = f" and {len(damaged) - 1:,} more" if len(damaged) > 1 else ""
        return f"The pages in {root} are damaged: {damaged[0]}{more}."
    return ""
