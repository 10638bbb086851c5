"""Seeds: fixed before the player adds his part, shown when they are done, never before."""

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.models import Battle, DiceSeed
from game.queries.battle import verdict
from game.queries.dice_seed import decrypted, server_seed_of
from game.queries.fairness import seeds_of
from game.rules.dice import commitment
from game.rules.errors import GameError
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


def test_the_next_seed_is_committed_before_the_player_chooses_a_client_seed() -> None:
    character = make_character()
    promised = seeds_of(character.pk)[0].next_commit
    revealed = reveal_seed(by(character), client_seed="my-own-part")
    live = DiceSeed.objects.get(character=character, revealed_at__isnull=True)
    assert revealed.next_commit == live.commit == promised == commitment(server_seed_of(live))
    assert live.client_seed == "my-own-part" and revealed.after_commit == live.next_commit


def test_a_revealed_seed_is_the_one_that_was_committed_to_and_its_battles_check_out(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    character = make_character()
    shown = seeds_of(character.pk)[0].commit
    battle = Battle.objects.get(pk=hunt(by(character), place="old-mill").battle_id)
    assert verdict(battle).state == "sealed" and verdict(battle, sealed_too=True).state == "true"
    assert commitment(reveal_seed(by(character)).server_seed) == shown
    assert verdict(Battle.objects.get(pk=battle.pk)).state == "true"


def test_a_forged_seed_fight_or_reward_does_not_check_out() -> None:
    character = make_character()
    battle = Battle.objects.get(pk=hunt(by(character), place="old-mill").battle_id)
    reveal_seed(by(character))
    battle.refresh_from_db()
    battle.gold += 1
    assert verdict(battle).state == "false"
    battle.gold -= 1
    battle.inputs["prey"]["sheet"]["hp"] += 1
    assert verdict(battle).state == "false"
    battle.refresh_from_db()
    battle.seed.server_seed = "0" * 64
    assert verdict(battle).state == "false"


def test_no_page_shows_the_live_or_the_next_seed_before_it_is_revealed() -> None:
    character, client = make_character(), Client()
    client.force_login(owner_of(character))
    hunt(by(character), place="old-mill")
    reveal_seed(by(character))
    hunt_after = DiceSeed.objects.get(character=character, revealed_at__isnull=True)
    secret, following = server_seed_of(hunt_after), decrypted(hunt_after.encrypted_next, hunt_after.next_commit)
    pages = ["/fairness/", f"/play/battles/{Battle.objects.get().pk}/", f"/characters/{character.name}/", "/play/"]
    for page in pages:
        text = client.get(page).content.decode()
        assert secret not in text and following not in text, page
    assert hunt_after.next_commit in client.get("/fairness/").content.decode()


@pytest.mark.parametrize("part", ["a" * 65, "two words", "Ünder", "a:b", "x\x00"])
def test_an_invalid_client_seed_is_refused(part: str) -> None:
    character = make_character()
    with pytest.raises(GameError) as refusal:
        reveal_seed(by(character), client_seed=part)
    assert refusal.value.field == "client_seed" and DiceSeed.objects.filter(character=character).count() == 1
