"""Saying something in a room: numbers, limits, names, blocks, mutes, words; taking back; what was seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import staff_account
from game.actions.chat import mark_seen, say, take_back
from game.actions.chat_rooms import open_private, open_rooms
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_chat import allow_word, hide_message, keep_word_out, slow_room
from game.models import Block, Character, ChatMember, ChatMessage, ChatRoom, ChatWord, Notice
from game.models.ids import CharacterId, ChatRoomId
from game.queries import chat_rooms
from game.queries.chat import messages_of, rooms_of
from game.queries.chat_message import access_message, messages_around
from game.queries.chat_rooms import ChatRoomKind
from game.rules.errors import GameError
from game.tests import staff
from game.tests.chat import make_faction_room, make_messages, make_older, make_private_room, make_talker, numbers_in, say_in
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "key-00000001"


def refused(code: str, who: Character, room: ChatRoomId, text: str = "hello", key: str | None = None) -> GameError:
    before = list(ChatMessage.objects.values_list("pk", flat=True))
    with pytest.raises(GameError) as error:
        say(by(who, key), room=room, text=text)
    assert error.value.code == code, error.value.message
    assert list(ChatMessage.objects.values_list("pk", flat=True)) == before
    return error.value


def block(blocker: Character, blocked: Character) -> None:
    Block.objects.create(user=owner_of(blocker), blocked=owner_of(blocked), character=blocked)


def texts(reader: Character, room: ChatRoomId) -> list[str]:
    return [m.text for m in messages_of(reader.id, room, limit=50)]


def test_messages_are_numbered_from_1_without_a_gap_and_members_read_them_in_order() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    sent = [say_in(room, who, f"{who.name} {n}") for n in range(3) for who in (one, two)]
    assert [s.number for s in sent] == [1, 2, 3, 4, 5, 6] == numbers_in(room)
    assert texts(two, room) == [f"{who.name} {n}" for n in range(3) for who in (one, two)]
    page = messages_of(two.id, room, limit=2, before=4)
    assert [m.number for m in page] == [2, 3] and page[0].name == two.name
    assert [m.number for m in messages_of(two.id, room, limit=2, after=4)] == [5, 6]


def test_the_same_key_gets_the_first_answer_and_says_it_once() -> None:
    room, one = make_faction_room(), make_talker()
    first = say(by(one, KEY), room=room, text="hello")
    assert say(by(one, KEY), room=room, text="hello") == first
    make_older(seconds=100)
    assert say(by(one, KEY), room=room, text="hello") == first and numbers_in(room) == [1]
    refused("key_reused", one, room, "other words", KEY)


def test_the_room_of_the_other_faction_is_not_found() -> None:
    room, wolf = make_faction_room("vampire"), make_talker(faction="werewolf")
    refused("not_found", wolf, room)
    refused("not_found", wolf, ChatRoomId(10**15))
    say_in(room, make_talker())
    with pytest.raises(GameError, match="not yours"):
        messages_of(wolf.id, room, limit=10)
    with pytest.raises(GameError, match="not yours"):
        mark_seen(by(wolf), room=room, number=1)


def test_a_message_has_1_to_255_characters_on_one_line() -> None:
    room, one = make_faction_room(), make_talker()
    for text in ("", "   ", "\u200b\u2800", "x" * 256, "x" * 5_000_000):
        assert refused("invalid", one, room, text).field == "text"
    say_in(room, one, " two\nlines\t" + "y" * 240)
    assert texts(one, room) == ["two lines " + "y" * 240]
    say_in(room, one, "<script>alert(1)</script>")
    assert texts(one, room)[-1] == "<script>alert(1)</script>", "it is stored as it is, and escaped where it is shown"


def test_below_level_3_nobody_writes() -> None:
    room = make_faction_room()
    assert "level 3" in refused("level_too_low", make_talker(level=2), room).message


def test_three_messages_in_five_seconds_are_the_most_for_all_characters_of_an_account() -> None:
    room, one = make_faction_room(), make_talker()
    other = make_talker(user=owner_of(one))
    for n, who in enumerate((one, other, one)):
        say(by(who), room=room, text=f"word {n}")
    assert 1 <= (refused("too_fast", other, room).retry_after or 0) <= 5
    make_older(seconds=5)
    say(by(other), room=room, text="at last")


def test_the_same_again_in_the_same_room_is_refused_for_a_minute() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    private = make_private_room(one, two)
    say(by(one), room=room, text="hello")
    make_older(seconds=10)
    assert refused("too_fast", one, room).retry_after == 50
    say(by(two), room=room, text="hello")
    say(by(one), room=private, text="hello")
    say_in(room, one, "hello")
    make_older(seconds=60)
    say(by(one), room=room, text="hello")


def test_slow_mode_counts_the_account_in_this_room() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    private = make_private_room(one, two)
    slow_room(staff.by(staff.make_staff(Rank.MODERATOR)), room=room, seconds=30)
    say(by(one), room=room, text="first")
    make_older(seconds=10)
    say(by(one), room=private, text="elsewhere")
    assert refused("too_fast", one, room, "second").retry_after == 20
    say(by(two), room=room, text="somebody else")
    make_older(seconds=20)
    say(by(one), room=room, text="second")


def test_whoever_is_muted_reads_until_when() -> None:
    room, one = make_faction_room(), make_talker()
    until = timezone.now() + timedelta(hours=1)
    User.objects.filter(pk=owner_of(one).pk).update(muted_until=until)
    assert f"{until:%Y-%m-%d %H:%M} UTC" in refused("forbidden", one, room).message
    User.objects.filter(pk=owner_of(one).pk).update(muted_until=FOR_GOOD)
    assert "muted for good and" in refused("forbidden", one, room).message
    User.objects.filter(pk=owner_of(one).pk).update(muted_until=timezone.now())
    say(by(one), room=room, text="free")


def test_a_suspended_account_writes_nothing() -> None:
    room, one = make_faction_room(), make_talker()
    staff_account.ban(
        staff.by(staff.make_staff(Rank.GAME_MASTER)), user=owner_of(one).id, until=timezone.now() + timedelta(days=1)
    )
    refused("banned", one, room)


def test_words_of_the_staff_are_kept_out_as_whole_words_with_look_alike_letters() -> None:
    room, one, member = make_faction_room(), make_talker(), staff.make_staff(Rank.MODERATOR)
    keep_word_out(staff.by(member), word="cunt")
    with pytest.raises(GameError, match="on the list"):
        keep_word_out(staff.by(member), word="CUNT")
    for text in ("you cunt!", "CUNT", "c.u.n.t", "сunt", "you_cunt", "cúnt", "cuuunt", "c\u200bunt"):
        assert "is not said here" in refused("forbidden", one, room, text).message
    say_in(room, one, "I am from Scunthorpe")
    allow_word(staff.by(member), word=ChatWord.objects.get().pk)
    say_in(room, one, "you cunt!")


def test_somebody_who_is_named_gets_one_notice_until_it_is_read() -> None:
    room, one, two = make_faction_room(), make_talker(), make_character()
    wolf = make_character(faction="werewolf")
    say_in(room, one, f"come, @{two.name.upper()}, and @{wolf.name} and @nobody_at_all and @{one.name}")
    say_in(room, one, f"where are you, @{two.name}?")
    notices = Notice.objects.filter(kind="chat")
    assert [(n.character_id, n.link) for n in notices] == [(two.pk, f"/play/chat/{room}/")]
    assert one.name not in notices[0].text
    mark_seen(by(two), room=room, number=2)
    say_in(room, one, f"@{two.name}!")
    assert notices.all().count() == 2 and messages_of(two.id, room, limit=1)[0].mentions == [two.name]


def test_messages_of_somebody_blocked_are_hidden_from_the_blocker_only() -> None:
    room, one, two, three = make_faction_room(), make_talker(), make_talker(), make_talker()
    block(one, two)
    say_in(room, two, f"hello @{one.name}")
    say_in(room, three, "good evening")
    assert texts(one, room) == ["good evening"] and len(texts(three, room)) == 2
    assert not Notice.objects.filter(kind="chat").exists()


def test_a_private_room_is_for_two_and_refuses_after_a_block() -> None:
    one, two, three = make_talker(), make_talker(), make_talker()
    room = make_private_room(one, two)
    assert make_private_room(two, one) == room and ChatMember.objects.count() == 2
    say_in(room, one, "psst")
    assert texts(two, room) == ["psst"]
    assert [n.text for n in Notice.objects.filter(character=two, kind="chat")] == [f"{one.name} wrote to you."]
    refused("not_found", three, room)
    block(two, one)
    for who in (one, two):
        refused("blocked", who, room)
    with pytest.raises(GameError, match="blocked"):
        open_private(by(make_talker(user=owner_of(one))), to=two.id)


def test_opening_a_private_room_needs_a_level_and_another_living_character() -> None:
    one, two = make_talker(), make_talker()
    for who, to, code in (
        (make_talker(level=2), two.id, "level_too_low"), (one, one.id, "invalid"), (one, CharacterId(10**15), "not_found"),
    ):  # fmt: skip
        with pytest.raises(GameError) as error:
            open_private(by(who), to=to)
        assert error.value.code == code
    assert not ChatRoom.objects.filter(kind="private").exists()


def test_an_account_begins_twenty_conversations_a_day() -> None:
    one = make_talker()
    user = owner_of(one)
    for n in range(20):
        ChatRoom.objects.create(kind="private", key=f"x{n}", opened_by=one)
    with pytest.raises(GameError) as error:
        make_private_room(make_talker(user=user), make_talker())
    assert error.value.code == "too_fast" and (error.value.retry_after or 0) > 80_000


def test_an_author_takes_a_message_back_within_five_minutes() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    first, second = say_in(room, one, "oh no"), say_in(room, one, "fine")
    for who in (two, make_character(faction="werewolf")):
        with pytest.raises(GameError) as error:
            take_back(by(who), message=first.id)
        assert error.value.code == "not_found"
    take_back(by(one, KEY), message=first.id)
    take_back(by(one), message=first.id)
    assert [(m.state, m.text) for m in messages_of(two.id, room, limit=5)] == [("taken_back", ""), ("shown", "fine")]
    make_older(seconds=301)
    with pytest.raises(GameError, match="5 minutes"):
        take_back(by(one), message=second.id)


def test_staff_hide_a_message_with_a_reason_and_its_author_is_told() -> None:
    room, one = make_faction_room(), make_talker()
    sent = say_in(room, one, "something bad")
    member = staff.by(staff.make_staff(Rank.MODERATOR), reason="That was bad.")
    hide_message(member, message=sent.id)
    assert texts(one, room) == [""]
    assert "That was bad." in Notice.objects.get(character=one, kind="staff").text
    with pytest.raises(GameError, match="hidden"):
        take_back(by(one), message=sent.id)
    with pytest.raises(GameError) as error:
        access_message(one.id, sent.id)
    assert error.value.code == "not_found"


def test_a_reporter_sees_what_is_shown_and_staff_see_ten_messages_on_each_side() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    make_messages(room, [one], 30)
    found = ChatMessage.objects.get(number=15)
    assert access_message(two.id, found.pk).author_id == one.pk
    with pytest.raises(GameError):
        access_message(make_character(faction="werewolf").id, found.pk)
    assert [m.number for m in messages_around(found)] == list(range(5, 26))


def test_rooms_say_what_is_new_and_seen_never_goes_back() -> None:
    room, one, two = make_faction_room(), make_talker(), make_talker()
    say_in(room, two)
    say_in(room, two)
    private = make_private_room(two, one)
    assert [(r.kind, r.last, r.seen) for r in rooms_of(one.id)] == [("faction", 2, 0)], "an empty private room is its opener's"
    say_in(private, two)
    assert [(r.id, r.title) for r in rooms_of(one.id)] == [(room, "vampire"), (private, two.name)]
    mark_seen(by(one), room=room, number=99)
    mark_seen(by(one), room=room, number=1)
    assert [(r.last, r.seen) for r in rooms_of(one.id)] == [(2, 2), (1, 0)]


def test_a_kind_of_a_later_feature_is_a_registration() -> None:
    """Its members are those of a table that chat does not know."""
    one, two = make_talker(), make_talker()
    kind = ChatRoomKind(
        "club",
        "SELECT 'club-' || (c.id % 2) AS key",
        "'The club'",
        "club",
        writes=f"c.id = {one.pk}",
        refused_words="Only listen.",
    )
    chat_rooms.register(kind)
    try:
        open_rooms("club", [f"club-{one.pk % 2}", f"club-{one.pk % 2}"])
        room = ChatRoomId(ChatRoom.objects.get(kind="club").pk)
        say_in(room, one, "welcome")
        same, other = (make_talker(), make_talker()) if two.pk % 2 == one.pk % 2 else (two, make_talker())
        members = [c for c in (two, same, other) if c.pk % 2 == one.pk % 2]
        outside = [c for c in (two, same, other) if c.pk % 2 != one.pk % 2]
        assert members and outside
        assert texts(members[0], room) == ["welcome"] and rooms_of(members[0].id)[-1].title == "The club"
        assert refused("forbidden", members[0], room).message == "Only listen."
        refused("not_found", outside[0], room)
    finally:
        chat_rooms.unregister("club")
    refused("not_found", one, room)
