"""Every three minutes: write down and pay achievements. Each hour: count how rare they are."""

from game.actions.achievement_fold import fold_achievements
from game.actions.achievement_pay import pay_achievements
from game.actions.achievement_rarity import count_rarity
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.fold_achievements")
def fold(window: JobWindow) -> str:
    count, paid = fold_achievements(), pay_achievements()
    if count is None:
        return f"They are being folded elsewhere; {paid:,} rewards paid"
    goes_on = "" if count.is_finished else "; the next run goes on"
    return f"{count.characters:,} characters looked at, {count.earned:,} achievements earned, {paid:,} rewards paid{goes_on}"


@job("game.count_rarity")
def rarity(window: JobWindow) -> str:
    return f"{count_rarity():,} achievements are held by somebody"
