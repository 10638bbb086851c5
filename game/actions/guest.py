"""Playing as a guest: the account and its first character are created together or not at all."""

import secrets

from django.db import transaction

from accounts.actions.guest import make_guest
from accounts.models import User
from game.actions import character as characters
from game.content import catalogue
from game.models import Character
from game.queries.access import access_character
from game.rules import guest_names
from game.rules.errors import GameError

DRAWS = 5
"""Names drawn before one with more digits is tried."""


def play_as_guest(*, faction: str, key: str) -> tuple[User, Character]:
    """A guest with a character that is ready to hunt, in one transaction. The same key within two minutes gets the same guest.

    key as in every action. GameError as in character.create.
    """
    characters.check_faction(faction)
    with transaction.atomic():
        user = make_guest(key=key)
        return user, access_character(user, None) or _first_character(user, faction)


def _first_character(user: User, faction: str) -> Character:
    """Its name is drawn. If the name is taken, another is drawn, later with more digits, so that names do not run out."""
    classes = sorted(c.slug for c in catalogue().classes.values() if c.faction == faction)
    for digits in guest_names.DIGITS:
        for _ in range(DRAWS):
            number = secrets.randbelow(2**48)
            try:
                return characters.create(
                    user=user, name=guest_names.name(faction, number, digits), faction=faction,
                    class_slug=classes[number % len(classes)], emblem=number % characters.EMBLEMS, key=f"guest-{user.pk:08}",
                )  # fmt: skip
            except GameError as error:
                if error.code != "name_taken":
                    raise
    raise GameError("unavailable", "No free name was found. Try again.", retry_after=1)
