"""How many statements each page and action takes. A number here is a budget: raise one only with a reason."""

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from game.actions.hunt import hunt
from game.models import Battle, Character, DailyMission
from game.tests.make import by, give, held, make_character

pytestmark = pytest.mark.django_db
PAGES = {
    "/play/": 4, "/play/hunt/": 4, "/play/inventory/": 3, "/play/character/": 3, "/play/shop/": 3,
    "/play/forge/": 3, "/play/forge/?part=make": 3, "/play/missions/": 4,
    "/play/log/": 4, "/play/characters/": 3, "/leaderboards/level/": 4, "/fairness/": 4,
}  # fmt: skip


@pytest.fixture
def player(settings: SettingsWrapper):
    """A client that has been here before: what a session's first request writes is not counted."""
    settings.LIMITS_ENFORCED = False
    character, client = make_character(level=11, unspent=3), Client()
    client.force_login(character.user)
    client.get("/play/")
    return client, character


def statements(call) -> int:
    """Statements of a call, those of the test's own savepoints left out."""
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    assert answer.status_code in (200, 302), answer.content
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) for q in captured)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_its_budget_however_much_there_is(player: tuple[Client, Character], page: str) -> None:
    client, character = player
    few = statements(lambda: client.get(page))
    for item in ("clerks-sabre", "cellar-draught", "mill-rat-pelt"):
        give(character, item, 20)
    for _ in range(3):
        hunt(by(character), place="old-mill")
    assert few <= PAGES[page] and statements(lambda: client.get(page)) <= PAGES[page]


def test_a_public_profile_and_a_battle_keep_their_budget(player: tuple[Client, Character]) -> None:
    client, character = player
    hunt(by(character), place="old-mill")
    assert statements(lambda: client.get(f"/characters/{character.name}/")) <= 7
    assert statements(lambda: client.get(f"/play/battles/{Battle.objects.get().pk}/")) <= 5


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_a_hunt_takes_four_and_one_more_when_it_finds_a_thing_that_does_not_stack(player: tuple[Client, Character], headers: dict[str, str]) -> None:
    client, _ = player
    form = {"location": "old-mill", "idempotency_key": "key-00000001"}
    assert statements(lambda: client.post("/play/hunt/", form, headers=headers)) <= 5


def test_the_other_actions_keep_their_budget(player: tuple[Client, Character]) -> None:
    client, character = player
    give(character, "clerks-sabre")
    sabre, draught = held(character, "clerks-sabre"), held(character, "cellar-draught")
    task = DailyMission.objects.filter(character=character).first()
    # All are done: whether a sale moves a mission on, one statement more, hangs on what the day happened to deal.
    DailyMission.objects.filter(character=character).update(progress=F("target"))

    def post(path: str, **form) -> int:
        return statements(lambda: client.post(path, form | {"idempotency_key": f"key-{abs(hash(path)):012d}"}))

    assert post(f"/play/inventory/{sabre.pk}/equip/") <= 8
    assert post(f"/play/inventory/{sabre.pk}/unequip/") <= 7
    assert post("/play/shop/buy/", item="cellar-draught", quantity=2) <= 6
    assert post("/play/inventory/sell/", one=draught.pk, quantity=1) <= 8
    assert post(f"/play/missions/{task.pk}/claim/") <= 5
    Character.objects.filter(pk=character.pk).update(hunts=50)
    give(character, "gold", 10_000)
    give(character, "wickweed", 40)
    assert post(f"/play/forge/{sabre.pk}/upgrade/") <= 8
    assert post("/play/forge/repair/", all=1) <= 8
    assert post("/play/forge/craft/", recipe="two-from-the-cellar", times=3) <= 8
    assert post("/play/character/points/", vit=1) <= 5
