from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.character import let_go
from game.actions.sweep import sweep
from game.models import Character
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_one_who_squats_on_the_name_of_the_buried_holds_nobody_up():
    gone, other = make_character(), make_character()
    squatter = make_character(name=f"gone_{gone.pk}")
    let_go(by(gone))
    let_go(by(other))
    assert sweep(timezone.now() + timedelta(hours=73))["characters"] == 2
    buried = Character.objects.get(pk=gone.pk)
    assert (buried.user_id, buried.name) == (None, f"gone_{gone.pk}_")
    assert Character.objects.get(pk=squatter.pk).name == f"gone_{gone.pk}"
