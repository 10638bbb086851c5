"""Makers of rows for every list of the admin."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_celery_beat.models import ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule

from accounts.models import AuditEntry, OutboxMessage, User
from game.actions import ledger
from game.actions.chat_archive import archive_messages
from game.actions.fairness import new_seed
from game.actions.hunt import hunt
from game.actions.letter_delivery import Delivery, deliver
from game.models import (
    ApiToken,
    Appeal,
    ArchivedBattle,
    ArchivedChatMessage,
    ArchivedRaidHit,
    Battle,
    Block,
    BoardSnapshot,
    Character,
    ChatMessage,
    ChatRoom,
    ChatWord,
    Circular,
    ContentVersion,
    DailyMission,
    DiceSeed,
    EarnedAchievement,
    FriendRequest,
    Friendship,
    GameEvent,
    Holding,
    LedgerAccount,
    Letter,
    Mentorship,
    NewsEntry,
    Notice,
    PendingGrant,
    PlayerStats,
    Raid,
    RaidHit,
    RaidHunter,
    RaidReward,
    Receipt,
    Report,
    Sanction,
    SanctionText,
    Season,
    SeasonRank,
    SeasonResult,
    SeasonReward,
    StaffNote,
    Transfer,
)
from game.rules.mail import Attachment
from game.tests.archive import archive_all
from game.tests.chat import make_faction_room, make_messages, make_older
from game.tests.make import by, make_character
from vvw_site.foundation.jobs.models import JobRun

_numbers = itertools.count(1)


def _users(count: int) -> list[User]:
    names = [f"row_{next(_numbers)}" for _ in range(count)]
    return User.objects.bulk_create(User(username=name, email=f"{name}@example.test") for name in names)


def _characters(count: int) -> list[Character]:
    users = _users(count)
    return Character.objects.bulk_create(
        (
            Character(user=user, name=f"Row{user.pk}", skeleton=f"row{user.pk}", faction="werewolf", class_slug="redclaw")
            for user in users
        ),
        batch_size=500,
    )


def _each(model: Any, count: int, **fields: Callable[[Any], Any]) -> None:
    """Rows with a character each; fields: functions of that character."""
    model.objects.bulk_create(model(**{name: value(c) for name, value in fields.items()}) for c in _characters(count))


def _holdings(count: int) -> None:
    for character in _characters(count):
        ledger.post([ledger.Move("faucet:staff", ledger.of(character.id), "cellar-draught", 1)], reason="test")


def _letters(count: int, text: str = "words-of-a-private-letter") -> list[Letter]:
    """Letters with gold and an item in them."""
    goods, writers = [Attachment("gold", 3), Attachment("fingerless-wool-mitts", 1)], _characters(count)
    for writer, reader in zip(writers, _characters(count), strict=True):
        letter = Delivery(
            sender=writer.id, recipient=reader.id, from_name=writer.name, subject=text, text=text, attachments=goods
        )
        deliver(letter, source="faucet:staff")
    return list(Letter.objects.order_by("-pk")[:count])


def _pairs(model: Any, count: int, one: str, other: str, **fields: Any) -> None:
    """Rows with two characters each."""
    pairs = zip(_characters(count), _characters(count), strict=True)
    model.objects.bulk_create(model(**{one: first, other: second, **fields}) for first, second in pairs)


def _reports(count: int) -> None:
    for letter in _letters(count, "reported words"):
        report = Report.objects.create(
            target=f"letter:{letter.pk}", reason="spam", day=1, about_id=letter.sender_id, reporters=1
        )
        report.filings.create(reporter_id=letter.recipient_id, remark="It is spam.")


def _sanctions(count: int) -> list[Sanction]:
    return Sanction.objects.bulk_create(
        Sanction(user=user, kind="mute", reason="It was loud.", ends_at=timezone.now() + timedelta(hours=1))
        for user in _users(count)
    )


def _battles(count: int) -> None:
    character = make_character()
    hunt(by(character), place="old-mill")
    model = Battle.objects.latest("pk")
    rows = []
    for other in _characters(count):
        seed = new_seed(other.id)
        seed.save()
        copy = Battle.objects.get(pk=model.pk)
        copy.pk, copy.character, copy.seed = None, other, seed
        rows.append(copy)
    Battle.objects.bulk_create(rows)


def _archived(make: Callable[[int], None]) -> Callable[[int], None]:
    """Rows of a live table, moved to the archive."""

    def rows(count: int) -> None:
        make(count)
        archive_all()

    return rows


def _raids(count: int) -> list[Raid]:
    """Raids that have ended, because only one can be open."""
    now = timezone.now()
    return Raid.objects.bulk_create(
        Raid(
            boss="mister-snuff", state=Raid.ESCAPED, opened_at=now, starts_at=now, ends_at=now + timedelta(seconds=1), ended_at=now,
            hp_max=100, health=90, hp=60, vampire=20, werewolf=10, number=2, counted=2, hunters=1, seq=2, target={}, gold=4,
            phases=[{"kind": "plain", "below": 100, "name": "Awake", "text": "It is awake."}], rules_version=1,
        )
        for _ in range(count)
    )  # fmt: skip


def _hits(count: int) -> None:
    [raid] = _raids(1)
    for character in _characters(count):
        seed = new_seed(character.id)
        seed.save()
        RaidHit.objects.create(raid=raid, character=character, damage=7, outcome="hit", seed=seed, nonce=0, inputs={})


def _hunters(count: int) -> None:
    [raid] = _raids(1)
    _each(
        RaidHunter, count, raid=lambda c: raid, character=lambda c: c, hits=lambda c: 1, damage=lambda c: 7, level=lambda c: 1
    )


def _rewards(count: int) -> None:
    [raid] = _raids(1)
    _each(
        RaidReward, count, raid=lambda c: raid, character=lambda c: c, rank=lambda c: next(_numbers), hits=lambda c: 1,
        damage=lambda c: 7, share=lambda c: 10, gold=lambda c: 4,
    )  # fmt: skip


def _seasons(count: int) -> list[Season]:
    """Seasons that have ended, because only one can be on."""
    now = timezone.now()
    return Season.objects.bulk_create(
        Season(number=next(_numbers), starts_at=now, ends_at=now + timedelta(weeks=8), ended_at=now, boards=["kills"])
        for _ in range(count)
    )


def _of_season(model: Any, count: int, **fields: Callable[[Any], Any]) -> None:
    [season] = _seasons(1)
    _each(model, count, season=lambda c: season, character=lambda c: c, **fields)


def _tokens(count: int) -> None:
    _each(
        ApiToken, count, user=lambda c: c.user, character=lambda c: c, digest=lambda c: f"{c.pk:064d}",
        expires_at=lambda c: timezone.now(),
    )  # fmt: skip


def _social(count: int) -> list[SocialAccount]:
    accounts: list[SocialAccount] = SocialAccount.objects.bulk_create(
        SocialAccount(user=u, provider="google", uid=str(u.pk), extra_data={}) for u in _users(count)
    )
    return accounts


def _social_tokens(count: int) -> None:
    app = SocialApp.objects.get_or_create(provider="google", name="Google", client_id="x", secret="top-secret-value")[0]
    SocialToken.objects.bulk_create(SocialToken(app=app, account=a, token="token-value") for a in _social(count))


def _periodic(count: int) -> None:
    every = IntervalSchedule.objects.get_or_create(every=next(_numbers), period="hours")[0]
    for _ in range(count):
        PeriodicTask.objects.create(name=f"task {next(_numbers)}", task="nothing", interval=every)


def _messages(count: int) -> None:
    room = make_faction_room()
    for author in _characters(count):
        make_messages(room, [author], 1)


def _archived_messages(count: int) -> None:
    _messages(count)
    make_older(seconds=91 * 86_400)
    archive_messages(timezone.now())


def _many(model: Any, count: int, **fields: Callable[[int], Any]) -> None:
    numbers = [next(_numbers) for _ in range(count)]
    model.objects.bulk_create(model(**{name: value(n) for name, value in fields.items()}) for n in numbers)


def _clans(count: int) -> list[Any]:
    """Clans with a leader, and an entry in the log of each. By name, because the game imports nothing of clans."""
    made = []
    clan, member, entry = (apps.get_model("clans", name) for name in ("Clan", "Member", "ClanLogEntry"))
    for leader in _characters(count):
        n = leader.pk % 17_576
        tag = "".join(chr(65 + n // 26**place % 26) for place in range(3))
        account = LedgerAccount.objects.create(kind=LedgerAccount.CLAN)
        one = clan.objects.create(
            name=f"Row{leader.pk}", skeleton=f"row{leader.pk}", tag=tag, faction=leader.faction, account=account, leader=leader,
            founder=leader,
        )  # fmt: skip
        member.objects.create(clan=one, character=leader, rank="leader")
        entry.objects.create(clan=one, kind="founded", actor=leader)
        made.append(one)
    return made


ROWS: dict[Any, Callable[[int], Any]] = {
    User: _users,
    Character: _characters,
    Holding: _holdings,
    Transfer: _holdings,
    LedgerAccount: _letters,
    Letter: _letters,
    Report: _reports,
    Friendship: lambda n: _pairs(Friendship, n, "one", "other"),
    FriendRequest: lambda n: _pairs(FriendRequest, n, "asker", "asked", kind="friend"),
    Mentorship: lambda n: _pairs(Mentorship, n, "mentor", "pupil", seat=1, pupil_level=3),
    Block: lambda n: Block.objects.bulk_create(
        Block(user=user, blocked=character.user, character=character)
        for user, character in zip(_users(n), _characters(n), strict=True)
    ),
    Circular: lambda n: _each(
        Circular, n, sender=lambda c: c, about=lambda c: "clan:1", subject=lambda c: "words-of-a-private-letter", letters=lambda c: 3,
    ),
    **{apps.get_model("clans", name): _clans for name in ("Clan", "Member", "ClanLogEntry")},
    Sanction: _sanctions,
    Appeal: lambda n: Appeal.objects.bulk_create(Appeal(sanction=s, text="It was not me.") for s in _sanctions(n)),
    SanctionText: lambda n: _many(SanctionText, n, title=lambda i: f"Text {i}", text=lambda i: "Do not do that."),
    StaffNote: lambda n: StaffNote.objects.bulk_create(StaffNote(user=u, author=u, text="Seen at the mill.") for u in _users(n)),
    Battle: _battles,
    ArchivedBattle: _archived(_battles),
    ArchivedRaidHit: _archived(_hits),
    EarnedAchievement: lambda n: _each(EarnedAchievement, n, character=lambda c: c, achievement=lambda _: "first-blood"),
    NewsEntry: lambda n: _many(NewsEntry, n, kind=lambda _: "city", key=lambda i: f"row {i}", text=lambda i: f"News {i} of the city"),
    GameEvent: lambda n: _many(
        GameEvent, n, kind=lambda i: "staff", title=lambda i: f"Event {i}", starts_at=lambda i: timezone.now(),
        ends_at=lambda i: timezone.now() + timedelta(hours=1),
    ),
    BoardSnapshot: lambda n: _many(
        BoardSnapshot, n, board=lambda i: "kills", scope=lambda i: "all_time", taken_at=lambda i: timezone.now(),
        characters=lambda i: 0, histogram=lambda i: [],
    ),
    Raid: _raids,
    RaidHit: _hits,
    RaidHunter: _hunters,
    RaidReward: _rewards,
    Season: _seasons,
    SeasonResult: lambda n: _of_season(SeasonResult, n, ranks=lambda c: [7], scores=lambda c: [30]),
    SeasonRank: lambda n: _of_season(
        SeasonRank, n, board=lambda c: f"b{c.pk}", rank=lambda c: 1, name=lambda c: c.name, score=lambda c: 3
    ),
    SeasonReward: lambda n: _of_season(
        SeasonReward, n, board=lambda c: f"b{c.pk}", rank=lambda c: 1, gold=lambda c: 10, title=lambda c: "First",
    ),
    DiceSeed: lambda n: DiceSeed.objects.bulk_create(new_seed(c.id) for c in _characters(n)),
    Receipt: lambda n: _each(
        Receipt, n, character=lambda c: c, key=lambda c: "k" * 8, action=lambda c: "hunt", digest=lambda c: b"x",
        answer=lambda c: "{}",
    ),
    PendingGrant: lambda n: _each(
        PendingGrant, n, character=lambda c: c, asset=lambda c: "gold", quantity=lambda c: 2_000_000, reason=lambda c: "why not",
        asked_by=lambda c: c.user, expires_at=lambda c: timezone.now(),
    ),
    ChatRoom: lambda n: _many(ChatRoom, n, kind=lambda i: "clan", key=lambda i: str(i)),
    ChatMessage: _messages,
    ArchivedChatMessage: _archived_messages,
    ChatWord: lambda n: _many(ChatWord, n, word=lambda i: f"word{i}", folded=lambda i: f"word{i}"),
    PlayerStats: lambda n: _each(
        PlayerStats, n, character=lambda c: c, state=lambda c: "pending", asked_at=lambda c: timezone.now()
    ),
    Notice: lambda n: _each(Notice, n, character=lambda c: c, text=lambda c: "hello"),
    DailyMission: lambda n: _each(
        DailyMission, n, character=lambda c: c, mission=lambda c: "m", day=lambda c: 1, target=lambda c: 3,
        gold=lambda c: 1, xp=lambda c: 1,
    ),
    ApiToken: _tokens,
    ContentVersion: lambda n: _many(ContentVersion, n, hash=lambda i: f"{i:016d}", counts=lambda i: {}),
    AuditEntry: lambda n: [
        AuditEntry.objects.create(actor=u, action="staff.ban", target="user:1", reason="why not") for u in _users(n)
    ],
    OutboxMessage: lambda n: _many(
        OutboxMessage, n,
        payload=lambda i: {"subject": "Reset", "text": "link-that-logs-in", "to": ["a@example.test"]},
    ),
    JobRun: lambda n: _many(
        JobRun, n, job=lambda i: "game.sweep", window=lambda i: timezone.now() - timedelta(hours=i), state=lambda i: "running",
        started_at=lambda i: timezone.now(), leased_until=lambda i: timezone.now(),
    ),
    Group: lambda n: _many(Group, n, name=lambda i: f"group {i}"),
    EmailAddress: lambda n: [EmailAddress.objects.create(user=u, email=u.email) for u in _users(n)],
    Authenticator: lambda n: [
        Authenticator.objects.create(user=u, type="totp", data={"secret": "totp-secret-value"}) for u in _users(n)
    ],
    UserSession: lambda n: [
        UserSession.objects.create(user=u, ip="127.0.0.1", session_key=f"session-key-{u.pk}", last_seen_at=timezone.now())
        for u in _users(n)
    ],
    SocialAccount: _social,
    SocialApp: lambda n: _many(
        SocialApp, n, name=lambda i: f"a{i}", provider=lambda i: "google", client_id=lambda i: "x",
        secret=lambda i: "top-secret-value",
    ),
    SocialToken: _social_tokens,
    PeriodicTask: _periodic,
    IntervalSchedule: lambda n: _many(IntervalSchedule, n, every=lambda i: i, period=lambda i: "days"),
    CrontabSchedule: lambda n: _many(CrontabSchedule, n, minute=lambda i: str(i % 60), hour=lambda i: "1"),
    SolarSchedule: lambda n: _many(
        SolarSchedule, n, event=lambda i: "sunset", latitude=lambda i: i % 90, longitude=lambda i: i % 170
    ),
    ClockedSchedule: lambda n: _many(ClockedSchedule, n, clocked_time=lambda i: timezone.now()),
    LogEntry: lambda n: [
        LogEntry.objects.create(
            user=u, content_type=ContentType.objects.get_for_model(User), object_id="1", object_repr="x", action_flag=2
        )
        for u in _users(n)
    ],
}  # fmt: skip

SECRETS = (
    "totp-secret-value",
    "session-key-",
    "top-secret-value",
    "token-value",
    "link-that-logs-in",
    "words-of-a-private-letter",
)
"""What the rows above hold that no page may show."""

# The game does not import clans, and the lists of all apps are checked by the same tests.
_of_clans = import_module("clans.tests.admin.rows")
ROWS |= _of_clans.ROWS
SECRETS += _of_clans.SECRETS

__all__ = ["ROWS", "SECRETS"]
