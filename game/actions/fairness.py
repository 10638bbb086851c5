"""The seeds of the dice: made in secret, shown as a hash, revealed when the next one takes over."""

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
    """The old seed, the hash of the one that has taken over (shown before as the old one's next_commit), and of the one
    after that."""

    server_seed: str
    commit: str
    fights: int
    next_commit: str
    after_commit: str


def new_seed(character: CharacterId, client_seed: str = "", server_seed: str = "") -> DiceSeed:
    """A secret seed, not saved: the one that was committed to as the next, or the first of all; and the one after it.

    The client's part is random until the player sets his own.
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
    """Reveal the live seed; the one that was committed to with it takes over. The caller holds the character's lock."""
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
    """The player asks for the live seed: it is shown, so it is spent; the next one is committed to."""
    if client_seed and not CLIENT_SEED.fullmatch(client_seed):
        raise GameError("invalid", "Your part has 1 to 64 letters, digits, - or _.", field="client_seed")
    old = DiceSeed.objects.get(character_id=context.character.pk, revealed_at__isnull=True)
    fresh = replace_seed(old, context.now, client_seed)
    return Revealed(old.server_seed, old.commit, old.next_nonce, fresh.commit, fresh.next_commit)
