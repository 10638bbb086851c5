"""Characters that have done something, for tests of achievements: their battles and movements are written as a hunt writes them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from game.actions import ledger
from game.actions.achievement_fold import FoldCount, fold_achievements
from game.actions.fairness import new_seed
from game.models import AchievementProgress, ArchivedBattle, Battle, Character, DiceSeed, EarnedAchievement

CRIT, HIT, STRUCK = (
    [1, 0, "attack", "crit", 9, [20, 1]],
    [1, 0, "attack", "hit", 4, [20, 1]],
    [1, 1, "attack", "crit", 9, [11, 1]],
)


def make_battle(
    character: Character, *, monster: str = "flour-rat", place: str = "old-mill", won: bool = True, gold: int = 7,
    blows: Sequence[Any] = (HIT, CRIT, STRUCK), loot: Sequence[Any] = (), archived: bool = False, **fields: Any,
) -> Battle | ArchivedBattle:  # fmt: skip
    """A battle of the character, whose row is written with it. archived: only the archive has it."""
    seed = DiceSeed.objects.filter(character=character, revealed_at=None).first() or new_seed(character.id)
    nonce, seed.next_nonce = seed.next_nonce, seed.next_nonce + 1
    seed.save()
    outcome = {
        "prey": monster,
        "xp": 1,
        "gold": gold,
        "loot": list(loot),
        "fight": {"won": won, "rounds": 1, "hp": [11, 0], "blows": list(blows)},
    }
    values = {
        "character": character, "place": place, "monster": monster, "won": won, "xp": 1, "gold": gold if won else 0, "seed": seed,
        "nonce": nonce, "rules_version": 2, "content_hash": "x", "inputs": {}, "outcome": outcome,
    } | fields  # fmt: skip
    battle = Battle.objects.create(**values)
    Character.objects.filter(pk=character.pk).update(hunts=character.hunts + 1)
    if archived:
        kept = ArchivedBattle.objects.create(**values, pk=battle.pk, at=timezone.now() - timedelta(days=91))
        battle.delete()
        return kept
    return battle


def move(character: Character, asset: str, quantity: int, reason: str, *, away: bool = False) -> None:
    """A movement to the character, or away from it, with this reason; its row is written as by the action."""
    holder, world = ledger.of(character.id), f"sink:{reason}" if away else f"faucet:{reason}"
    ends = (holder, world) if away else (world, holder)
    ledger.post([ledger.Move(*ends, asset, quantity)], reason=reason)
    Character.objects.filter(pk=character.pk).update(place="old-mill")


def fold_all(**options: Any) -> FoldCount:
    count = fold_achievements(**options)
    assert count is not None and count.is_finished
    return count


def earned_by(character: Character) -> set[str]:
    return set(EarnedAchievement.objects.filter(character=character).values_list("achievement", flat=True))


def counts_of(character: Character) -> dict[str, int]:
    found = AchievementProgress.objects.filter(character=character).first()
    return {} if found is None else found.counts
