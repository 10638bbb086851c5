"""The sharing pictures in a build: one for each entry, drawn with --pictures, linked into later builds while they are correct."""

import json
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from game.content import catalogue
from game.content.registry import FIXTURES
from seo_pages.build import manifest as manifests
from seo_pages.build.engine import build
from seo_pages.build.outputs import BuildPlan, plan_outputs
from seo_pages.build.workers import make_all
from seo_pages.tests.conftest import Rendered

FEW = ("wiki/og/item/clerks-sabre.png", "wiki/og/monster/flour-rat.png", "wiki/og/place/old-mill.png")


@pytest.fixture(scope="module")
def planned() -> BuildPlan:
    return plan_outputs(catalogue(), settings.SITE_URL, FIXTURES)


def test_every_entry_page_names_a_picture_that_the_build_plans(planned: BuildPlan, rendered: Rendered) -> None:
    made = {f"/{output.path}" for output in planned.pictures}
    assert len(made) == 1426
    for path, page in rendered.pages.items():
        if page.kind in ("item", "monster", "place"):
            named = rendered.html[path].split('property="og:image" content="https://vvw.example')[1].split('"')[0]
            assert named in made, path


def test_a_build_links_unchanged_pictures_and_drops_outdated_ones(planned: BuildPlan, folder: Path, fixtures: Path) -> None:
    current = (folder / "current").resolve()
    few = [output for output in planned.pictures if output.path in FEW]
    made = make_all(planned.site, current, None, few, {}, workers=1)
    old = manifests.read(current)
    (current / manifests.NAME).unlink()  # a hard link: writing into it would change the shared folder
    manifests.write(
        current, msgspec.structs.replace(old, entries=old.entries | {path: result.entry for path, result in made.items()})
    )
    inodes = {path: (current / path).stat().st_ino for path in FEW}
    assert all((current / path).read_bytes().startswith(b"\x89PNG") for path in FEW)

    items = json.loads((fixtures / "items.json").read_text())
    next(item for item in items if item["slug"] == "clerks-sabre")["price"] += 1
    (fixtures / "items.json").write_text(json.dumps(items))
    done = build(folder, url=settings.SITE_URL, fixtures=fixtures, workers=1)
    assert done.pictures == 0
    new = folder / "current"
    assert not (new / FEW[0]).exists()  # the picture shows the price
    assert [(new / path).stat().st_ino for path in FEW[1:]] == [inodes[path] for path in FEW[1:]]
    assert not manifests.read(new).pictures
    some = build(folder, url=settings.SITE_URL, fixtures=fixtures, pictures=True, pictures_at_most=2, workers=1)
    drawn = {
        path for path in manifests.read(folder / "current").entries if path.startswith("wiki/og/") and path.count("/") == 3
    }
    assert some.pictures == 2 and len(drawn) == 4 and set(FEW[1:]) < drawn


def test_the_development_view_draws_pictures_that_the_build_left_out(client: Client, built: Path, settings: Settings) -> None:
    settings.SERVE_PAGES, settings.PAGES_ROOT = True, built
    answer = client.get("/wiki/og/monster/flour-rat.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert client.get("/wiki/og/monster/nobody.png").status_code == 404
    assert client.get("/wiki/og/clan/flour-rat.png").status_code == 404
