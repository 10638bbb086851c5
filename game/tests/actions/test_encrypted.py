"""Live dice seeds are encrypted again under the current key, and play goes on unchanged."""

import pytest
from pytest_django import Settings

from game.actions.encrypted import renew_seed, stale_seeds
from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.models import Battle, DiceSeed
from game.queries.battle import verdict
from game.tests.make import by, make_character
from vvw_site.foundation.keyring import new_key

pytestmark = pytest.mark.django_db


def use_new_key(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}", *settings.ENCRYPTION_KEYS]


def test_a_seed_under_a_former_key_is_stale_until_it_is_renewed(settings: Settings) -> None:
    make_character()
    use_new_key(settings)
    seed = stale_seeds("new").get()
    assert renew_seed(seed)
    assert not stale_seeds("new").exists() and list(stale_seeds("newer")) == [seed]


def test_after_the_renewal_the_former_key_is_not_needed(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    character = make_character()
    hunt(by(character), place="old-mill")
    use_new_key(settings)
    assert renew_seed(stale_seeds("new").get())
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    hunt(by(character), place="old-mill")
    reveal_seed(by(character))
    assert [verdict(battle).state for battle in Battle.objects.all()] == ["true", "true"]


def test_a_renewal_changes_no_commitment(settings: Settings) -> None:
    make_character()
    before = DiceSeed.objects.values_list("commit", "next_commit", "next_nonce", "client_seed").get()
    use_new_key(settings)
    assert renew_seed(stale_seeds("new").get())
    assert DiceSeed.objects.values_list("commit", "next_commit", "next_nonce", "client_seed").get() == before


def test_a_seed_that_is_revealed_before_its_renewal_is_written_stays_revealed(settings: Settings) -> None:
    character = make_character()
    use_new_key(settings)
    as_read = stale_seeds("new").get()
    revealed = reveal_seed(by(character))
    assert not renew_seed(as_read)
    assert DiceSeed.objects.get(pk=as_read.pk).server_seed == revealed.server_seed


def test_a_seed_is_renewed_once(settings: Settings) -> None:
    make_character()
    use_new_key(settings)
    as_read = stale_seeds("new").get()
    assert (renew_seed(as_read), renew_seed(as_read)) == (True, False)


def test_a_revealed_seed_is_never_stale(settings: Settings) -> None:
    character = make_character()
    reveal_seed(by(character))
    use_new_key(settings)
    assert DiceSeed.objects.count() == 2 and stale_seeds("new").get().revealed_at is None
