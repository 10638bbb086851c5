"""What a person gets of his data and what is left of it: over all tables, ours and others'."""

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection
from django.db.models import Model, QuerySet
from django.test import Client
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.erase import erase
from accounts.actions.export import export
from accounts.actions.outbox import queue_mail
from accounts.models import AuditEntry, OutboxMessage, User
from accounts.registries import hooks
from accounts.registries.personal_data import registered
from accounts.tests.race import at_once
from game.actions import hunt
from game.actions.notices import PutAway
from game.actions.personal_data import lock_characters_of
from game.actions.player_action import ActionContext, action
from game.models import (
    ApiToken,
    Battle,
    Character,
    DailyMission,
    DiceSeed,
    Holding,
    Notice,
    PendingGrant,
    Receipt,
    Transfer,
)
from game.queries.dice_seed import server_seed_of
from game.tests.make import by, make_character, make_user

pytestmark = pytest.mark.django_db
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
    hero = make_character(user, name=HERO)
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
    record(actor=user, action="user.mute", target=f"user:{user.pk}", reason="too loud")
    queue_mail(subject=f"For {NAME}", text=f"Dear {HERO}", html="", to=[EMAIL], sender="us@example.org")
    return user, hero


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


def test_every_model_with_a_path_to_the_user_is_exported_or_erased_or_exempt_with_a_reason() -> None:
    known = {kept.model for kept in registered()}
    unknown = sorted(model._meta.label for model in models_of_persons() - known)
    assert not unknown, (
        f"register {', '.join(unknown)} (accounts/registries/personal_data.py): what is exported, what is erased?"
    )


def test_the_walk_finds_the_tables_of_others_too() -> None:
    found = {model._meta.label for model in models_of_persons()}
    assert {
        "account.EmailConfirmation", "mfa.Authenticator", "usersessions.UserSession", "socialaccount.SocialToken",
        "admin.LogEntry", "accounts.User_groups", "game.Battle", "game.ApiToken",
    } <= found  # fmt: skip


def test_the_person_of_these_tests_has_a_row_in_every_table() -> None:
    make_person()
    empty = [model._meta.label for model in models_of_persons() if not model._default_manager.exists()]
    assert not empty


def test_after_the_erasure_no_table_holds_the_name_the_address_or_a_characters_name() -> None:
    user, hero = make_person()
    before = set(places_of(NAME, EMAIL, HERO))
    assert any(place.startswith("game_battle.inputs") for place in before)
    assert any(place.startswith("accounts_outboxmessage") for place in before)
    erase(user_id=user.pk)
    assert sorted(places_of(NAME, EMAIL, HERO)) == []
    user.refresh_from_db()
    assert (user.username, user.is_active, user.has_usable_password()) == (f"erased_{user.pk}", False, False)
    assert user.erased_at is not None
    hero.refresh_from_db()
    assert (hero.name, hero.user_id) == (f"gone_{hero.pk}", None)
    assert hero.deleted_at is not None


def test_what_proves_the_game_fair_stays_after_the_erasure() -> None:
    user, _ = make_person()
    stays = (Transfer, Battle, DiceSeed, Holding)
    counts = [model.objects.count() for model in stays]
    entries = AuditEntry.objects.count()
    erase(user_id=user.pk)
    assert [model.objects.count() for model in stays] == counts
    assert AuditEntry.objects.count() == entries + 1
    for model in (Notice, Receipt, DailyMission, ApiToken, Authenticator, EmailAddress, SocialAccount, OutboxMessage):
        assert not model.objects.exists(), model


def test_a_battle_of_an_erased_character_verifies_as_before() -> None:
    from game.queries.battle import verdict

    user, hero = make_person()
    battle = Battle.objects.get(character=hero)
    erase(user_id=user.pk)
    battle.refresh_from_db()
    assert battle.inputs["hunter"]["name"] == f"gone_{hero.pk}"
    assert verdict(battle, sealed_too=True).state == "true"


def test_an_erased_characters_name_never_collides_with_a_living_one() -> None:
    user, hero = make_person()
    make_character(name=f"gone_{hero.pk}")
    erase(user_id=user.pk)
    hero.refresh_from_db()
    assert hero.name == f"gone_{hero.pk}_"


def test_erasing_twice_does_nothing_the_second_time() -> None:
    user, _ = make_person()
    erase(user_id=user.pk)
    entries = AuditEntry.objects.count()
    erase(user_id=user.pk)
    assert AuditEntry.objects.count() == entries


def test_the_export_holds_every_table_and_explains_itself() -> None:
    user, hero = make_person()
    with zipfile.ZipFile(export(user_id=user.pk)) as folder:
        files = {name: folder.read(name).decode() for name in folder.namelist()}
    readme = files.pop("README.txt")
    rows = {name: json.loads(text) for name, text in files.items()}
    assert all(name in readme for name in rows)
    assert rows["accounts.user.json"][0]["username"] == NAME
    assert rows["account.emailaddress.json"][0]["email"] == EMAIL
    assert [row["name"] for row in rows["game.character.json"]] == [HERO]
    assert len(rows["game.battle.json"]) == 1
    assert len(rows["game.transfer.json"]) == Transfer.objects.count()
    assert not [name for name, found in rows.items() if not found]
    whole = "".join(files.values())
    secret = server_seed_of(DiceSeed.objects.get(character=hero, revealed_at__isnull=True))
    assert not [s for s in (secret, user.password, "d" * 64, "JBSWY3DPEHPK3PXP") if s in whole]


