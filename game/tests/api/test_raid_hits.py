"""A raid's hit over the API: everything that its dice decided over, so that the verifier needs nothing else."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.fairness import reveal_seed
from game.models import RaidHit
from game.tests.make import by
from game.tests.raids import fold_now, make_hunter, make_raid, strike
from game.tests.views.browsers import statements_of
from tools import check_battle

pytestmark = pytest.mark.django_db


def test_a_hit_has_all_its_inputs_and_the_verifier_rolls_it_again(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_ENFORCED = False
    raid, hunter = make_raid(), make_hunter()
    for _ in range(3):
        strike(hunter, raid)
    fold_now(raid)
    sealed = Client().get(f"/api/v1/raids/{raid}/hits/2").json()
    assert sealed["server_seed"] is None and check_battle.hit_fault_of(sealed) == "The seed is still sealed."
    reveal_seed(by(hunter))
    answer = Client().get(f"/api/v1/raids/{raid}/hits/2")
    hit, stored = answer.json(), RaidHit.objects.get(number=2)
    assert answer.status_code == 200 and hit["outcome"] == {
        "outcome": stored.outcome, "damage": stored.damage, "lost": stored.lost,
    }  # fmt: skip
    assert (hit["character"], hit["raid"], hit["number"], hit["inputs"]) == (hunter.name, raid, 2, stored.inputs)
    (tmp_path / "hit.json").write_text(json.dumps(hit))
    assert check_battle.main(str(tmp_path / "hit.json"), "--rolls") == 0
    hit["outcome"]["damage"] += 1
    assert check_battle.hit_fault_of(hit) == "The dice tell of another hit."


@pytest.mark.parametrize("path", ["1/hits/1", "99999999999/hits/1", "1/hits/9999999999999"])
def test_a_hit_that_does_not_exist_is_not_found(path: str) -> None:
    answer = Client().get(f"/api/v1/raids/{path}")
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"


def test_a_hit_is_read_with_one_statement_and_without_a_token() -> None:
    raid = make_raid()
    strike(make_hunter(), raid)
    fold_now(raid)
    assert statements_of(lambda: Client().get(f"/api/v1/raids/{raid}/hits/1")) == 1
