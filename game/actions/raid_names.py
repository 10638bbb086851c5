"""The names that open raids keep for their watchers: taking some out of them when characters are forgotten.

An ended raid holds no names (raid_settle.py): its board, and the killing blow, take them from the characters.
"""

from collections.abc import Mapping

import msgspec
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from game.actions.locking import check_in_transaction
from game.actions.raid_effects import announce
from game.actions.raid_fold import tally_of, update_of
from game.actions.raid_settle import keep_update
from game.actions.transaction import EffectContext
from game.models import Raid, RaidHit
from game.models.ids import CharacterId
from game.rules.raid_fold import Renamed, renamed


def take_names_out_of_open_raids(names: Mapping[CharacterId, Renamed]) -> None:
    """Replace the names of these hunters in the raids that are on, and show their watchers the new state. The caller holds the
    characters' locks, has not written their new names yet, and goes on to write them in the same transaction.

    This waits for a fold that is running, because that fold may have read the old names, and reads what it wrote. No fold of
    these raids runs until the end of the transaction; the next one reads the new names. The characters' rows come after the
    raids' locks, because a settlement that holds such a lock checks its rewards against them.
    """
    check_in_transaction()
    # A hunter whose hits have no number yet counts too: the running fold may be about to name him or her.
    hits = RaidHit.objects.filter(raid_id=OuterRef("pk"), character_id__in=list(names))
    raids = Raid.objects.select_for_update(no_key=True).filter(Exists(hits), state=Raid.OPEN).order_by("pk")
    for raid in list(raids):
        _rename_in(raid, {int(character): name for character, name in names.items()})


def _rename_in(raid: Raid, names: Mapping[int, Renamed]) -> None:
    before = tally_of(raid)
    after = renamed(before, names)
    if after == before:
        return
    raid.top, raid.latest = msgspec.to_builtins(after.top), msgspec.to_builtins(after.latest)
    raid.seq += 1
    Raid.objects.filter(pk=raid.pk).update(top=raid.top, latest=raid.latest, seq=raid.seq, folded_at=Now())
    keep_update(raid)
    announce(EffectContext(), update_of(raid))
