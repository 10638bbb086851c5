"""Clearing away what has served its time, and dealing the day's missions: both may run twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.character import let_go
from game.actions.missions import deal, deal_all
from game.actions.sweep import sweep
from game.models import ApiToken, Character, DailyMission, Notice, NoticeDigest, RaidReminder, Receipt
from game.queries.missions import day_of
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


def test_the_sweep_deletes_expired_rows_only() -> None:
    character, now = make_character(), timezone.now()
    for hours, key in ((47, "key-young01"), (49, "key-older01")):
        receipt = Receipt.objects.create(character=character, key=key, action="hunt", digest=b"x", answer="{}")
        Receipt.objects.filter(pk=receipt.pk).update(at=now - timedelta(hours=hours))
    for days in (-1, 1):
        expiry = now + timedelta(days=days)
        ApiToken.objects.create(user=owner_of(character), character=character, digest=f"{days:064d}", expires_at=expiry)
    old = Notice.objects.create(character=character, text="old")
    Notice.objects.filter(pk=old.pk).update(at=now - timedelta(days=61))
    for days in (59, 61):
        NoticeDigest.objects.create(user=owner_of(character), day=(now - timedelta(days=days)).date(), notices=1)
    for hours in (-1, 23, 25):
        RaidReminder.objects.create(character=character, window=now - timedelta(hours=hours))
    taken = sweep(now)
    assert taken == {
        "receipts": 1, "tokens": 1, "missions": 0, "notices": 1, "digests": 1, "reminders": 1, "characters": 0, "copies": 0, "letters": 0,
    }  # fmt: skip
    assert set(sweep(now).values()) == {0}


def test_the_name_of_a_deleted_character_is_free_once_it_can_no_longer_be_restored() -> None:
    character = make_character(name="Shortlived")
    let_go(by(character))
    now = timezone.now()
    assert sweep(now + timedelta(hours=71))["characters"] == 0
    assert sweep(now + timedelta(hours=73))["characters"] == 1
    character.refresh_from_db()
    assert character.user is None and character.name == f"gone_{character.pk}"
    assert make_character(name="Shortlived").name == "Shortlived"


def test_missions_are_dealt_once_and_only_to_recently_active_characters() -> None:
    active, idle = make_character(), make_character()
    now = timezone.now()
    Character.objects.filter(pk=idle.pk).update(seen_at=now - timedelta(days=30))
    deal_all(now)
    deal_all(now)
    assert DailyMission.objects.filter(character=active).count() == 3
    assert not DailyMission.objects.filter(character=idle).exists()
    assert [t.mission for t in deal(active, now)] == list(
        DailyMission.objects.filter(character=active, day=day_of(now)).order_by("pk").values_list("mission", flat=True)
    )


def test_the_job_and_the_first_visit_deal_the_same_missions() -> None:
    one, now = make_character(), timezone.now()
    looked = {t.mission for t in deal(one, now)}
    DailyMission.objects.all().delete()
    deal_all(now)
    assert {t.mission for t in DailyMission.objects.filter(character=one)} == looked


def test_a_taken_placeholder_name_does_not_stop_the_sweep() -> None:
    gone, other = make_character(), make_character()
    squatter = make_character(name=f"gone_{gone.pk}")
    let_go(by(gone))
    let_go(by(other))
    assert sweep(timezone.now() + timedelta(hours=73))["characters"] == 2
    buried = Character.objects.get(pk=gone.pk)
    assert (buried.user_id, buried.name) == (None, f"gone_{gone.pk}_")
    assert Character.objects.get(pk=squatter.pk).name == f"gone_{gone.pk}"
