"""Drafts of letters: kept, replaced, sent, thrown away, at most ten."""

import pytest

from game.actions import drafts, mail
from game.models import Character, Letter, StoredDraft
from game.queries.drafts import access_draft, drafts_of
from game.rules.mail import DRAFTS_MOST
from game.tests.letters import WORDS, refusal
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def keep(writer: Character, text: str = "Dear", draft: int | None = None, *, to: str = "", subject: str = "") -> int:
    return drafts.keep(by(writer), draft=draft, to=to, subject=subject, text=text).draft


def test_a_draft_is_kept_as_it_was_typed_and_replaced() -> None:
    writer = make_character()
    first = keep(writer, "Dear\r\n  you\0", to="no such name", subject=" Half ")
    found = access_draft(writer.id, first)
    assert (found.to, found.subject, found.text) == ("no such name", " Half ", "Dear\n  you")
    assert keep(writer, "Dear all", draft=first) == first and [d.text for d in drafts_of(writer.id)] == ["Dear all"]


def test_the_one_that_was_saved_last_comes_first() -> None:
    writer = make_character()
    one, other = keep(writer, "1"), keep(writer, "2")
    keep(writer, "1 again", draft=one)
    assert [d.pk for d in drafts_of(writer.id)] == [one, other]


def test_a_character_keeps_ten_drafts() -> None:
    writer = make_character()
    kept = [keep(writer, str(n)) for n in range(DRAFTS_MOST)]
    assert refusal(lambda: keep(writer)) == ("too_much", "draft")
    keep(writer, "still", draft=kept[0])
    drafts.throw_away(by(writer), draft=kept[3])
    keep(writer)
    keep(make_character())


def test_a_draft_of_another_is_neither_read_nor_changed_nor_thrown_away() -> None:
    writer, other = make_character(), make_character()
    theirs = keep(other, "secret")
    assert refusal(lambda: access_draft(writer.id, theirs)) == ("not_found", "draft")
    assert refusal(lambda: drafts.throw_away(by(writer), draft=theirs)) == ("not_found", "id")
    assert keep(writer, "mine", draft=theirs) != theirs
    mail.send(by(writer), to=other.id, draft=theirs, **WORDS)
    assert access_draft(other.id, theirs).text == "secret"


def test_sending_a_letter_deletes_its_draft_and_a_refusal_keeps_it() -> None:
    writer, other = make_character(), make_character()
    draft = keep(writer)
    assert refusal(lambda: mail.send(by(writer), to=other.id, subject="", text="x", draft=draft)) == ("invalid", "subject")
    assert StoredDraft.objects.count() == 1
    mail.send(by(writer), to=other.id, draft=draft, **WORDS)
    assert not StoredDraft.objects.exists() and Letter.objects.count() == 1


def test_a_script_that_saves_late_brings_no_draft_back() -> None:
    writer = make_character()
    draft = keep(writer)
    drafts.throw_away(by(writer), draft=draft)
    late = lambda: drafts.keep(by(writer), draft=draft, to="", subject="", text="late", anew=False)  # noqa: E731
    assert refusal(late) == ("not_found", "draft") and not StoredDraft.objects.exists()
    assert keep(writer, "by the button", draft=draft) != draft


UNFIT = {"text": "x" * 10_001, "subject": "x" * 401, "to": "x" * 61}


@pytest.mark.parametrize("field", UNFIT)
def test_what_is_much_too_long_is_not_kept(field: str) -> None:
    words = {"to": "", "subject": "", "text": "x"} | {field: UNFIT[field]}
    to, subject, text = words["to"], words["subject"], words["text"]
    assert refusal(lambda: keep(make_character(), text, to=to, subject=subject)) == ("invalid", field)
    assert not StoredDraft.objects.exists()


def test_what_is_empty_is_not_kept() -> None:
    assert refusal(lambda: keep(make_character(), "")) == ("invalid", "text") and not StoredDraft.objects.exists()
