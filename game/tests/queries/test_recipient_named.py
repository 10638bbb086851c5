"""Whom a letter is written to: found by its name, by the index of names."""

import pytest
from django.db import connection

from game.queries.mail import recipient_named
from game.rules.errors import GameError
from game.tests.make import make_character
from game.tests.plans import plan_of

pytestmark = pytest.mark.django_db
_MANY = """
CREATE TEMP TABLE made ON COMMIT DROP AS SELECT * FROM game_character LIMIT 1;
INSERT INTO game_character SELECT (c).* FROM (
    SELECT jsonb_populate_record(made, jsonb_build_object(
        'id', 1000000 + n, 'name', 'Many_' || n, 'skeleton', 'many' || n, 'creation_key', 'many-' || n, 'gold', 0
    )) AS c FROM made, generate_series(1, 2000) n
) many
"""


def test_one_of_many_characters_is_found_by_the_index_of_names() -> None:
    make_character(name="Marrow_1")
    with connection.cursor() as cursor:
        cursor.execute(_MANY)
        cursor.execute("ANALYZE game_character")
    plan = plan_of(lambda: recipient_named("Marrow_1"))
    assert "name_unique_without_case" in plan and "Seq Scan" not in plan, plan


def test_a_recipient_is_found_in_any_case_and_a_deleted_one_only_when_asked_for() -> None:
    character = make_character(name="Marrow_1")
    for name in ("Marrow_1", "marrow_1", " MARROW_1\n"):
        assert recipient_named(name) == character == recipient_named(name, deleted=None), name
    for name in ("Marrow", "Marrow_", "Marrow%1", "Marrow_1\0", "", "Marrow_12", "%"):
        for deleted in (False, True, None):
            with pytest.raises(GameError) as refusal:
                recipient_named(name, deleted=deleted)
            assert (refusal.value.code, refusal.value.field) == ("not_found", "to"), name
    type(character).objects.filter(pk=character.pk).update(deleted_at="2026-01-01T00:00Z")
    assert recipient_named("Marrow_1", deleted=None) == character == recipient_named("Marrow_1", deleted=True)
    with pytest.raises(GameError):
        recipient_named("Marrow_1")
    type(character).objects.filter(pk=character.pk).update(user=None)
    with pytest.raises(GameError):
        recipient_named("Marrow_1", deleted=None)
