"""Characters: create, spend points, choose a loadout, delete and restore."""

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from msgspec import Struct

from accounts.limits.duration_text import duration_text
from accounts.models import User
from accounts.models.ids import UserId
from game.actions import boards, ledger
from game.actions.actor import UserActor
from game.actions.character_names import check_name, check_not_staff
from game.actions.departures import depart
from game.actions.fairness import new_seed
from game.actions.limits import is_paced
from game.actions.muted import check_not_muted
from game.actions.player_action import ActionContext, action
from game.actions.transaction import USERS, TransactionContext
from game.actions.user_action import UserContext, lock_living_user, user_action
from game.actions.wear import put_on
from game.content import catalogue
from game.content.schema import Class
from game.models import ApiToken, Character
from game.models.character import ATTRIBUTE_FIELDS
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.rules import growth, tuning
from game.rules.errors import GameError
from vvw_site.foundation.naming import skeleton

RESTORE_HOURS = 72
EMBLEMS = 24
DAY = timedelta(days=1)


class Spent(Struct, frozen=True):
    """Attributes after it, by the rules' names, and the points left."""

    attributes: dict[str, int]
    unspent: int


class Loadout(Struct, frozen=True):
    skills: list[str]


class Created(Struct, frozen=True):
    character: CharacterId


def create(*, user: User, name: str, faction: str, class_slug: str, emblem: int, key: str) -> Character:
    """A new character with its class's attributes, starting gear worn and starting gold, all through the ledger.

    Locks the user's row, so that simultaneous requests cannot exceed the limit of three; the same key gives the same character.
    key as in every action. GameError: invalid (field), wrong_faction, name_taken, too_many_characters,
    too_fast (six characters in 24 hours), forbidden (muted), key_reused, not_logged_in (the account was erased a moment ago).
    """
    actor = UserActor(user.id, key)
    created = _create(actor, name=name, faction=faction, class_slug=class_slug, emblem=emblem, key=key)
    return Character.objects.get(pk=created.character)


@user_action("create_character", Created)
def _create(context: UserContext, *, name: str, faction: str, class_slug: str, emblem: int, key: str) -> Created:
    chosen = _checked(name, faction, class_slug, emblem)
    check_not_muted(context.user, "name a new character", field="name")
    now = timezone.now()
    counted = Q(deleted_at__isnull=True) | Q(created_at__gt=now - DAY) | Q(creation_key=key)
    owned = list(Character.objects.filter(counted, user_id=context.user.pk).only("creation_key", "created_at", "deleted_at"))
    # A version before receipts of users (0013) stored the key here; it may have made this character a moment ago.
    if first := next((one for one in owned if one.creation_key == key), None):
        return Created(first.id)
    if sum(one.deleted_at is None for one in owned) >= tuning.CHARACTERS_PER_ACCOUNT:
        raise GameError("too_many_characters", "You have three characters. Let one go to make room.")
    _check_pace([one.created_at for one in owned], now)
    check_not_staff(name, but=context.user.id)
    character = Character(
        user_id=context.user.pk, name=name, skeleton=skeleton(name), faction=faction, class_slug=class_slug,
        emblem=emblem, creation_key=key, place="old-mill",
        loadout=[s.slug for s in catalogue().class_skills[class_slug] if s.level == 1][: tuning.LOADOUT_SIZE],
    )  # fmt: skip
    character.attributes = {str(name): points for name, points in chosen.start.items()}
    character.save(force_insert=True)
    new_seed(character.id).save()
    _give_start(character, list(chosen.gear))
    return Created(character.id)


def _check_pace(times: list[datetime], now: datetime) -> None:
    """GameError too_fast when CHARACTERS_A_DAY of these times are within the last 24 hours, those of deleted characters included."""
    made = sorted((at for at in times if at > now - DAY), reverse=True)
    if len(made) < tuning.CHARACTERS_A_DAY or not is_paced():
        return
    wait = math.ceil((made[tuning.CHARACTERS_A_DAY - 1] + DAY - now).total_seconds())
    words = f"You have made {tuning.CHARACTERS_A_DAY} characters in a day. Come again in {duration_text(wait)}."
    raise GameError("too_fast", words, retry_after=max(wait, 1))


