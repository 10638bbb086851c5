"""How many statements each page and action runs. Raise a number only with a reason."""

import pytest
from django.db.models import F
from pytest_django import Settings

from game.actions.hunt import hunt
from game.models import Battle, Character, DailyMission
from game.tests.make import by, give, held
from game.tests.views.browsers import HTMX, Player, make_player, statements_of

pytestmark = pytest.mark.django_db
PAGES = {
    "/play/": 4, "/play/hunt/": 4, "/play/inventory/": 3, "/play/character/": 3, "/play/shop/": 3,
    "/play/forge/": 3, "/play/forge/?part=make": 3, "/play/missions/": 4,
    "/play/log/": 4, "/play/mail/": 4, "/play/mail/sent/": 4, "/play/mail/drafts/": 4, "/play/mail/new/": 3,
    "/play/notices/": 4, "/play/notices/choices/": 5,
    "/play/stats/": 4, "/play/chat/": 4,
    "/play/characters/": 3, "/leaderboards/level/": 3, "/fairness/": 4,
    "/hall/": 4, "/play/friends/": 7, "/play/friends/mentors/": 5, "/play/friends/blocks/": 4,
    "/play/sanctions/": 4, "/play/achievements/": 4,
}  # fmt: skip


@pytest.fixture
def player(settings: Settings) -> Player:
    """A browser that has been here before: what the first request of a session writes is not counted."""
    settings.LIMITS_ENFORCED = False
    player = make_player(level=11, unspent=3)
    player.client.get("/play/")
    return player


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_the_same_number_of_statements_for_few_and_many_rows(player: Player, page: str) -> None:
    client, character = player
    few = statements_of(lambda: client.get(page))
    for item in ("clerks-sabre", "cellar-draught", "mill-rat-pelt"):
        give(character, item, 20)
    for _ in range(3):
        hunt(by(character), place="old-mill")
    assert (few, statements_of(lambda: client.get(page))) == (PAGES[page], PAGES[page])


def test_a_public_profile_and_a_battle_run_a_fixed_number_of_statements(player: Player) -> None:
    client, character = player
    hunt(by(character), place="old-mill")
    assert statements_of(lambda: client.get(f"/characters/{character.name}/")) == 8
    assert statements_of(lambda: client.get(f"/play/battles/{Battle.objects.get().pk}/")) == 5


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_hunt_runs_one_more_statement_when_it_finds_an_item_that_does_not_stack(
    player: Player, headers: dict[str, str]
) -> None:
    client, character = player
    before = character.holdings.filter(stacked=False).count()
    form = {"location": "old-mill", "idempotency_key": "key-00000001"}
    taken = statements_of(lambda: client.post("/play/hunt/", form, headers=headers))
    assert taken == 4 + (character.holdings.filter(stacked=False).count() > before)


def test_each_other_action_runs_a_fixed_number_of_statements(player: Player) -> None:
    client, character = player
    give(character, "clerks-sabre")
    sabre, draught = held(character, "clerks-sabre"), held(character, "cellar-draught")
    task = DailyMission.objects.filter(character=character)[0]
    # All are finished: whether a sale advances a mission, which takes one more statement, depends on what the day has dealt.
    DailyMission.objects.filter(character=character).update(progress=F("target"))

    def post(path: str, **form: str | int) -> int:
        return statements_of(lambda: client.post(path, form | {"idempotency_key": f"key-{path.replace('/', '-')}"}))

    taken = [
        post(f"/play/inventory/{sabre.pk}/equip/"),
        post(f"/play/inventory/{sabre.pk}/unequip/"),
        post("/play/shop/buy/", item="cellar-draught", quantity=2),
        post("/play/inventory/sell/", one=draught.pk, quantity=1),
        post(f"/play/missions/{task.pk}/claim/"),
        post("/play/character/points/", vit=1, sure=1),
    ]
    Character.objects.filter(pk=character.pk).update(hunts=50)
    give(character, "gold", 10_000)
    give(character, "wickweed", 40)
    taken += [
        post(f"/play/forge/{sabre.pk}/upgrade/"),
        post("/play/forge/repair/", all=1),
        post("/play/forge/craft/", recipe="two-from-the-cellar", times=3),
    ]
    assert taken == [8, 7, 6, 8, 4, 5, 8, 8, 6]
