"""Every list and page of the admin: few statements, searchable, read-only."""

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.fairness import reveal_seed
from game.models import Battle, Character, ContentVersion, DiceSeed, Holding, Notice, Receipt, Transfer
from game.queries.dice_seed import server_seed_of
from game.tests.admin.pages import admin_url, list_of
from game.tests.admin.rows import ROWS, SECRETS
from game.tests.make import by, make_character
from game.tests.staff import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
SUPERUSERS_EDIT = {"django_celery_beat"}
STATEMENTS = {
    "accounts.OutboxMessage": 9, "game.BoardSnapshot": 9, "game.Report": 7, "game.Appeal": 7, "accounts.User": 9, "socialaccount.SocialAccount": 9,
    "socialaccount.SocialApp": 9, "django_celery_beat.ClockedSchedule": 7,
    "django_celery_beat.IntervalSchedule": 7, "django_celery_beat.PeriodicTask": 7,
    "django_celery_beat.SolarSchedule": 7, "clans.War": 9,
}  # fmt: skip
"""Statements of a list; 8 for all others."""


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_list_takes_as_many_statements_for_twelve_rows_as_for_four(
    client: Client, superuser: User, model: type[Model]
) -> None:
    assert model in ROWS, "say in rows.py how a row of this model is made"
    ROWS[model](4)
    client.get(admin_url(model, "changelist"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(admin_url(model, "changelist")).status_code == 200
    ROWS[model](8)
    with CaptureQueriesContext(connection) as many:
        page = client.get(admin_url(model, "changelist"))
    assert page.status_code == 200
    assert len(many) == len(few), "\n".join(q["sql"][:200] for q in many)
    assert len(many) == STATEMENTS.get(model._meta.label, 8), "\n".join(q["sql"][:200] for q in many)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_list_is_searched_and_neither_it_nor_the_page_of_a_record_shows_a_secret(
    client: Client, superuser: User, model: type[Model]
) -> None:
    assert admin.site._registry[model].search_fields
    ROWS[model](2)
    shown = {"the record": client.get(admin_url(model, "change", model._default_manager.latest("pk").pk))}
    for words in ("", "row", "\N{BAT}"):
        shown[words] = client.get(admin_url(model, "changelist"), {"q": words} if words else {})
    for words in ("12", "user:1", "' OR 1=1", "99999999999999999999999"):
        assert list_of(model, superuser, {"q": words}).result_count >= 0, words
    for what, page in shown.items():
        assert page.status_code == 200, what
        text = page.content.decode()
        assert not [secret for secret in SECRETS if secret in text], what


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_nobody_adds_changes_or_deletes_by_form(client: Client, superuser: User, model: type[Model]) -> None:
    if model._meta.app_label in SUPERUSERS_EDIT:
        client.force_login(make_staff(Rank.ADMINISTRATOR))
    ROWS[model](1)
    row = model._default_manager.latest("pk")
    before = model._default_manager.filter(pk=row.pk).values().get()
    assert client.get(admin_url(model, "add")).status_code == 403
    assert client.get(admin_url(model, "delete", row.pk)).status_code == 403
    assert client.post(admin_url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(admin_url(model, "change", row.pk), {"gold": 1, "name": "x", "username": "x"}).status_code == 403
    client.post(admin_url(model, "changelist"), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", [Transfer, AuditEntry, Battle, DiceSeed, Receipt, ContentVersion, Holding, Character])
def test_ledger_audit_and_characters_have_no_form_even_for_superusers(
    rf: RequestFactory, superuser: User, model: type[Model]
) -> None:
    request, page = rf.get("/"), admin.site._registry[model]
    request.user = superuser
    assert page.has_view_permission(request)
    assert not (page.has_add_permission(request) or page.has_change_permission(request) or page.has_delete_permission(request))


def test_a_live_seed_is_hidden_and_a_revealed_one_shown(client: Client, superuser: User) -> None:
    character = make_character()
    seed = DiceSeed.objects.get(character=character)
    secret = server_seed_of(seed)
    assert secret not in client.get(admin_url(DiceSeed, "change", seed.pk)).content.decode()
    reveal_seed(by(character))
    assert secret in client.get(admin_url(DiceSeed, "change", seed.pk)).content.decode()


def test_a_battle_shows_its_verdict_and_not_the_live_seed(client: Client, superuser: User) -> None:
    ROWS[Battle](0)
    battle = Battle.objects.latest("pk")
    text = client.get(admin_url(Battle, "change", battle.pk)).content.decode()
    assert "The dice confirm it" in text and f"/play/battles/{battle.pk}/" in text
    assert server_seed_of(battle.seed) not in text


def test_the_page_of_a_character_shows_its_panels_in_eleven_statements(client: Client, superuser: User) -> None:
    character = make_character()
    client.get(admin_url(Character, "change", character.pk))
    with CaptureQueriesContext(connection) as statements:
        text = client.get(admin_url(Character, "change", character.pk)).content.decode()
    for title in ("Holdings", "Ledger", "Notices", "Sessions", "Audit", "Staff actions"):
        assert f">{title}<" in text
    assert len(statements) == 11, "\n".join(q["sql"][:150] for q in statements)


def test_a_moderator_sees_players_and_neither_ledger_nor_audit(client: Client) -> None:
    client.force_login(make_staff(Rank.MODERATOR))
    character = make_character()
    text = client.get(admin_url(Character, "change", character.pk)).content.decode()
    assert ">Holdings<" in text and ">Ledger<" not in text and ">Audit<" not in text
    for model in (Transfer, AuditEntry, DiceSeed):
        assert client.get(admin_url(model, "changelist")).status_code == 403
    page = client.get(reverse("admin:accounts_user_change", args=[character.user_id])).content.decode()
    assert "/staff/ban/" in page and "/staff/rank/" not in page


def test_mail_addresses_are_for_administrators(client: Client) -> None:
    ROWS[type(make_staff(Rank.PLAYER))](1)
    for rank, sees in ((Rank.GAME_MASTER, False), (Rank.ADMINISTRATOR, True)):
        client.force_login(make_staff(rank))
        text = client.get(reverse("admin:accounts_user_changelist"), {"q": "row_"}).content.decode()
        assert ("@example.test" in text) == sees


def test_players_and_visitors_see_nothing(client: Client) -> None:
    assert client.get(reverse("admin:index")).status_code == 302
    client.force_login(make_staff(Rank.PLAYER))
    assert client.get(admin_url(Character, "changelist")).status_code == 302


def test_the_overview_counts_today(client: Client, superuser: User) -> None:
    from game.actions.hunt import hunt
    from game.tests.make import by

    character = make_character()
    for _ in range(3):
        hunt(by(character), place="old-mill")
    text = " ".join(client.get(reverse("admin:index")).content.decode().split())
    assert "Hunts today</span> <strong>3</strong>" in text
    assert "Players today</span> <strong>1</strong>" in text
    assert "never run" in text


def test_notices_are_filtered_by_kind_and_an_unknown_kind_shows_all(client: Client, superuser: User) -> None:
    character = make_character()
    Notice.objects.create(character=character, kind="letter", text="of a letter")
    Notice.objects.create(character=character, kind="missions", text="of a mission")
    page = admin_url(Notice, "changelist")
    found = {kind: client.get(page, {"kind": kind}).content.decode() for kind in ("letter", "missions", "weather")}
    assert "of a letter" in found["letter"] and "of a mission" not in found["letter"]
    assert "of a mission" in found["missions"] and "of a letter" not in found["missions"]
    assert "of a letter" in found["weather"] and "of a mission" in found["weather"]


def test_an_empty_list_says_why(client: Client, superuser: User) -> None:
    """The theme would tell staff to create what only the game creates."""
    address = admin_url(Notice, "changelist")
    assert "There is no record of this kind." in client.get(address).content.decode()
    searched = client.get(address, {"q": "nobody"}).content.decode()
    assert "No record fits the search" in searched and 'href="?"' in searched
