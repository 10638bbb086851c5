"""What a character may be called."""

import pytest

from game.actions.character_names import problem_with
from game.rules import guest_names
from vvw_site.foundation.naming import skeleton


def test_names_that_look_alike_are_one() -> None:
    for one, other in [("Vlad", "v1ad"), ("Night_Owl", "nightowl"), ("Corn", "Com"), ("IL", "ll"), ("Clara", "dara")]:
        assert skeleton(one) == skeleton(other)
    assert skeleton("Mara") != skeleton("Nara")


def test_a_refused_name_says_why() -> None:
    for name in ("ab", "x" * 21, "two words", "Ünder", "а_cyrillic", "___", "123", "Adm1n", "n1gger_x", "a\x00b"):
        assert problem_with(name), name
    assert problem_with("Mara_77") is None


@pytest.mark.parametrize("name", [
    "Torpedo", "Hospice", "Scunthorpe", "Nazli", "Ignazio", "Therapist", "Mandrake", "Spice", "Snigger", "Niger", "Essex",
    "Administer", "Modest", "Supporter", "Moderna", "Stafford", "MoonWarden", "TorpedoBoat", "Nazli_88", "Lady_Scunthorpe",
    "xX_Ignazio_Xx", "Analyst", "Grape99", "Hospice_7", "Officially",
])  # fmt: skip
def test_innocent_words_that_hold_a_slur_are_names(name: str) -> None:
    assert problem_with(name) is None


@pytest.mark.parametrize("name", [
    "Nazi", "nAzI", "n4zi", "N4z1_Lord", "NaziLord", "xXNaziXx", "88nazi88", "na_zi", "n_a_z_i", "Cunt", "cunt99", "Pedo_Bear",
    "P3do", "Fuck", "fuckyou", "F_u_c_k", "fuuuck", "Motherfucker", "n1gger", "NiggerX", "Slut_x", "sluts", "SPIC",
])  # fmt: skip
def test_slurs_are_refused_as_words_however_they_are_written(name: str) -> None:
    assert problem_with(name)


@pytest.mark.parametrize("name", [
    "Moderator", "M0derator", "TheModerator", "Staff", "Sta_ff", "StaffHelper", "support", "5upport", "Supp0rt_Team", "Admin",
    "Adm1n", "Adrnin", "admin99", "Admin_Bob", "aDMIN", "VvW", "vvw_help", "VampiresVsWerewolves", "GameMaster", "Warden",
])  # fmt: skip
def test_words_for_the_staff_are_refused(name: str) -> None:
    assert "staff" in (problem_with(name) or "")


@pytest.mark.parametrize("name", ["The_city", "THECITY", "TheC1ty", "_the_city_", "The_City_7", "City", "Somebody_who_left"])
def test_nobody_is_called_as_letters_name_the_city_and_the_erased(name: str) -> None:
    assert "staff" in (problem_with(name) or "")
    assert problem_with("City_Rat") is None and problem_with("Felicity") is None


def test_guest_names_are_valid_names() -> None:
    for number in range(0, 40_000, 7):
        for faction in ("vampire", "werewolf"):
            assert problem_with(guest_names.name(faction, number)) is None


def test_guests_get_longer_names_when_the_short_ones_are_used_up() -> None:
    for digits in guest_names.DIGITS:
        for number in (0, 287, 10**6 + 7, 2**48 - 1):
            for faction in ("vampire", "werewolf"):
                made = guest_names.name(faction, number, digits)
                assert made[-digits:].isdigit() and problem_with(made) is None
