"""The daily mail with notices: who gets one, what it says, once a day, and in as many statements for a thousand as for ten."""

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.outbox_send import send_due
from accounts.models import OutboxMessage, User
from game.actions.notice_choices import stop_mail
from game.actions.notice_digest import send_digests
from game.actions.notices import notify, put_away
from game.models import Character, Notice, NoticeChoice, NoticeDigest, NoticeSequence
from game.models.notice_choice import LETTER, MAIL, RAID_PAYS, STAFF
from game.queries.unsubscribe_token import user_of_token
from game.tests.make import by, make_character, make_user, owner_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 28)


def make_reader(*kinds: str, verified: bool = True, **fields: object) -> Character:
    """A player with an address who wants these kinds by mail."""
    user = make_user(**fields)
    EmailAddress.objects.create(user=user, email=f"{user.username}@example.org", verified=verified, primary=True)
    NoticeChoice.objects.bulk_create(NoticeChoice(user=user, kind=kind, channel=MAIL) for kind in kinds or (LETTER,))
    return make_character(user)


def mails() -> list[EmailMultiAlternatives]:
    mail.outbox.clear()
    send_due()
    return [found for found in mail.outbox if isinstance(found, EmailMultiAlternatives)]


def test_a_mail_holds_the_unread_notices_of_the_chosen_kinds_with_a_way_out(settings: Settings) -> None:
    settings.SITE_URL = "https://vvw.example"
    reader = make_reader(LETTER)
    notify(reader.id, "Mina wrote to you: <b>Tonight</b>", "/play/mail/4/", kind=LETTER)
    notify(reader.id, "not by mail", kind=RAID_PAYS)
    notify(reader.id, "read before", kind=LETTER)
    put_away(by(reader), notices=[Notice.objects.get(text="read before").pk])
    assert send_digests(DAY) == 1
    [sent] = mails()
    assert sent.to == [f"{owner_of(reader).username}@example.org"] and sent.subject == "One thing that the city has for you"
    text, html = str(sent.body), str(sent.alternatives[0][0])
    for body in (text, html):
        assert "not by mail" not in body and "read before" not in body
        assert "top this daily mail" in body and "whatever it tells of" in body and "one kind of notice alone" in body
        assert "https://vvw.example/play/mail/4/" in body and "https://vvw.example/play/notices/choices/" in body
    assert "<b>Tonight</b>" in text and "&lt;b&gt;Tonight&lt;/b&gt;" in html and "<b>Tonight" not in html
    headers = message_from_bytes(sent.message().as_bytes())
    stop = headers["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and stop in text and stop in html
    assert stop.startswith("https://vvw.example/play/notices/unsubscribe/")
    assert user_of_token(stop.rstrip("/").rpartition("/")[2]) == owner_of(reader).pk


def test_a_second_run_on_the_same_day_sends_nothing_and_the_next_day_only_what_is_new() -> None:
    reader = make_reader(LETTER)
    notify(reader.id, "one", kind=LETTER)
    assert [send_digests(DAY), send_digests(DAY)] == [1, 0]
    notify(reader.id, "two", kind=LETTER)
    assert send_digests(DAY) == 0, "a day has one mail"
    assert send_digests(DAY + timedelta(days=1)) == 1
    first, second = mails()
    assert "- one" in str(first.body) and "- one" not in str(second.body) and "- two" in str(second.body)
    assert send_digests(DAY + timedelta(days=2)) == 0, "nothing is new"
    assert list(NoticeDigest.objects.order_by("day").values_list("notices", flat=True)) == [1, 1]


UNREACHED: dict[str, Callable[[User], object]] = {
    "the address is not verified": lambda user: EmailAddress.objects.filter(user=user).update(verified=False),
    "there is no address": lambda user: EmailAddress.objects.filter(user=user).delete(),
    "the account is banned": lambda user: User.objects.filter(pk=user.pk).update(
        banned_until=timezone.now() + timedelta(days=1)
    ),
    "the account is closed": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "the mails were stopped": lambda user: stop_mail(user.id),
    "the character was let go": lambda user: Character.objects.filter(user=user).update(deleted_at=timezone.now()),
    "all is read": lambda user: Notice.objects.update(read_at=timezone.now()),
}


@pytest.mark.parametrize("why", UNREACHED)
def test_no_mail_is_sent_when(why: str) -> None:
    reader, other = make_reader(LETTER), make_reader(LETTER)
    for each in (reader, other):
        notify(each.id, "news", kind=LETTER)
    UNREACHED[why](owner_of(reader))
    if why == "all is read":
        notify(other.id, "more", kind=LETTER)
    assert send_digests(DAY) == 1 and NoticeDigest.objects.get().user_id == other.user_id


def test_an_address_that_is_verified_later_gets_what_waited() -> None:
    reader = make_reader(LETTER, verified=False)
    notify(reader.id, "news", kind=LETTER)
    assert send_digests(DAY) == 0 == NoticeDigest.objects.count()
    EmailAddress.objects.update(verified=True)
    assert send_digests(DAY + timedelta(days=1)) == 1


def test_many_notices_are_counted_and_the_newest_are_shown_by_character() -> None:
    reader = make_reader(LETTER, STAFF)
    second = make_character(owner_of(reader))
    for n in range(120):
        notify(reader.id, f"news-{n:03d}", kind=LETTER)
    notify(second.id, "for the other one")
    assert send_digests(DAY) == 1
    [sent] = mails()
    text = str(sent.body)
    assert (
        sent.subject.startswith("99 things or more") and "- news-119" in text and "news-111" not in text and "many more" in text
    )
    assert text.index(reader.name) < text.index("news-119") < text.index(second.name) < text.index("for the other one")
    assert set(NoticeSequence.objects.values_list("mailed", flat=True)) == {120, 1}


@pytest.mark.usefixtures("as_in_a_worker")
def test_as_many_statements_for_a_thousand_readers_as_for_ten() -> None:
    def make_readers(count: int) -> None:
        first = make_character()
        made_users = User.objects.bulk_create(User(username=f"many_{first.pk}_{n}") for n in range(count))
        users = [user.pk for user in made_users]
        EmailAddress.objects.bulk_create(
            EmailAddress(user_id=user, email=f"{user}@example.org", verified=True, primary=True) for user in users
        )
        NoticeChoice.objects.bulk_create(NoticeChoice(user_id=user, kind=LETTER, channel=MAIL) for user in users)
        fields = {f.attname: getattr(first, f.attname) for f in Character._meta.concrete_fields if f.attname != "id"}
        made = Character.objects.bulk_create(
            Character(**fields | {"user_id": user, "name": f"m{user}", "skeleton": f"m{user}", "creation_key": None, "gold": 0})
            for user in users
        )  # fmt: skip
        Notice.objects.bulk_create(Notice(character=c, kind=LETTER, number=1, text="news") for c in made)
        NoticeSequence.objects.bulk_create(NoticeSequence(character=c, last=1) for c in made)

    taken = []
    for count in (10, 1_000):
        make_readers(count)
        with CaptureQueriesContext(connection) as asked:
            assert send_digests(DAY) == count
        taken.append([q["sql"].split()[0] for q in asked if "SAVEPOINT" not in q["sql"]])
    assert taken[0] == taken[1] and len([word for word in taken[0] if word not in ("BEGIN", "COMMIT")]) == 5
    assert OutboxMessage.objects.count() == 1_010 == NoticeDigest.objects.count()
