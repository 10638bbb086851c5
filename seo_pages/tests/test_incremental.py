"""A build makes only what changed; other files stay the same files on the disk."""

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from game.content import catalogue
from seo_pages.build import manifest as manifests
from seo_pages.build.engine import BuildReport, build
from seo_pages.build.sitemaps import LIVE
from seo_pages.tests.conftest import files
from vvw_site.foundation.retired_files import KEPT_SECONDS

NEXT_DAY = date(2031, 5, 6)
NOW = 2_000_000_000
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def rebuild(root: Path, fixtures: Path) -> BuildReport:
    return build(root, url=settings.SITE_URL, fixtures=fixtures, workers=1, today=NEXT_DAY)


def item_on_few_pages() -> str:
    """An item that belongs to no set and no class, so that few pages show it."""
    content = catalogue()
    used = {slug for gear_set in content.sets.values() for slug in gear_set.pieces}
    used |= {slug for one in content.classes.values() for slug in one.gear}
    return next(slug for slug, item in content.items.items() if item.slot and item.sold_in and slug not in used)


def change_text(fixtures: Path, slug: str) -> None:
    path = fixtures / "items.json"
    entries = json.loads(path.read_text())
    next(entry for entry in entries if entry["slug"] == slug)["text"] += " The next owner scratched a seventh notch into it."
    path.write_text(json.dumps(entries))


def days(root: Path) -> dict[str, str]:
    """The day of each address, from all sitemaps in the index that the build writes."""
    found: dict[str, str] = {}
    index = ElementTree.parse(root / "current/sitemap.xml")
    for sitemap in index.iterfind("s:sitemap", NAMESPACE):
        name = sitemap.findtext("s:loc", "", NAMESPACE).rpartition("/")[2]
        if name in LIVE:
            continue
        rows = {
            url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", "", NAMESPACE)
            for url in ElementTree.parse(root / "current" / name).iterfind("s:url", NAMESPACE)
        }
        assert sitemap.findtext("s:lastmod", "", NAMESPACE) == max(rows.values())
        found |= rows
    return found


def test_without_a_change_a_build_writes_no_file(folder: Path) -> None:
    before, target = files(folder), (folder / "current").readlink()
    done = build(folder, url=settings.SITE_URL)
    assert (done.written, done.removed) == (0, 0) and done.unchanged > 300
    assert (folder / "current").readlink() == target and files(folder) == before


def test_after_a_change_of_one_text_only_pages_that_show_it_are_written(folder: Path, fixtures: Path) -> None:
    slug, before, old = item_on_few_pages(), files(folder), days(folder)
    change_text(fixtures, slug)
    done = rebuild(folder, fixtures)
    after = files(folder)
    assert {path for path in before if not path.startswith("wiki/assets/")} == {
        path for path in after if not path.startswith("wiki/assets/")
    }
    written = {path for path in after if path.endswith(".html") and after[path] != before[path]}
    assert f"wiki/items/{slug}/index.html" in written
    assert len(written) == done.written < done.unchanged / 4
    assert not any(after[path] != before[path] for path in after if path.endswith(".svg"))
    new = days(folder)
    moved = {address for address in new if new[address] != old[address]}
    assert {new[address] for address in moved} == {str(NEXT_DAY)}
    address = f"{settings.SITE_URL}/wiki/items/{slug}/"
    assert address in moved and moved <= {f"{settings.SITE_URL}/{path.removesuffix('index.html')}" for path in written}


def test_files_of_a_removed_entry_are_not_in_the_next_build(folder: Path, fixtures: Path) -> None:
    slug, renamed = item_on_few_pages(), "a-thing-by-another-name"
    for path in fixtures.glob("*.json"):
        path.write_text(path.read_text().replace(f'"{slug}"', f'"{renamed}"'))
    done = rebuild(folder, fixtures)
    assert done.removed == 1
    left = [path for path in files(folder) if slug in path.split("/")[-2:] or f"{slug}.svg" in path]
    assert left == []
    assert (folder / f"current/wiki/items/{renamed}/index.html.br").is_file()
    assert f"/wiki/items/{slug}/" not in "".join(days(folder))


def style_sheets(root: Path) -> set[str]:
    return {path.name for path in (root / "current/wiki/assets").glob("wiki.*.css*")}


def test_a_new_style_sheet_changes_no_day_in_the_sitemaps_and_the_one_before_stays_for_a_day(
    folder: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from seo_pages.build import sources

    style = tmp_path / "wiki.css"
    style.write_text((sources.CHECKOUT / sources.ASSETS["wiki.css"]).read_text() + "\n.new { top: 0; }\n")
    monkeypatch.setitem(sources.ASSETS, "wiki.css", str(style))
    old, before = days(folder), style_sheets(folder)
    done = build(folder, url=settings.SITE_URL, workers=1, today=NEXT_DAY, now=NOW)
    assert done.unchanged == 0, "every page links the new style sheet"
    assert days(folder) == old
    both = style_sheets(folder)
    assert len(before) == 3 and before < both and len(both) == 6
    again = build(folder, url=settings.SITE_URL, now=NOW + KEPT_SECONDS - 1)
    assert again.written == 0 and style_sheets(folder) == both
    build(folder, url=settings.SITE_URL, now=NOW + KEPT_SECONDS)
    assert style_sheets(folder) == both - before
    current = (folder / "current").resolve()
    assert manifests.read(current).retired == {} and not manifests.damaged(current, manifests.read(current))


def test_a_build_repairs_damaged_files(folder: Path) -> None:
    slug = item_on_few_pages()
    before = files(folder)
    page, copy = (folder / f"current/wiki/items/{slug}/index.html{suffix}" for suffix in ("", ".gz"))
    good, size = page.read_bytes(), page.stat().st_size
    page.unlink()
    page.write_bytes(b"x" * size)  # the same size, so only the modification time differs
    other = folder / f"current/wiki/emblems/item/{slug}.svg.br"
    other.unlink()
    done = build(folder, url=settings.SITE_URL, workers=1)
    assert done.written == 1
    assert page.read_bytes() == good and other.is_file() and copy.is_file()
    same = {path for path, inode in files(folder).items() if before[path] == inode}
    assert len(before) - len(same) == 6, "the page, the emblem and their copies"


def test_the_same_content_has_the_same_time_and_size_in_every_build(folder: Path, tmp_path: Path) -> None:
    """nginx makes the ETag from time and size."""
    again = tmp_path / "again"
    build(again, url=settings.SITE_URL, workers=1)
    for path in files(folder):
        one, two = (folder / "current" / path).stat(), (again / "current" / path).stat()
        if not path.startswith("sitemap"):  # they contain the day of the build
            assert (one.st_mtime, one.st_size) == (two.st_mtime, two.st_size), path
