"""A small world for a first look: two dozen characters who have hunted and fought a raid, so that boards and lists are not empty."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from game.actions import character as characters
from game.actions import ledger
from game.actions.boards import count_boards
from game.actions.character import EMBLEMS, choose_loadout, spend_points
from game.actions.demo_raid import fight_demo_raid
from game.actions.hunt import hunt
from game.actions.inventory import equip
from game.actions.limits import unpaced
from game.actions.player_action import Actor
from game.content import catalogue
from game.models import Character
from game.rules import guest_names, tuning
from game.rules.growth import points_for

SIZE = 24
HUNTS = 15
RAID_BOSS, RAID_HEALTH = "mister-snuff", 26_000
"""About four hundred hits of these characters."""
LEVELS = (15, 14, 13, 13, 12, 11, 10, 10, 9, 8, 8, 7, 7, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1)


def make_demo_world() -> Iterator[str]:
    """Makes the missing characters and yields each name when it is done; a second run makes nothing. At the end the
    boards are counted, so that the first visitor sees them."""
    classes = sorted((c for c in catalogue().classes.values() if c.faction), key=lambda c: (c.slug,))
    for number in range(SIZE):
        user, _ = get_user_model().objects.get_or_create(
            username=f"demo_{number + 1:02d}", defaults={"password": make_password(None)}
        )
        if Character.objects.filter(user=user).exists():
            continue
        of = classes[number % len(classes)]
        character = characters.create(
            user=user, name=guest_names.name(of.faction or "vampire", 97 + number * 311), faction=of.faction or "vampire",
            class_slug=of.slug, emblem=number * 5 % EMBLEMS, key=f"demo-world-{number:04d}",
        )  # fmt: skip
        _raise(character, LEVELS[number], of.main)
        _hunt(character)
        yield character.name
    everybody = Character.objects.filter(user__username__startswith="demo_", deleted_at=None).order_by("pk")
    fight_demo_raid(list(everybody.values_list("pk", flat=True)), RAID_BOSS, RAID_HEALTH)
    count_boards()


def _raise(character: Character, level: int, main: str) -> None:
    """Raises it to a level, spends its points, chooses its skills and gives it gear that fits."""
    points, me = points_for(level - 1), Actor(character.id)
    Character.objects.filter(pk=character.pk).update(level=level, unspent=points)
    if points:
        spend_points(me, points={main: points // 2, "vit": points // 4, "lck": points - points // 2 - points // 4})
    learnt = [s.slug for s in catalogue().class_skills[character.class_slug] if s.level <= level]
    choose_loadout(me, skills=learnt[-tuning.LOADOUT_SIZE :])
    for slot in ("weapon", "head", "body", "hands", "legs", "feet", "ring"):
        fitting = [
            i for i in catalogue().items.values()
            if i.slot == slot and level - 3 <= i.level <= level and i.faction in (None, character.faction)
        ]  # fmt: skip
        if fitting:
            piece = fitting[character.pk % len(fitting)].slug
            move = ledger.Move("faucet:demo", ledger.of(character.id), piece, 1)
            equip(me, holding=ledger.post([move], reason="demo")[0])


def _hunt(character: Character) -> None:
    """HUNTS hunts in the best places open to it."""
    level = Character.objects.get(pk=character.pk).level
    places = sorted((p for p in catalogue().places.values() if p.level <= level), key=lambda p: -p.level)[:3]
    with unpaced():
        for number in range(HUNTS):
            hunt(Actor(character.id), place=places[number % len(places)].slug)
            Character.objects.filter(pk=character.pk).update(hp=1_000_000)
    hours = timedelta(hours=character.pk % 20)
    Character.objects.filter(pk=character.pk).update(energy=tuning.ENERGY_MAX, seen_at=timezone.now() - hours)
