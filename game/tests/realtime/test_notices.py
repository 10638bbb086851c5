"""The room of a character's notices, through real servers: who joins, what arrives, and that a socket ends with its session."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.utils import timezone
from redis.exceptions import RedisError
from websockets.asyncio.client import ClientConnection, connect

from accounts.actions.erase import erase
from accounts.actions.sessions import end_all
from accounts.queries.rank import Rank
from accounts.registries import hooks
from game.actions import notices, staff_account
from game.actions.mail import delete, mark_read
from game.actions.notices import notify, put_away
from game.models import Character, Letter, Notice, NoticeChoice
from game.models.ids import LetterId
from game.realtime import notices as live_notices
from game.realtime import publish
from game.realtime.messages import CloseCode
from game.tests import staff
from game.tests.letters import make_letter
from game.tests.make import by, make_character, owner_of
from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, closed_with, message, numbered
from game.tests.realtime.sessions import do, keys_of_the_servers  # noqa: F401 (a fixture)
from game.tests.views.browsers import Player, make_player

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def room(server: RoomServer, client: Client | None = None, cookie: str = "") -> connect:
    value = client.cookies["sessionid"].value if client is not None else cookie
    headers = {"Cookie": f"sessionid={value}"} if value else {}
    return connect(
        f"ws://127.0.0.1:{server.port}/ws/notices/", additional_headers=headers, compression=None, ping_interval=None
    )


async def first(socket: ClientConnection) -> dict[str, Any]:
    found = await message(socket)
    assert found["type"] == "notices.snapshot", found
    return found


def counts(frame: dict[str, Any]) -> tuple[str, int, int]:
    return frame["type"].partition(".")[2], frame["unread"], frame["letters"]


async def changed_to(socket: ClientConnection, unread: int, letters: int, *, before: tuple[int, int]) -> None:
    """The next numbers; those from before may be told twice (docs/socket.md, point 6)."""
    while (told := counts(await message(socket))) != ("state", unread, letters):
        assert told == ("state", *before)


def test_a_player_gets_what_is_unread_then_each_new_notice_and_each_change_of_the_numbers(server: RoomServer) -> None:
    player, friend = make_player(), make_character()
    notify(player.character.id, "from before", "/play/log/")

    async def play() -> None:
        async with room(server, player.client) as socket, room(server, player.client) as other_tab:
            for each in (socket, other_tab):
                begun = await first(each)
                assert (begun["seq"], begun["character"], counts(begun)) == (1, player.character.pk, ("snapshot", 1, 0))
                assert [n["text"] for n in begun["latest"]] == ["from before"]
            letter = await do(lambda: make_letter(friend, player.character))
            for each in (socket, other_tab):
                came = await numbered(each)
                assert (came["seq"], counts(came), came["notice"]["kind"]) == (2, ("update", 2, 1), "letter")
                assert came["notice"]["link"] == f"/play/mail/{letter.pk}/" and friend.name in came["notice"]["text"]
            await do(lambda: mark_read(by(player.character), letter=LetterId(letter.pk)))
            await changed_to(other_tab, 1, 0, before=(2, 1))
            await do(lambda: put_away(by(player.character), notices=[n.pk for n in Notice.objects.filter(read_at=None)]))
            await changed_to(other_tab, 0, 0, before=(1, 0))
            await do(lambda: notify(player.character.id, "another"))
            assert (last := await numbered(other_tab))["seq"] == 3 and counts(last) == ("update", 1, 0)

    run_apart(play())


def test_a_letter_without_a_notice_and_a_deleted_one_change_the_numbers(server: RoomServer) -> None:
    player, friend = make_player(), make_character()
    NoticeChoice.objects.create(user=owner_of(player.character), kind="letter", channel="none")

    async def play() -> None:
        async with room(server, player.client) as socket:
            await first(socket)
            letter = await do(lambda: make_letter(friend, player.character))
            await changed_to(socket, 0, 1, before=(0, 0))
            await do(lambda: delete(by(player.character), letter=LetterId(letter.pk)))
            await changed_to(socket, 0, 0, before=(0, 1))

    run_apart(play())
    assert Letter.objects.count() == 1 and not Notice.objects.exists()


def test_two_people_get_only_their_own_and_each_process_tells_its_own_sockets(servers: dict[str, RoomServer]) -> None:
    one, two = make_player(), make_player()

    async def play() -> None:
        async with (
            room(servers["uvicorn"], one.client) as a, room(servers["daphne"], one.client) as b,
            room(servers["second"], two.client) as c,
        ):  # fmt: skip
            for socket in (a, b, c):
                await first(socket)
            await do(lambda: notify(one.character.id, "for one"))
            await do(lambda: notify(two.character.id, "for two"))
            told = [(await numbered(socket))["notice"]["text"] for socket in (a, b, c)]
            assert told == ["for one", "for one", "for two"]

    run_apart(play())


def test_many_at_once_arrive_in_order_without_a_gap(server: RoomServer) -> None:
    player = make_player()

    def many(word: str) -> None:
        for n in range(10):
            notify(player.character.id, f"{word}{n}")

    async def play() -> list[int]:
        async with room(server, player.client) as socket:
            seq = (await first(socket))["seq"]
            work = asyncio.gather(do(lambda: many("a")), do(lambda: many("b")))
            seen = [seq]
            while seen[-1] < 20:
                frame = await numbered(socket)
                assert frame["type"] == "notices.snapshot" or frame["seq"] == seen[-1] + 1
                seen.append(frame["seq"])
            await work
            return seen

    assert run_apart(play())[-1] == 20


def test_what_is_rolled_back_reaches_nobody(server: RoomServer) -> None:
    player = make_player()

    def roll_back() -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            notify(player.character.id, "never")
            raise RuntimeError

    async def play() -> None:
        async with room(server, player.client) as socket:
            await first(socket)
            await do(roll_back)
            await do(lambda: notify(player.character.id, "this"))
            told = await numbered(socket)
            assert (told["seq"], told["notice"]["text"]) == (1, "this")

    run_apart(play())


def test_a_lost_message_is_made_up_for_by_the_next_comparison(server: RoomServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when Redis is away: nobody hears of the notice, and the hub finds it by the number."""
    player = make_player()
    monkeypatch.setattr(notices, "on_noticed", [])

    async def play() -> None:
        async with room(server, player.client) as socket:
            await first(socket)
            await do(lambda: notify(player.character.id, "unheard"))
            told = await numbered(socket, 10)
            assert (told["seq"], told["notice"]["text"]) == (1, "unheard")

    run_apart(play())


