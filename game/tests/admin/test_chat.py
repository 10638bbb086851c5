"""Rooms, messages and words in the admin: hiding, slow mode, the word list, and that private texts are not shown."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from game.models import ChatMessage, ChatRoom, ChatWord
from game.tests.admin.pages import admin_url
from game.tests.chat import make_faction_room, make_private_room, make_talker, say_in
from game.tests.staff import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]
FORM = {"reason": "It hurts people.", "key": "key-00000001"}


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_staff(Rank.MODERATOR))
    return client


def test_a_message_is_hidden_with_a_reason_and_an_audit_entry(moderator: Client) -> None:
    sent = say_in(make_faction_room(), make_talker(), "something bad")
    assert "something bad" in moderator.get(admin_url(ChatMessage, "changelist")).content.decode()
    answer = moderator.post(reverse("admin:game_chatmessage_staff", args=[sent.id, "hide"]), FORM)
    assert answer.status_code == 302 and ChatMessage.objects.get().state == "hidden"
    assert AuditEntry.objects.get(action="staff.hide_message").target == f"message:{sent.id}"


def test_a_private_text_is_not_shown_to_staff(moderator: Client) -> None:
    one = make_talker()
    sent = say_in(make_private_room(one, make_talker()), one, "between us")
    for page in (admin_url(ChatMessage, "changelist"), reverse("admin:game_chatmessage_change", args=[sent.id])):
        html = moderator.get(page).content.decode()
        assert "between us" not in html and "(private)" in html


def test_a_room_is_slowed_down_and_the_page_says_so(moderator: Client) -> None:
    room = make_faction_room()
    path = reverse("admin:game_chatroom_staff", args=[room, "slow"])
    assert moderator.post(path, {**FORM, "seconds": 601}).status_code == 400
    assert moderator.post(path, {**FORM, "seconds": 30}).status_code == 302
    assert ChatRoom.objects.get(pk=room).slow_seconds == 30


def test_a_word_is_kept_out_once_and_allowed_again(moderator: Client) -> None:
    path = reverse("admin:game_chatword_list_staff", args=["add"])
    assert moderator.post(path, {**FORM, "word": "two words"}).status_code == 400
    assert moderator.post(path, {**FORM, "word": "Drat"}).status_code == 302
    word = ChatWord.objects.get()
    assert (word.word, word.folded) == ("Drat", "drat")
    assert moderator.post(path, {**FORM, "key": "key-00000002", "word": "DR4T"}).status_code == 409
    path = reverse("admin:game_chatword_staff", args=[word.pk, "allow"])
    assert moderator.post(path, {**FORM, "key": "key-00000003"}).status_code == 302 and not ChatWord.objects.exists()
