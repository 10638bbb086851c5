"""The seeds of the dice: made in secret, shown as a hash, revealed when the next one takes over."""

import re
import secrets
from datetime import datetime

from msgspec import Struct

from game.actions.turn import Turn, action
from game.models import DiceSeed
from game.rules.dice import commitment
from game.rules.errors import GameError

CLIENT_SEED = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Revealed(Struct, frozen=True):
    """The old seed, and the hash of the one that has taken over."""

    server_seed: str
    commit: str
    fights: int
    next_commit: str


def new_seed(character: int, client_seed: str = "") -> DiceSeed:
    """A fresh secret seed; the client's part is random until the player sets his own."""
    server_seed = secrets.token_hex(32)
    return DiceSeed.objects.create(
        character_id=character,
        server_seed=server_seed,
        commit=commitment(server_seed),
        client_seed=client_seed or secrets.token_hex(8),
    )


def replace_seed(old: DiceSeed, now: datetime, client_seed: str = "") -> DiceSeed:
    """Reveal the live seed and commit to a new one. The caller holds the character's lock."""
    old.revealed_at = now
    old.save(update_fields=["revealed_at"])
    return new_seed(old.character_id, client_seed or old.client_seed)


@action(Revealed)
def reveal_seed(turn: Turn, *, client_seed: str = "") -> Revealed:
    """The player asks for the live seed: it is shown, so it is spent; the next one is committed to."""
    if client_seed and not CLIENT_SEED.fullmatch(client_seed):
        raise GameError("invalid", "Your part has 1 to 64 letters, digits, - or _.", field="client_seed")
    old = DiceSeed.objects.get(character_id=turn.character.pk, revealed_at__isnull=True)
    fresh = replace_seed(old, turn.now, client_seed)
    return Revealed(old.server_seed, old.commit, old.next_nonce, fresh.commit)
