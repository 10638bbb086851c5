"""The city's letter to a hunter after a raid: how it ended, and what the hunter did and got."""

from game.actions.city_letters import CityLetter
from game.content import catalogue
from game.models import Raid, RaidReward
from game.models.ids import CharacterId


def letter_of(raid: Raid, reward: RaidReward) -> CityLetter:
    """The letter says what was paid; nothing comes with it."""
    boss = catalogue().raid_bosses.get(raid.boss)
    title = boss.title if boss is not None else "The raid"
    ended = {
        Raid.WON: boss.fall if boss is not None else "It fell.",
        Raid.ESCAPED: boss.escape if boss is not None else "It got away.",
        Raid.CALLED_OFF: f"The city called the hunt off. {raid.reason}",
    }[raid.state]
    lines = [ended, f"You struck {reward.hits:,} times for {reward.damage:,} damage, which put you in place {reward.rank:,}."]
    if reward.gold:
        lines.append(f"Your share of {reward.gold:,} gold is in your purse.")
    if reward.energy:
        lines.append(f"The {reward.energy:,} energy that you spent on it is yours again.")
    if reward.trophy in catalogue().items:
        lines.append(f"The killing blow was yours, and so is {catalogue().items[reward.trophy].name}.")
    lines.append(f"The whole fight is at /raids/{raid.pk}/.")
    return CityLetter(CharacterId(reward.character_id), f"{title}: your part", "\n\n".join(lines))
