"""The characters that boards and seasons are measured with."""

import pytest

from bench.many_characters import begin_season, make_characters
from game.models import Character, Season, SeasonBaseline

pytestmark = pytest.mark.django_db(transaction=True)


def test_characters_are_made_once_and_a_season_has_baselines_below_their_figures() -> None:
    assert [make_characters(500), make_characters(500)] == [500, 0]
    assert Character.objects.count() == 500 and Character.objects.filter(kills__gt=0).exists()
    assert begin_season() == begin_season() == Season.objects.get(ended_at=None).pk
    baselines = SeasonBaseline.objects.select_related("character")
    assert 400 < len(baselines) < 500
    assert all(base.kills <= base.character.kills for base in baselines)
