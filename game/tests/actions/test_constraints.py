"""Errors of constraints become refusals with a code; all other errors of the database stay what they are."""

import pytest
from django.db import IntegrityError, connection, transaction

from game.actions.constraints import refusal_of
from game.models import Character, Receipt
from game.rules.errors import GameError
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def gold_below_zero() -> IntegrityError:
    character = make_character()
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Character.objects.filter(pk=character.pk).update(gold=-1)
    return raised.value


def name_of_another() -> IntegrityError:
    one, other = make_character(), make_character()
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Character.objects.filter(pk=one.pk).update(name=other.name.upper())
    return raised.value


def receipt_of_nobody() -> IntegrityError:
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Receipt.objects.create(character_id=999_999, key="key-00000001", action="x", digest=b"x", answer="{}")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return raised.value


def test_gold_below_zero_is_a_refusal_for_players_and_staff() -> None:
    for refusal in (refusal_of(gold_below_zero()), refusal_of(gold_below_zero(), by_staff=True)):
        assert isinstance(refusal, GameError) and refusal.code == "not_enough_gold"


def test_a_taken_name_is_a_refusal_of_the_field() -> None:
    refusal = refusal_of(name_of_another())
    assert isinstance(refusal, GameError) and (refusal.code, refusal.field) == ("name_taken", "name")


def test_an_error_that_breaks_no_rule_of_the_game_is_returned_as_it_is() -> None:
    error = receipt_of_nobody()
    assert refusal_of(error) is error and refusal_of(error, by_staff=True) is error