def test_the_export_holds_nothing_of_anybody_else() -> None:
    user, _ = make_person()
    other = make_character(make_user(username="Someone_else"), name="Otherhero")
    hunt.hunt(by(other), place="old-mill")
    with zipfile.ZipFile(export(user_id=user.pk)) as folder:
        whole = "".join(folder.read(name).decode() for name in folder.namelist())
    assert "Someone_else" not in whole
    assert "Otherhero" not in whole


def test_the_page_gives_the_zip_and_says_when_it_was_asked_too_often() -> None:
    client = Client()
    client.force_login(make_user(username=NAME))
    answer = client.post("/accounts/data/", {"do": "download"})
    assert answer["Content-Type"] == "application/zip"
    assert f"vvw-{NAME}-" in answer["Content-Disposition"]
    assert "README.txt" in zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    for _ in range(4):
        client.post("/accounts/data/", {"do": "download"})
    answer = client.post("/accounts/data/", {"do": "download"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_the_account_is_deleted_with_its_password_and_not_without() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    client.force_login(user)
    wrong = client.post("/accounts/data/", {"do": "erase", "password": "wrong"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (400, ["password"])
    assert User.objects.get().erased_at is None
    answer = client.post("/accounts/data/", {"do": "erase", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get().erased_at is not None
    assert client.get("/accounts/data/").status_code == 302


def test_with_a_second_factor_its_code_is_asked_for_too() -> None:
    user, client = make_user(username=NAME, password=PASSWORD), Client()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client.force_login(user)
    for attempt in ("", "000000"):
        client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": attempt})
        assert User.objects.get().erased_at is None
    client.post("/accounts/data/", {"do": "erase", "password": PASSWORD, "code": code})
    assert User.objects.get().erased_at is not None


def test_guesses_at_the_password_of_the_deletion_are_counted_as_log_ins() -> None:
    client = Client()
    client.force_login(make_user(username=NAME, password=PASSWORD))
    answers = [client.post("/accounts/data/", {"do": "erase", "password": "wrong"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_a_guest_types_a_word_instead() -> None:
    from accounts.actions.guest import make_guest

    client = Client()
    client.force_login(make_guest(key="a-click"))
    assert client.post("/accounts/data/", {"do": "erase", "word": "no"}).status_code == 400
    assert client.post("/accounts/data/", {"do": "erase", "word": " Delete "}).status_code == 302
    assert User.objects.get().erased_at is not None


def test_staff_do_not_delete_themselves() -> None:
    staff, client = make_user(username=NAME, password=PASSWORD, is_staff=True), Client()
    client.force_login(staff)
    assert client.post("/accounts/data/", {"do": "erase", "password": PASSWORD}).status_code == 400
    assert User.objects.get().erased_at is None


def test_ending_all_sessions_ends_the_api_tokens() -> None:
    from accounts.actions.sessions import end_all

    user, _ = make_person()
    end_all(user)
    assert not ApiToken.objects.exists()


@action("look_up_its_user", PutAway)
def look_up_its_user(context: ActionContext) -> PutAway:
    """As a row with a foreign key does for each action that writes one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR KEY SHARE", [context.character.user_id])
    return PutAway(0)


def act_while_erasing(monkeypatch: pytest.MonkeyPatch, act: Callable[[Character], object]) -> list[Any]:
    """The answers of both; the action begins between the erasure's first lock and its second."""
    monkeypatch.setattr(hooks, "before_erasure", [lambda user: time.sleep(0.3), lock_characters_of])
    user = make_user(username=NAME)
    hero = make_character(user, name=HERO)

    def act_a_moment_later() -> object:
        time.sleep(0.1)
        return act(hero)

    return at_once(act_a_moment_later, lambda: erase(user_id=user.pk))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "act",
    [lambda hero: hunt.hunt(by(hero, "hunt-key-1"), place="old-mill"), lambda hero: look_up_its_user(by(hero))],
    ids=["a hunt", "an action that looks its user up"],
)
def test_an_action_and_an_erasure_at_once_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[Character], object]
) -> None:
    assert not [answer for answer in act_while_erasing(monkeypatch, act) if isinstance(answer, Exception)]
    assert sorted(places_of(NAME, HERO)) == []
    assert not DailyMission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_the_users_key_locked_too_an_action_and_an_erasure_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    real = QuerySet.select_for_update
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, no_key=False, **more: real(self, **more))
    answers = act_while_erasing(monkeypatch, lambda hero: look_up_its_user(by(hero)))
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [OperationalError]