@pytest.mark.parametrize("cookie", ["", "x", "x" * 32, "%C3%A9"])
def test_without_a_session_the_socket_is_closed_with_its_own_code(server: RoomServer, cookie: str) -> None:
    async def play() -> int:
        async with room(server, cookie=cookie) as socket:
            return await closed_with(socket)

    assert run_apart(play()) == CloseCode.NOT_LOGGED_IN


def test_an_account_without_a_character_has_no_room(server: RoomServer) -> None:
    player = make_player()
    Character.objects.filter(pk=player.character.pk).update(deleted_at=timezone.now())

    async def play() -> int:
        async with room(server, player.client) as socket:
            return await closed_with(socket)

    assert run_apart(play()) == CloseCode.NO_SUCH_ROOM


def ban(player: Player) -> None:
    moderator = staff.make_staff(Rank.ADMINISTRATOR)
    staff_account.ban(staff.by(moderator), user=owner_of(player.character).id, until=staff.in_days(1))


ENDINGS: dict[str, Callable[[Player], object]] = {
    "logout": lambda p: p.client.logout(),
    "everywhere": lambda p: end_all(owner_of(p.character)),
    "ban": ban,
    "erased": lambda p: erase(user_id=owner_of(p.character).pk),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_socket_is_closed_when_its_session_ends_and_that_of_another_stays(server: RoomServer, ending: str) -> None:
    player, other = make_player(), make_player()

    async def play() -> int:
        async with room(server, player.client) as socket, room(server, other.client) as stays:
            await first(socket)
            await first(stays)
            await do(lambda: ENDINGS[ending](player))
            code = await closed_with(socket)
            await do(lambda: notify(other.character.id, "still here"))
            assert (await numbered(stays))["notice"]["text"] == "still here"
            return code

    assert run_apart(play()) == CloseCode.NOT_LOGGED_IN


@pytest.mark.parametrize("lost", ["deleted", "password"])
def test_a_session_that_ended_unheard_is_found_by_the_regular_check(
    server: RoomServer, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    monkeypatch.setattr(hooks, "on_sessions_deleted", [])
    player = make_player()

    def end() -> None:
        if lost == "deleted":
            Session.objects.all().delete()
        else:
            user = owner_of(player.character)
            user.set_password("another one")
            user.save()

    async def play() -> int:
        async with room(server, player.client) as socket:
            await first(socket)
            await do(end)
            return await closed_with(socket, 10)

    assert run_apart(play()) == CloseCode.NOT_LOGGED_IN


@pytest.mark.parametrize("ending", ENDINGS)
def test_hubs_hear_at_once_that_a_session_has_ended(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(live_notices, "send_to_hubs", told.append)
    player = make_player()
    user, row_key = owner_of(player.character).pk, Session.objects.get().pk
    ENDINGS[ending](player)
    ended = [one for one in told if one["type"] == "hub.ended"]
    assert any(row_key in one["sessions"] or user in one["users"] for one in ended)


def test_a_notice_is_written_also_when_redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(name: str) -> Any:
        raise RedisError

    monkeypatch.setattr(publish, "redis_of", away)
    character = make_character()
    notify(character.id, "news")
    assert Notice.objects.get().text == "news"
