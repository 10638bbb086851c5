"""A person with a row in every table that can lead to one, and a search of the whole database for traces."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.outbox import queue_mail
from accounts.models import User
from game.actions import drafts, friends, hunt
from game.actions.achievement_fold import fold_achievements
from game.actions.boards import count_boards
from game.actions.chat import mark_seen
from game.actions.chat_archive import archive_messages
from game.actions.daily_rank import rank_everybody
from game.actions.hidden_seen import hide_seen
from game.actions.letter_delivery import Delivery, deliver
from game.actions.news import record as record_news
from game.models import (
    ApiToken,
    Appeal,
    Block,
    Character,
    ChatWord,
    Circular,
    GameEvent,
    NewsEntry,
    Notice,
    NoticeChoice,
    NoticeDigest,
    PendingGrant,
    PlayerStats,
    RaidReminder,
    Receipt,
    Report,
    ReportFiling,
    Sanction,
    SanctionText,
    StaffNote,
)
from game.models.friend_request import FRIEND, MENTOR
from game.models.notice_choice import LETTER, MAIL
from game.rules.mail import Attachment
from game.tests.archive import archive_all
from game.tests.chat import make_faction_room, make_older, make_private_room, say_in
from game.tests.friends import make_block, make_friends, make_mentor, user_actor
from game.tests.make import by, make_character, make_user, owner_of
from game.tests.raids import end_now, fold_now, make_raid, strike
from game.tests.seasons import end_season, make_season

NAME, EMAIL, HERO, PASSWORD = "Zephyrine_77", "zephyrine@example.org", "Quillhazel", "four unlike words here"


def models_of_persons() -> set[type[Model]]:
    """Every model from which relations lead to the user, the tables between many and many included."""
    found: set[type[Model]] = {User}
    everything = set(apps.get_models(include_auto_created=True))

    def leads_on(model: type[Model]) -> bool:
        return any(field.related_model in found for field in model._meta.concrete_fields if field.is_relation)

    while more := {model for model in everything - found if leads_on(model)}:
        found |= more
    return found


def make_person() -> tuple[User, Character]:
    """A user with a row in every table that can lead to one."""
    user = make_user(username=NAME, email=EMAIL, password=PASSWORD)
    user.ban_reason = f"{NAME} was rude"
    user.save()
    make_season()
    hero = make_character(user, name=HERO)
    hunt.hunt(by(hero, "hunt-key-0"), place="old-mill")
    _raid_that_is_over(hero)
    archive_all()
    Character.objects.filter(pk=hero.pk).update(hunted_at=None)
    hunt.hunt(by(hero, "hunt-key-1"), place="old-mill")
    Notice.objects.create(character=hero, text=f"{HERO}, the staff gave you gold.")
    ApiToken.objects.create(user=user, character=hero, digest="d" * 64, expires_at=timezone.now() + timedelta(days=1))
    client = Client()
    client.post("/accounts/login/", {"login": NAME, "password": PASSWORD}, HTTP_USER_AGENT=f"{NAME}'s browser")
    address = EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="k" * 64)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    social = SocialAccount.objects.create(user=user, provider="google", uid="1", extra_data={"name": NAME, "email": EMAIL})
    SocialToken.objects.create(account=social, token=NAME)
    for thing, name in ((user, NAME), (hero, HERO)):
        LogEntry.objects.create(
            user=user, content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk), object_repr=name,
            action_flag=CHANGE, change_message=f"Changed {name}",
        )  # fmt: skip
    user.groups.add(Group.objects.create(name="helpers"))
    user.user_permissions.add(Permission.objects.all()[0])
    PendingGrant.objects.create(
        character=hero, asset="gold", quantity=5, reason="why not", asked_by=user, expires_at=timezone.now()
    )
    GameEvent.objects.create(
        kind="staff",
        title="A night of mine",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
        made_by=user,
    )
    NoticeChoice.objects.create(user=user, kind=LETTER, channel=MAIL)
    NoticeDigest.objects.create(user=user, day=timezone.now().date(), notices=1)
    PlayerStats.objects.create(character=hero, state="pending", asked_at=timezone.now())
    Block.objects.create(user=user, blocked=make_user(), character=hero)
    record_news("raid", "1", "{0} was there.", people=[hero.id])
    NewsEntry.objects.create(kind="city", key="1", text="The bridge is open.", written_by=user)
    fold_achievements()
    _sanction(user)
    _write_to(hero)
    _talk_as(user, hero)
    _raid_with(hero)
    count_boards()
    rank_everybody(timezone.now())
    end_season()
    _befriend(hero)
    # The game does not import clans, whose tables hold data of persons too.
    import_module("clans.tests.person").live_in_clans(user, hero)
    record(actor=user, action="user.mute", target=f"user:{user.pk}", reason="too loud")
    queue_mail(subject=f"For {NAME}", text=f"Dear {HERO}", html="", to=[EMAIL], sender="us@example.org")
    return user, hero


def _sanction(user: User) -> None:
    """A sanction with an appeal, a note, and a prewritten reason that the user worded."""
    sanction = Sanction.objects.create(user=user, kind="warning", reason=f"{NAME} was rude")
    Appeal.objects.create(sanction=sanction, text=f"{HERO} was not there", answer=f"{HERO} was")
    StaffNote.objects.create(user=user, author=user, text=f"{NAME} is loud")
    SanctionText.objects.create(title="Loud", text="You were loud.", changed_by=user)


def _talk_as(user: User, hero: Character) -> None:
    """Messages of today and of long ago, a private room with a notice for the other one, a word kept out, and somebody blocked."""
    friend, room = make_character(), make_faction_room(hero.faction)
    Character.objects.filter(pk=hero.pk).update(level=3)
    say_in(room, hero, f"I am {HERO}, known as {NAME}")
    make_older(seconds=91 * 86_400)
    archive_messages(timezone.now())
    say_in(room, hero, f"{HERO} again")
    say_in(make_private_room(hero, friend), hero, f"{HERO} here")
    mark_seen(by(hero), room=room, number=2)
    ChatWord.objects.create(word="drat", folded="drat", added_by=user)
    Block.objects.create(user=user, blocked=owner_of(friend), character=friend)
    Receipt.objects.exclude(character=hero).exclude(user=user).delete()  # tests count those that are left of the person


def _write_to(hero: Character) -> None:
    """A letter with gold, and a report that the hero filed and one that is about it."""
    news = Delivery(
        sender=None, recipient=hero.id, from_name="The city", subject="News", text="All is well.",
        attachments=[Attachment("gold", 5)],
    )  # fmt: skip
    deliver(news, source="faucet:staff")
    report = Report.objects.create(target="letter:99999", reason="insult", day=1, about=hero, reporters=1, quote=HERO)
    ReportFiling.objects.create(report=report, reporter=hero, remark=f"{HERO} was insulted")


def _befriend(hero: Character) -> None:
    """A friend, a mentor, a request, a block, a draft and a circular. Others have notices that name the hero."""
    make_friends(hero, make_character())
    mentor = make_mentor()
    friends.ask(by(hero), to=mentor.id, kind=MENTOR)
    friends.accept(by(mentor), asker=hero.id, kind=MENTOR)
    friends.ask(by(hero), to=make_character().id, kind=FRIEND)
    make_block(hero, make_character())
    hide_seen(user_actor(hero), hidden=True)
    drafts.keep(by(hero), draft=None, to="somebody", subject=f"From {HERO}", text=f"Yours, {HERO}")
    Circular.objects.create(sender=hero, about="clan:1", subject=f"{HERO} calls", letters=1)


def _raid_that_is_over(hero: Character) -> None:
    ended = make_raid()
    strike(hero, ended)
    end_now(ended)
    fold_now(ended)


def _raid_with(hero: Character) -> None:
    """A raid that has ended, one that is on and names the hero, and a reminder."""
    _raid_that_is_over(hero)
    now = make_raid()
    strike(hero, now)
    fold_now(now)
    RaidReminder.objects.create(character=hero, window=timezone.now())


def places_of(*needles: str) -> Iterator[str]:
    """Every column of text or JSON in the whole database in which one of the needles stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'character'))"
        )
        for table, column in cursor.fetchall():
            for needle in needles:
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s', [f"%{needle}%"])
                if cursor.fetchone()[0]:
                    yield f"{table}.{column} holds {needle}"
