"""The seeds of the dice: kept secret, shown as a hash, revealed when the next seed replaces them."""

import re
import secrets
from datetime import datetime

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import DiceSeed
from game.models.ids import CharacterId
from game.queries.dice_seed import decrypted, encrypted, server_seed_of
from game.rules.dice import commitment
from game.rules.errors import GameError

CLIENT_SEED = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Revealed(Struct, frozen=True):
    """The old seed, the hash of the seed that replaced it (shown before as next_commit), and the hash of the one after that.
    fights: how many were fought with the old seed."""

    server_seed: str
    commit: str
    fights: int
    next_commit: str
    after_commit: str


def new_seed(character: CharacterId, client_seed: str = "", server_seed: str = "") -> DiceSeed:
    """A secret seed with its successor, not saved. server_seed: the successor that was announced before; "" for a first seed.

    The client's part is random until the player sets one.
    """
    server_seed, following = server_seed or secrets.token_hex(32), secrets.token_hex(32)
    commit, next_commit = commitment(server_seed), commitment(following)
    return DiceSeed(
        character_id=character,
        encrypted_seed=encrypted(server_seed, commit),
        commit=commit,
        encrypted_next=encrypted(following, next_commit),
        next_commit=next_commit,
        client_seed=client_seed or secrets.token_hex(8),
    )


def replace_seed(old: DiceSeed, now: datetime, client_seed: str = "") -> DiceSeed:
    """Reveal the live seed; the successor that was announced with it becomes live. The caller holds the character's lock."""
    following = new_seed(
        CharacterId(old.character_id), client_seed or old.client_seed, decrypted(old.encrypted_next, old.next_commit)
    )
    old.server_seed, old.revealed_at = server_seed_of(old), now
    old.encrypted_seed = old.encrypted_next = ""
    old.save(update_fields=["server_seed", "encrypted_seed", "encrypted_next", "revealed_at"])
    following.save()
    return following


@action("reveal_seed", Revealed)
def reveal_seed(context: ActionContext, *, client_seed: str = "") -> Revealed:
    """Reveal the live seed to the player, which ends its use. GameError invalid."""
    if client_seed and not CLIENT_SEED.fullmatch(client_seed):
        raise GameError("invalid", "Your part has 1 to 64 letters, digits, - or _.", field="client_seed")
    old = DiceSeed.objects.get(character_id=context.character.pk, revealed_at__isnull=True)
    fresh = replace_seed(old, context.now, client_seed)
    return Revealed(old.server_seed, old.commit, old.next_nonce, fresh.commit, fresh.next_commit)
