"""The picture of an ended raid for shared links, and its words. It names no hunter, because it is cached longer than names may stay."""

from game import emblems
from game.content import catalogue
from game.content.names import monster_name
from game.emblems.card import GOLD, drawn_card
from game.emblems.night import TALL, WIDE
from game.emblems.palette import oklch
from game.emblems.png import png
from game.presenters.raid_chart import clock
from game.presenters.raid_frames import title_of
from game.presenters.raid_record import fight_seconds
from game.queries.raid import RaidView
from game.queries.raid_record import CurvePoint, RaidCurve
from game.rules.raid import RaidState

TINTS: dict[RaidState, tuple[float, float]] = {"won": (24, 0.16), "escaped": (265, 0.1), "called_off": (265, 0.03)}
"""Hue and chroma of the background, by how the raid ended."""
ENDINGS: dict[RaidState, str] = {"won": "fell", "escaped": "got away", "called_off": "called off"}
TOP, BOTTOM = 60, 520
"""Where the curve has full and no health, in pixels."""
CARD_VERSION = 1
"""Part of the picture's tag: raise it when the drawing changes."""


def card_tag(raid: RaidView) -> str:
    """The ETag of the picture: a settled raid never changes."""
    return f'"raid-{raid.id}-{raid.seq}-{CARD_VERSION}"'


def raid_card(raid: RaidView, curve: RaidCurve) -> bytes:
    """The PNG of 1200 x 630. raid: a settled one."""
    return png(card_svg(raid, curve))


def card_svg(raid: RaidView, curve: RaidCurve) -> str:
    content = catalogue()
    monster = content.monsters.get(raid.boss)
    emblem = emblems.entry_emblem("monster", monster, content.hue_of(monster)) if monster else emblems.crest("vampire")
    hue, chroma = TINTS[raid.state]
    ended = raid.ended_at or raid.ends_at
    lost = raid.health - raid.hp
    return drawn_card(
        f"raid/{raid.id}", hue, chroma, emblem, title_of(raid.boss), subtitle(raid) + f" · {ended:%-d %B %Y}",
        [("Hunters", f"{raid.hunters:,}"), ("Damage", short(lost)), ("Lasted", clock(fight_seconds(raid)))],
        backdrop=_curve(raid, curve.points, hue, chroma) if raid.counted else "",
    )  # fmt: skip


def subtitle(raid: RaidView) -> str:
    """ "The Whole Parish fell"."""
    if raid.state == "called_off":
        return f"The hunt for {monster_name(raid.boss)}, called off"
    return f"{monster_name(raid.boss)} {ENDINGS[raid.state]}"


def sharing_text(raid: RaidView) -> str:
    """A sentence for link cards."""
    lost = raid.health - raid.hp
    hunters = f"{raid.hunters:,} hunter{'' if raid.hunters == 1 else 's'}"
    if not raid.counted:
        return f"{subtitle(raid)}. Nobody had struck it."
    return f"{subtitle(raid)}. {hunters} did {lost:,} damage with {raid.counted:,} hits. Every one's dice can be checked."


def short(number: int) -> str:
    """123 -> "123", 45600 -> "45,600", 1234567 -> "1.2 million"."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= size:
            return f"{number / size:.1f} {word}"
    return f"{number:,}"


def _curve(raid: RaidView, points: list[CurvePoint], hue: float, chroma: float) -> str:
    """The health over the time of the fight, over the whole width, behind everything else."""
    seconds, colour = fight_seconds(raid), oklch(0.5, max(0.08, chroma), hue)
    at = [(0.0, _y(raid.health, raid))] + [(min(WIDE, p.at * WIDE / seconds), _y(p.hp, raid)) for p in points]
    line = f"M0 {at[0][1]:.0f}" + "".join(f"H{x:.0f}V{y:.0f}" for x, y in at[1:]) + f"H{WIDE}"
    drawn = (
        f'<path d="{line}V{TALL}H0Z" fill="{colour}" fill-opacity=".18"/>'
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="4" stroke-opacity=".4" stroke-linejoin="round"/>'
    )
    if raid.state == "won":
        x, y = at[-1]
        drawn += f'<circle cx="{min(x, WIDE - 34):.0f}" cy="{y:.0f}" r="12" fill="{GOLD}"/>'
    return drawn


def _y(hp: int, raid: RaidView) -> float:
    return BOTTOM - (BOTTOM - TOP) * hp / raid.hp_max
