"""Appeals: who may write one, who decides, and what an upheld one lifts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.make import sent_mails
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_account import ban
from game.actions.staff_appeal import decide_appeal
from game.models import Appeal, Character, Notice, Sanction
from game.tests.make import make_character, owner_of
from game.tests.sanctions import a_sanction, appeal_by, mail_to, refusal
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db


def test_a_banned_player_appeals_and_another_of_the_staff_lifts_the_ban(moderator: User, mallory: Character) -> None:
    sanction, user, judge = a_sanction(moderator, mallory), owner_of(mallory), make_staff(Rank.MODERATOR)
    mail_to(mallory)
    appeal_by(user, sanction)
    found = Appeal.objects.get()
    assert refusal(decide_appeal, by(moderator), appeal=found.pk, outcome="dismissed")[0] == "forbidden"
    decide_appeal(by(judge, "It was your sister."), appeal=found.pk, outcome="upheld")
    found.refresh_from_db()
    sanction.refresh_from_db()
    user.refresh_from_db()
    assert (found.state, found.decided_by, found.answer) == ("upheld", judge, "It was your sister.")
    assert sanction.lifted_why == "appeal" and not user.is_banned and user.ban_reason == ""
    assert "It was your sister." in Notice.objects.filter(character=mallory).latest("pk").text
    [letter] = sent_mails()
    assert "It was your sister." in letter.body
    assert refusal(decide_appeal, by(judge), appeal=found.pk, outcome="dismissed")[0] == "nothing_to_do"


def test_a_dismissed_appeal_changes_nothing_and_is_told(moderator: User, mallory: Character) -> None:
    sanction, user = a_sanction(moderator, mallory), owner_of(mallory)
    appeal_by(user, sanction)
    decide_appeal(by(make_staff(Rank.MODERATOR), "It was you."), appeal=Appeal.objects.get().pk, outcome="dismissed")
    user.refresh_from_db()
    assert user.is_banned and "It was you." in Notice.objects.filter(character=mallory).latest("pk").text


def test_an_upheld_appeal_leaves_what_else_holds(mallory: Character) -> None:
    master, judge, user = make_staff(Rank.GAME_MASTER), make_staff(Rank.GAME_MASTER), owner_of(mallory)
    ban(by(master, "first deed"), user=user.id, until=in_days(2))
    ban(by(master, "second deed"), user=user.id, until=in_days(9))
    appeal_by(user, Sanction.objects.latest("pk"))
    decide_appeal(by(judge), appeal=Appeal.objects.get().pk, outcome="upheld")
    user.refresh_from_db()
    assert user.banned_until and user.banned_until < in_days(3) and user.ban_reason == "first deed"


def test_a_moderator_lifts_no_long_ban_by_an_appeal(mallory: Character) -> None:
    ban(by(make_staff(Rank.GAME_MASTER)), user=owner_of(mallory).id, until=FOR_GOOD)
    appeal_by(owner_of(mallory), Sanction.objects.get())
    assert (
        refusal(decide_appeal, by(make_staff(Rank.MODERATOR)), appeal=Appeal.objects.get().pk, outcome="upheld")[0]
        == "forbidden"
    )
    assert Appeal.objects.get().state == "open"


def test_an_appeal_is_sent_once_in_time_and_by_its_own_player(moderator: User, mallory: Character) -> None:
    sanction, user = a_sanction(moderator, mallory), owner_of(mallory)
    assert refusal(appeal_by, owner_of(make_character()), sanction) == ("not_found", "id")
    assert refusal(appeal_by, user, sanction, "too short") == ("invalid", "text")
    assert refusal(appeal_by, user, sanction, "x" * 1001) == ("invalid", "text")
    Sanction.objects.update(starts_at=timezone.now() - timedelta(days=20, seconds=1))
    assert refusal(appeal_by, user, sanction)[0] == "forbidden"
    Sanction.objects.update(starts_at=timezone.now() - timedelta(days=19))
    appeal_by(user, sanction)
    assert refusal(appeal_by, user, sanction)[0] == "forbidden" and Appeal.objects.count() == 1


def test_the_database_refuses_a_judge_in_their_own_case(moderator: User, mallory: Character) -> None:
    appeal_by(owner_of(mallory), a_sanction(moderator, mallory))
    with pytest.raises(IntegrityError, match="nobody_judges_an_appeal_against_themselves"), transaction.atomic():
        Appeal.objects.update(state="dismissed", decided_by=moderator, decided_at=timezone.now())
