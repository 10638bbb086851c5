"""A common generator creates a client from the OpenAPI document, and this client plays the game."""

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from accounts.tests.make import PASSWORD
from game.tests.letters import make_letter
from game.tests.make import give, held, make_character, make_user
from game.tests.raids import fold_now, make_raid


def schemas(part: Any) -> list[dict[str, Any]]:
    """Every object of the document."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [*([part] if isinstance(part, dict) else []), *(found for one in inner for found in schemas(one))]


@pytest.mark.django_db
def test_the_document_has_no_keywords_that_generators_do_not_know(client: Client) -> None:
    document = client.get("/api/schema/").json()
    found = schemas(document)
    assert len(found) > 500
    assert not [one for one in found if "prefixItems" in one or one.get("items") is False]
    shapes = document["components"]["schemas"]
    assert shapes["Location"]["properties"]["map"] == {
        "type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "integer", "minimum": 0, "maximum": 100},
    }  # fmt: skip
    kinds = [kind.get("type") for kind in shapes["Blow"]["items"]["anyOf"]]
    assert kinds == ["integer", "string", "array"]
    named = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(named) == len(set(named))
    assert not set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document))) - set(shapes)


@pytest.fixture
def generated(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Imports a module of the generated client by its name."""
    (tmp_path / "openapi.json").write_bytes(client.get("/api/schema/").content)
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", "openapi.json", "--meta", "none",
         "--output-path", "vvw_client"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert made.returncode == 0 and "Skipping endpoint" not in made.stdout + made.stderr, made.stdout + made.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    yield lambda module: importlib.import_module(f"vvw_client.{module}")
    for name in [name for name in sys.modules if name.partition(".")[0] == "vvw_client"]:
        del sys.modules[name]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_generated_client_plays(generated: Callable[[str], Any], live_server: LiveServer) -> None:
    character = make_character(
        make_user(username="Program_1", password=PASSWORD), level=9
    )  # so that no hunt is lost, which would leave too little health for a hit
    give(character, "cellar-draught", 5)
    models = generated("models")
    anonymous = generated("client").Client(base_url=live_server.url)
    login = generated("api.auth.post_auth_login").sync(
        client=anonymous, body=models.Credentials(username="Program_1", password=PASSWORD)
    )
    assert login.character_id == character.pk
    player = generated("client").AuthenticatedClient(base_url=live_server.url, token=login.token)
    assert generated("api.dashboard.get_dashboard").sync(client=player).character.name == character.name
    hunt, body = generated("api.hunts.post_hunts"), models.HuntWish(location="old-mill")
    first = hunt.sync(client=player, body=body, idempotency_key="generated-1")
    again = hunt.sync(client=player, body=body, idempotency_key="generated-1")
    assert first.battle_id == again.battle_id and first.rounds and first.rounds[0][0] == 1
    refused = hunt.sync(client=player, body=models.HuntWish(location="nowhere"), idempotency_key="generated-2")
    assert (refused.error.code, refused.error.field) == ("invalid", "location")
    battle = generated("api.hunts.get_battles_id").sync(first.battle_id, client=player)
    assert battle.outcome.additional_properties["fight"]["blows"][0] == list(first.rounds[0])
    things = generated("api.inventory.get_inventory").sync(client=player)
    (draught,) = [thing for thing in things.items if thing.item == "cellar-draught"]
    sold = generated("api.inventory.post_inventory_id_sell").sync(draught.id, client=player, body=models.Sale(quantity=2))
    assert sold.quantity == draught.quantity - 2 == held(character, "cellar-draught").quantity
    make_letter(make_character(name="Wick", level=3), character, gold=7)
    (letter,) = generated("api.mail.get_mail").sync(client=player).letters
    assert (letter.from_, letter.to, letter.state, letter.gold) == ("Wick", character.name, "open", 7)
    claimed = generated("api.mail.post_mail_id_claim").sync(letter.id, client=player)
    assert (claimed.received, claimed.attachments) == (7, [])
    answer = models.NewLetter(to="Wick", subject="Thanks", text="All of it.", answers=letter.id)
    posted = generated("api.mail.post_mail").sync(client=player, body=answer, idempotency_key="generated-3")
    assert generated("api.mail.get_mail_id").sync(posted.id, client=player).answers == letter.id
    raid = make_raid(health=5_000)
    state, hits = generated("api.raids.get_raids_current"), generated("api.raids.post_raids_id_hits")
    assert (state.sync(client=anonymous).id, state.sync(client=anonymous).hp) == (raid, 5_000)
    struck = hits.sync(raid, client=player, idempotency_key="generated-4")
    assert hits.sync(raid, client=player, idempotency_key="generated-4").hit == struck.hit
    fold_now(raid)
    counted = generated("api.raids.get_raids_id").sync(raid, client=anonymous)
    assert (counted.hp, counted.top) == (5_000 - struck.damage, [[character.name, struck.damage]])
    assert (
        counted.phases[counted.phase].kind == "plain"
        and generated("api.dashboard.get_dashboard").sync(client=player).raid.id == raid
    )
    places = generated("api.public.get_v1_locations").sync(client=anonymous, page_size=3)
    assert len(places.results) == 3 and len(places.results[0].map_) == 2
    monsters = generated("api.public.get_v1_monsters").sync(client=anonymous)
    assert monsters.total == 385 and all(low <= high for low, high in (one.gold for one in monsters.results))
    generated("api.auth.post_auth_logout").sync_detailed(client=player)
    assert generated("api.dashboard.get_dashboard").sync(client=player).error.code == "not_logged_in"