def check_faction(faction: str) -> None:
    """GameError invalid for anything but the two factions."""
    if faction not in ("vampire", "werewolf"):
        raise GameError("invalid", "Choose vampire or werewolf.", field="faction")


def _checked(name: str, faction: str, class_slug: str, emblem: int) -> Class:
    check_name(name)
    check_faction(faction)
    chosen = catalogue().classes.get(class_slug)
    if chosen is None or chosen.faction is None:
        raise GameError("invalid", "Choose one of the classes of your side.", field="class")
    if chosen.faction != faction:
        raise GameError("wrong_faction", f"{chosen.name} is a {chosen.faction}.", field="class")
    if not 0 <= emblem < EMBLEMS:
        raise GameError("invalid", f"Choose an emblem from 0 to {EMBLEMS - 1}.", field="emblem")
    return chosen


def _give_start(character: Character, gear: list[str]) -> None:
    holder = ledger.of(character.id)
    moves = [ledger.Move("faucet:start", holder, GOLD, tuning.START_GOLD)]
    moves += [ledger.Move("faucet:start", holder, slug, 1) for slug in gear]
    moves.append(ledger.Move("faucet:start", holder, "cellar-draught", 3))
    made = ledger.post(moves, reason="start", reference=holder)
    items = catalogue().items
    put_on(character, {holding: items[slug].slot for holding, slug in zip(made, gear, strict=True)})


@action("spend_points", Spent, points="wish")
def spend_points(context: ActionContext, *, points: dict[str, int]) -> Spent:
    """Put unspent points into attributes. GameError invalid says what does not fit."""
    character = context.character
    attributes, left = growth.spend_or_refuse(character.attributes, character.unspent, points)
    character.attributes = attributes
    character.unspent = left
    character.save(update_fields=[*ATTRIBUTE_FIELDS.values(), "unspent"])
    return Spent(attributes, left)


@action("choose_loadout", Loadout)
def choose_loadout(context: ActionContext, *, skills: list[str]) -> Loadout:
    """Choose up to three different skills of the class for fights, in the order in which they are tried."""
    character = context.character
    if len(skills) > tuning.LOADOUT_SIZE or len(set(skills)) != len(skills):
        raise GameError("invalid", "Choose up to three different skills.", field="skills")
    own = {s.slug: s for s in catalogue().class_skills[character.class_slug]}
    for slug in skills:
        if slug not in own:
            raise GameError("invalid", "That is not a skill of your class.", field="skills")
        if own[slug].level > character.level:
            raise GameError("level_too_low", f"{own[slug].name} can be learnt at level {own[slug].level}.", field="skills")
    character.loadout = skills
    character.save(update_fields=["loadout"])
    return Loadout(skills)


@action("let_go", Loadout)
def let_go(context: ActionContext) -> Loadout:
    """Delete the character; for 72 hours it can be restored. API tokens that play it stay valid, without a character."""
    depart([context.character.id])
    context.character.deleted_at = context.now
    context.character.save(update_fields=["deleted_at"])
    ApiToken.objects.filter(character_id=context.character.pk).update(character=None)
    boards.remove([context.character.id])
    return Loadout(context.character.loadout)


def restore(*, user_id: UserId, character_id: CharacterId, late: bool = False) -> Character:
    """Bring a deleted character back within 72 hours (late: also later). GameError: not_found, too_many_characters."""
    with transaction.atomic():
        lock_living_user(user_id)
        characters = TransactionContext(USERS).lock_characters(
            Character.objects.filter(user_id=user_id).values_list("pk", flat=True)
        )
        alive = [c for c in characters.values() if c.deleted_at is None]
        found = characters.get(character_id)
        if found is None:
            raise GameError("not_found", "You have no such character.")
        if found.deleted_at is None:
            return found
        if not late and found.deleted_at < timezone.now() - timedelta(hours=RESTORE_HOURS):
            raise GameError("not_found", f"It was let go more than {RESTORE_HOURS} hours ago.")
        if len(alive) >= tuning.CHARACTERS_PER_ACCOUNT:
            raise GameError("too_many_characters", "You have three characters. Let one go to make room.")
        found.deleted_at = None
        found.save(update_fields=["deleted_at"])
        return found
