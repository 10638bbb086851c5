"""The pages of rooms: the list, the log, the form, what others see, and how many statements they take."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from game.actions.hunt import hunt
from game.models import Block, ChatMessage, ChatSeen, Notice
from game.templatetags.vvw import soft
from game.tests.chat import make_crowd, make_faction_room, make_messages, make_older, make_private_room, make_talker, say_in
from game.tests.make import by, make_character, owner_of
from game.tests.views.browsers import HTMX, Player, make_player, statements_of

pytestmark = pytest.mark.django_db
KEY = "key-00000001"


@pytest.fixture
def player(settings: Settings) -> Player:
    settings.LIMITS_ENFORCED = False
    player = make_player(level=3)
    player.client.get("/play/")
    return player


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def numbers_on(html: str) -> list[int]:
    return [int(n) for n in re.findall(r'data-number="(\d+)"', html)]


def say(player: Player, room: int, text: str, key: str = KEY, **headers: str) -> tuple[int, str]:
    form = {"text": text, "idempotency_key": key}
    answer = player.client.post(f"/play/chat/{room}/say/", form, headers=headers or None)
    return answer.status_code, answer.content.decode() or answer.headers.get("Location", "")


def test_a_message_is_said_without_scripts_and_is_on_the_page_of_everybody_in_the_room(player: Player) -> None:
    room = make_faction_room()
    assert say(player, room, "good evening") == (302, f"/play/chat/{room}/#newest")
    other = make_player()
    html = page(other.client, f"/play/chat/{room}/")
    assert "good evening" in html and player.character.name in html and 'role="log"' in html
    assert f'action="/play/chat/{room}/{ChatMessage.objects.get().pk}/take-back/"' not in html
    assert "level 3" in html and 'id="chat-form"' not in html, "a newcomer listens"


def test_the_same_form_sent_twice_says_it_once(player: Player) -> None:
    room = make_faction_room()
    for _ in range(2):
        assert say(player, room, "good evening")[0] in (200, 302)
    assert ChatMessage.objects.count() == 1


def test_a_script_in_a_message_a_name_or_an_address_is_shown_as_text(player: Player) -> None:
    room = make_faction_room()
    say_in(room, player.character, '<script>alert("x")</script> "><img src=x onerror=alert(1)> {{ 7*7 }} javascript:alert(1)')
    html = page(player.client, f"/play/chat/{room}/")
    assert "<script>alert" not in html and "<img src=x" not in html and "&lt;script&gt;" in html and "{{ 7*7 }}" in html


def test_a_refused_message_stays_in_the_form_with_the_reason(player: Player) -> None:
    room = make_faction_room()
    status, html = say(player, room, "y" * 300)
    assert status == 400 and "y" * 300 in html and "255" in html and 'aria-invalid="true"' in html
    status, html = say(player, room, "z" * 300, **HTMX)
    assert status == 400 and html.strip().startswith("<form") and 'data-refused="invalid"' in html and "z" * 300 in html
    status, html = say(player, room, "fine", **HTMX)
    assert status == 200 and 'value=""' in html and "data-refused" not in html


def test_a_message_of_five_megabytes_is_refused(player: Player) -> None:
    room = make_faction_room()
    assert say(player, room, "x" * 5_000_000)[0] in (400, 413) and not ChatMessage.objects.exists()


def test_the_room_of_others_is_not_there(player: Player) -> None:
    room = make_faction_room("werewolf")
    one = make_talker()
    private = make_private_room(one, make_talker())
    say_in(private, one, "secret")
    for pk in (room, private, 10**12):
        for path in (f"/play/chat/{pk}/", f"/play/chat/{pk}/?after=0", f"/play/chat/{pk}/?before=5"):
            answer = player.client.get(path)
            assert answer.status_code == 404 and "secret" not in answer.content.decode()
        assert say(player, pk, "hello")[0] == 404
        assert player.client.post(f"/play/chat/{pk}/seen/", {"number": 1}).status_code == 404


def test_earlier_messages_are_a_link_and_each_is_shown_once_and_in_order(player: Player) -> None:
    room = make_faction_room()
    make_messages(room, [player.character, make_talker()], 120)
    seen: list[int] = []
    path = f"/play/chat/{room}/"
    while path:
        html = page(player.client, path)
        seen = numbers_on(html) + seen
        link = re.search(rf'href="(/play/chat/{room}/\?before=\d+)"', html)
        path = link[1] if link else ""
    assert seen == list(range(1, 121))
    assert numbers_on(page(player.client, f"/play/chat/{room}/?after=115")) == [116, 117, 118, 119, 120]
    assert player.client.get(f"/play/chat/{room}/?after=1")["X-More"] == "1"


def test_names_and_addresses_of_this_site_unfold(player: Player, settings: Settings) -> None:
    room, other = make_faction_room(), make_talker()
    text = f"@{player.character.name} see {settings.SITE_URL}/wiki/items/clerks-sabre/ and https://elsewhere.example/wiki/items/clerks-sabre/"
    say_in(room, other, text)
    html = page(player.client, f"/play/chat/{room}/")
    assert html.count('class="chat-card') == 1 and 'href="/wiki/items/clerks-sabre/"' in html
    assert f'<a class="chat-name" href="/characters/{player.character.name}/">' in html and "chat-line--me" in html


def test_a_battle_unfolds_to_a_card(player: Player) -> None:
    room = make_faction_room()
    answer = hunt(by(player.character), place="old-mill")
    say_in(room, player.character, f"look: /play/battles/{answer.battle_id}/ and /play/battles/999999/ and /raids/77/")
    html = page(player.client, f"/play/chat/{room}/")
    assert html.count('class="chat-card') == 1 and f'class="chat-card" href="/play/battles/{answer.battle_id}/"' in html


def test_an_author_takes_a_message_back_and_others_see_that(player: Player) -> None:
    room = make_faction_room()
    sent = say_in(room, player.character, "oh no")
    assert f"/play/chat/{room}/{sent.id}/take-back/" in page(player.client, f"/play/chat/{room}/")
    assert player.client.post(f"/play/chat/{room}/{sent.id}/take-back/", {"idempotency_key": KEY}).status_code == 302
    html = page(make_player().client, f"/play/chat/{room}/")
    assert "oh no" not in html and "Taken back" in html


def test_unread_rooms_are_marked_until_they_are_marked_as_read(player: Player) -> None:
    room, other = make_faction_room(), make_talker()
    private = make_private_room(other, player.character)
    say_in(private, other, "psst")
    html = page(player.client, "/play/chat/")
    assert html.count("badge--accent") == 1 and soft(other.name) in html
    page(player.client, f"/play/chat/{private}/")
    assert not ChatSeen.objects.exists() and Notice.objects.filter(kind="chat", read_at=None).count() == 1, (
        "looking writes nothing"
    )
    player.client.post(f"/play/chat/{private}/seen/", {"number": 1, "idempotency_key": KEY})
    assert "badge--accent" not in page(player.client, f"/play/chat/{room}/")
    assert not Notice.objects.filter(kind="chat", read_at=None).exists()


def test_a_conversation_begins_with_a_name_also_from_a_profile(player: Player) -> None:
    other = make_character()
    assert "/play/chat/with/" in page(player.client, f"/characters/{other.name}/")
    answer = player.client.post("/play/chat/with/", {"to": other.name.upper(), "idempotency_key": KEY})
    assert answer.status_code == 302 and soft(other.name) in page(player.client, answer["Location"])
    answer = player.client.post("/play/chat/with/", {"to": "nobody_x", "idempotency_key": "key-00000002"})
    assert answer.status_code == 404 and "nobody_x" in answer.content.decode() and "Nobody goes by" in answer.content.decode()


def test_somebody_blocked_is_not_on_the_page_of_the_blocker(player: Player) -> None:
    room, other = make_faction_room(), make_talker()
    Block.objects.create(user=owner_of(player.character), blocked=owner_of(other), character=other)
    say_in(room, make_talker(user=owner_of(other)), "from another character of the same account")
    make_older(seconds=10)
    say_in(room, make_talker(), "good evening")
    assert numbers_on(page(player.client, f"/play/chat/{room}/")) == [2]


def test_the_page_takes_the_same_statements_with_200_members_and_10_000_messages(player: Player) -> None:
    room = make_faction_room()
    say_in(room, player.character, "alone")
    few = (
        statements_of(lambda: player.client.get("/play/chat/")),
        statements_of(lambda: player.client.get(f"/play/chat/{room}/")),
    )
    crowd = make_crowd(200)
    make_messages(room, crowd, 10_000)
    for other in crowd[:20]:
        say_in(make_private_room(player.character, other), player.character)
    many = (
        statements_of(lambda: player.client.get("/play/chat/")),
        statements_of(lambda: player.client.get(f"/play/chat/{room}/")),
    )
    assert few == many == (4, 5)
    assert statements_of(lambda: player.client.get(f"/play/chat/{room}/?before=5000")) == 5


def test_whoever_is_muted_reads_why_in_place_of_the_form(player: Player) -> None:
    room = make_faction_room()
    say_in(room, make_talker(), "Good evening")
    path = f"/play/chat/{room}/"
    assert "You are muted" not in (html := page(player.client, path)) and 'id="chat-form"' in html
    before = statements_of(lambda: player.client.get(path))
    User.objects.filter(pk=owner_of(player.character).pk).update(muted_until=timezone.now() + timedelta(days=2))
    html = page(player.client, path)
    assert "You are muted" in html and 'href="/play/sanctions/"' in html and 'id="chat-form"' not in html
    assert "Good evening" in html and statements_of(lambda: player.client.get(path)) == before


def test_saying_takes_a_fixed_number_of_statements(player: Player) -> None:
    room = make_faction_room()
    path = f"/play/chat/{room}/say/"
    taken = statements_of(lambda: player.client.post(path, {"text": "one", "idempotency_key": "key-00000001"}))
    assert taken == statements_of(lambda: player.client.post(path, {"text": "two", "idempotency_key": "key-00000002"})) == 4
