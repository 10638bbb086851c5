"""Grants that a second person has to confirm."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import staff_goods
from game.models import Character, PendingGrant
from game.rules.staff_limits import ALONE_MAX
from game.tests.admin.pages import change_page, panel, send, staff_form_url
from game.tests.make import make_character
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db


def test_a_large_grant_needs_a_second_person(client: Client, master: User) -> None:
    character = make_character()
    asked = client.get(send(client, staff_form_url(character, "grant-gold"), quantity=ALONE_MAX + 1).url).content.decode()
    assert "another member of the staff has to confirm" in asked
    grant = PendingGrant.objects.get()
    assert "/staff/confirm/" not in change_page(client, grant) and "/staff/refuse/" in change_page(client, grant)
    assert send(client, staff_form_url(grant, "confirm")).status_code == 403
    second = make_staff(Rank.GAME_MASTER)
    client.force_login(second)
    waiting = panel(client.get(reverse("admin:index")).content.decode(), "Waits for a second person")
    assert f"{ALONE_MAX + 1:,} gold" in waiting and character.name in waiting and master.username in waiting
    listed = client.get(reverse("admin:game_pendinggrant_changelist"), {"state": "waits"}).content.decode()
    assert f"{ALONE_MAX + 1:,} gold" in listed
    assert "/staff/confirm/" in change_page(client, grant)
    refusal = client.get(staff_form_url(grant, "refuse")).content.decode()
    assert f"of {ALONE_MAX + 1:,} gold" in refusal and "players do not read it" in refusal
    assert send(client, staff_form_url(grant, "confirm")).status_code == 302
    assert Character.objects.get(pk=character.pk).gold == character.gold + ALONE_MAX + 1
    assert "/staff/confirm/" not in change_page(client, grant)
    assert send(client, staff_form_url(grant, "confirm")).status_code == 409
    audit = panel(change_page(client, character), "Audit")
    assert "staff.grant_gold_asked" in audit and "staff.confirm_grant" in audit


def test_a_moderator_sees_no_grants(client: Client) -> None:
    client.force_login(make_staff(Rank.MODERATOR))
    assert client.get(reverse("admin:game_pendinggrant_changelist")).status_code == 403
    assert "Waits for a second person" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("state", ["waits", "expired", "granted", "refused"])
def test_grants_are_filtered_by_state(client: Client, master: User, state: str) -> None:
    staff_goods.grant_gold(by(make_staff(Rank.GAME_MASTER)), character=make_character().id, quantity=ALONE_MAX + 1)
    if state == "expired":
        PendingGrant.objects.update(expires_at=timezone.now())
    elif state != "waits":
        PendingGrant.objects.update(state=state, decided_by=master)
    for asked in ("waits", "expired", "granted", "refused"):
        response = client.get(reverse("admin:game_pendinggrant_changelist"), {"state": asked})
        assert response.context["cl"].queryset.count() == (asked == state)
