"""Which files of earlier builds stay. That they do in two builds is in test_incremental.py, with the new style sheet."""

from seo_pages.build import retired
from seo_pages.build.manifest import Manifest, ManifestEntry, RetiredFile, StoredFile
from vvw_site.foundation.retired_files import KEPT_SECONDS

NOW = 2_000_000_000
COPIES = {"": StoredFile(1, 1)}


def entry() -> ManifestEntry:
    return ManifestEntry("", "", "", "", COPIES)


def test_a_retired_file_survives_further_builds_until_its_day_is_over_and_comes_back_as_served() -> None:
    old = Manifest(
        2,
        "",
        {"wiki/assets/b.css": entry(), "wiki/a.html": entry()},
        retired={"wiki/assets/a.css": RetiredFile(NOW + 5, COPIES)},
    )
    kept = retired.kept(old, {"wiki/assets/c.css": entry()}, NOW)
    assert {path: one.until for path, one in kept.items()} == {
        "wiki/assets/a.css": NOW + 5,
        "wiki/assets/b.css": NOW + KEPT_SECONDS,
    }
    assert set(retired.kept(old, {"wiki/assets/a.css": entry()}, NOW)) == {"wiki/assets/b.css"}
    assert set(retired.kept(old, {}, NOW + 5)) == {"wiki/assets/b.css"}
