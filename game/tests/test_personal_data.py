"""What a person gets of the own data, and what is left of it after the erasure: over all tables, also those of libraries."""

import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from accounts.actions.erase import erase
from accounts.actions.export import export
from accounts.models import AuditEntry, OutboxMessage
from accounts.registries.personal_data import registered
from game.actions import hunt
from game.models import (
    ApiToken,
    ArchivedBattle,
    ArchivedRaidHit,
    Battle,
    DailyMission,
    DiceSeed,
    Holding,
    Notice,
    PlayerStats,
    RaidHit,
    RaidHunter,
    RaidReminder,
    RaidReward,
    Receipt,
    SeasonBaseline,
    SeasonRank,
    SeasonResult,
    SeasonReward,
    Transfer,
)
from game.queries.dice_seed import server_seed_of
from game.tests.make import by, make_character, make_user
from game.tests.person import EMAIL, HERO, NAME, make_person, models_of_persons, places_of

pytestmark = pytest.mark.django_db


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
    assert all(any(place.startswith(f"{table}.inputs") for place in before) for table in ("game_battle", "game_archivedbattle"))
    assert {place.partition(" ")[0] for place in before if place.startswith("game_raid")} == {
        "game_raid.top",
        "game_raid.latest",
    }
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
    user, hero = make_person()
    stays = (
        Transfer, ArchivedBattle, ArchivedRaidHit, Battle, DiceSeed, Holding, RaidHit, RaidHunter, RaidReward, SeasonRank,
        SeasonResult, SeasonReward,
    )  # fmt: skip
    counts = [model.objects.count() for model in stays]
    entries = AuditEntry.objects.count()
    erase(user_id=user.pk)
    assert [model.objects.count() for model in stays] == counts
    assert AuditEntry.objects.count() == entries + 1
    assert not Notice.objects.filter(character=hero).exists(), "the friends keep theirs, without the name"
    assert not Receipt.objects.filter(Q(user=user) | Q(character=hero)).exists()
    for model in (
        DailyMission,
        PlayerStats,
        RaidReminder,
        SeasonBaseline,
        ApiToken,
        Authenticator,
        EmailAddress,
        SocialAccount,
        OutboxMessage,
    ):
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
    assert len(rows["game.archivedbattle.json"]) == len(rows["game.archivedraidhit.json"]) == 1
    assert len(rows["game.raidhit.json"]) == rows["game.character.json"][0]["raid_hits"] - 1 == 2
    code = f"character:{hero.pk}"
    assert len(rows["game.transfer.json"]) == Transfer.objects.filter(Q(source=code) | Q(destination=code)).count() > 1
    assert [row["text"] for row in rows["game.letter.json"]] == ["All is well."]
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


def test_ending_all_sessions_ends_the_api_tokens() -> None:
    from accounts.actions.sessions import end_all

    user, _ = make_person()
    end_all(user)
    assert not ApiToken.objects.exists()


def test_the_export_holds_the_seasons_of_the_characters_and_the_erasure_takes_the_name_out_of_the_hall() -> None:
    user, hero = make_person()
    with zipfile.ZipFile(export(user_id=user.pk)) as folder:
        place = json.loads(folder.read("game.seasonrank.json"))[0]
        result = json.loads(folder.read("game.seasonresult.json"))[0]
        reward = json.loads(folder.read("game.seasonreward.json"))[0]
    assert (place["name"], place["rank"], place["season__number"]) == (HERO, 1, 1)
    assert result["season__boards"][1] == "kills" and len(result["ranks"]) == len(result["scores"]) >= 4 and reward["gold"] > 0
    erase(user_id=user.pk)
    assert set(SeasonRank.objects.filter(character=hero).values_list("name", flat=True)) == {""}
