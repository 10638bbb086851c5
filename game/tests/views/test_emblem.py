"""The drawn emblems as files."""

import pytest
from django.test import Client

from game.content import catalogue


@pytest.mark.parametrize(
    "path",
    [
        "item/clerks-sabre",
        "monster/flour-rat",
        "place/old-mill",
        "class/redclaw",
        "crest/vampire",
        "event/blood-moon",
        "event/herald",
        "character/0",
    ],
)
def test_each_kind_of_emblem_is_an_svg(path: str) -> None:
    answer = Client().get(f"/emblems/{path}.svg")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/svg+xml" and answer.content.startswith(b"<svg")


def test_an_emblem_is_cached_for_ever_under_its_version_and_for_an_hour_without_one() -> None:
    path = "/emblems/item/clerks-sabre.svg"
    assert Client().get(path, {"v": catalogue().hash})["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Client().get(path)["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    "path", ["character/24", "character/" + "9" * 5000, "item/no-such-item", "spirit/old-mill", "crest/human", "event/eclipse"]
)
def test_an_unknown_emblem_is_not_found(path: str) -> None:
    assert Client().get(f"/emblems/{path}.svg").status_code == 404
