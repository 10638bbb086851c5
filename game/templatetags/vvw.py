"""Functions and filters of the templates: a form's key, icons, emblems, numbers and times in words.

HTML that depends on the arguments alone is cached; where it depends on the catalogue, its hash is part of the cache's key.
"""

import secrets
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from game.content.schema import Item
from game.presenters.bonuses import item_bonus, item_rarity
from game.presenters.entries import content_hash
from game.presenters.names import class_name as class_name
from game.presenters.stat_words import ATTRIBUTE_WORDS, GEAR_WORDS, PERMILLE


def key() -> str:
    """A hidden field with an idempotency key, a new one for each form: a form that is sent twice acts once."""
    # autocomplete: a browser that restores a page from its history must not restore an old key.
    return f'<input type="hidden" name="idempotency_key" value="{secrets.token_hex(16)}" autocomplete="off">'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon of static/img/icons.svg. Screen readers skip it, so put words beside it."""
    svg = '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(svg, static("img/icons.svg"), name)


def address(path: str) -> str:
    """The full address of a path: for canonical links and for links that players share."""
    site: str = settings.SITE_URL
    return site.rstrip("/") + path


@lru_cache(maxsize=4096, typed=True)
def soft(name: str) -> SafeString:
    """A name that a browser may wrap after an underscore."""
    return mark_safe(escape(name).replace("_", "_<wbr>"))  # noqa: S308 (escaped above)


def name_size(name: str) -> str:
    """The class of a heading that is a name, so that a phone breaks it only after an underscore (static/css/game.css)."""
    longest = max(map(len, name.split("_")))
    return "name-longest" if longest > 15 else "name-long" if longest > 10 else "name-short"


def emblem(kind: str, slug: object, size: str = "") -> SafeString:
    """An emblem as a picture with an empty alt text, because its name stands beside it.

    kind: item, monster, place, class, crest, character or clan. size: "", "sm", "lg" or "xl".
    """
    return _emblem(content_hash(), kind, str(slug), size)


@lru_cache(maxsize=8192)
def _emblem(content: str, kind: str, slug: str, size: str) -> SafeString:
    rarity = item_rarity(slug) if kind == "item" else None
    return format_html(
        '<span class="emblem{}{}"><img src="/emblems/{}/{}.svg?v={}" alt="" width="96" height="96" loading="lazy"></span>',
        f" emblem--{size}" if size else "", f" r-{rarity}" if rarity else "", kind, slug, content,
    )  # fmt: skip


def percent(permille: int) -> str:
    """45 -> "4.5 %"."""
    return f"{permille / 10:.1f} %".replace(".0 %", " %")


def attribute(name: str) -> str:
    return ATTRIBUTE_WORDS.get(name, name)


def stat(name: str) -> str:
    """The name of a stat that an item may add: "crit" -> "Crit"."""
    return GEAR_WORDS.get(name, name)


def value_of(value: int, stat: str) -> str:
    """A value of a stat with its sign: "+7", "+4.5 %"."""
    return f"{value / 10:+.1f} %".replace(".0 %", " %") if stat in PERMILLE else f"{value:+d}"


def bonuses(item: Item, upgrade: int) -> tuple[tuple[str, str], ...]:
    """An item's bonuses after so many upgrades: (name, value with its sign)."""
    return _bonuses(content_hash(), item.slug, upgrade)


@lru_cache(maxsize=8192)
def _bonuses(content: str, slug: str, upgrade: int) -> tuple[tuple[str, str], ...]:
    return tuple((GEAR_WORDS[stat], value_of(value, stat)) for stat, value in item_bonus(slug, upgrade).items())


def ago(moment: datetime) -> str:
    """How long ago, in one unit: "just now", "5 min ago", "3 h ago", "2 days ago"."""
    seconds = int((timezone.now() - moment).total_seconds())
    for size, unit in ((86_400, "day"), (3600, "h"), (60, "min")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if unit == 'day' and count > 1 else ''} ago"
    return "just now"


def duration(seconds: int) -> str:
    """Seconds in words: "5 h 12 min", "3 min", "40 s"."""
    if seconds >= 3600:
        return f"{seconds // 3600} h {seconds % 3600 // 60} min"
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def full_in(seconds: int) -> str:
    """When a meter is full, in the words of static/js/ui.js: "full", "full in 40 s", "full in 4 min", "full in 3 h 5 min"."""
    if seconds <= 0:
        return "full"
    if seconds < 60:
        return f"full in {seconds} s"
    hours, minutes = divmod(-(-seconds // 60), 60)
    return f"full in {hours} h {minutes} min" if hours else f"full in {minutes} min"


def capped(number: int) -> str:
    """A number of unread things, which are counted up to 100: 100 -> "99+"."""
    return "99+" if number > 99 else str(number)


def intcomma(number: int) -> str:
    """1234567 -> "1,234,567"."""
    return f"{number:,}"
