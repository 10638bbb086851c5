"""A character that the staff give another name is called so wherever its name is stored."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.queries.rank import Rank
from game.actions.friends import ask
from game.actions.staff_character import rename_character
from game.models import Notice
from game.presenters.news import news_line
from game.queries.news import latest
from game.tests.chat import make_private_room, make_talker, say_in
from game.tests.letters import make_letter
from game.tests.make import by, make_character
from game.tests.news import make_news
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["letter", "friend", "room"])
def test_notices_of_others_have_the_new_name(said: str) -> None:
    rude, other = make_talker(name="Rude_Name", level=12), make_talker()
    if said == "letter":
        make_letter(rude, other)
    elif said == "friend":
        ask(by(rude), to=other.id, kind="friend")
    else:
        say_in(make_private_room(rude, other), rude)
    told = Notice.objects.get(character=other)
    assert told.text.startswith("Rude_Name ")
    rename_character(by_staff(make_staff(Rank.GAME_MASTER)), character=rude.id, name="Mild_Name")
    told.refresh_from_db()
    assert told.text.startswith("Mild_Name ")


def test_a_notice_that_only_contains_the_name_stays() -> None:
    rude, other = make_character(name="Rude_Name"), make_character()
    Notice.objects.create(character=other, kind="staff", number=1, text="About Rude_Name")
    rename_character(by_staff(make_staff(Rank.GAME_MASTER)), character=rude.id, name="Mild_Name")
    assert Notice.objects.get(character=other).text == "About Rude_Name"


def test_news_have_the_new_name_at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    rude = make_character(name="Rude_Name")
    make_news("{0} was the first.", people=[rude.id])
    assert [news_line(row).text for row in latest()] == ["Rude_Name was the first."], "kept from now on"
    with django_capture_on_commit_callbacks(execute=True):
        rename_character(by_staff(make_staff(Rank.GAME_MASTER)), character=rude.id, name="Mild_Name")
    assert [news_line(row).text for row in latest()] == ["Mild_Name was the first."]
