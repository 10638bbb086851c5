"""Clans for tests, made through the actions."""

import itertools
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from clans.actions import found as founding
from clans.actions import members
from clans.actions.log import log
from clans.models import Clan, Member
from clans.rules.rank import Rank
from game.actions.transaction import TransactionContext
from game.models import Block, Character
from game.tests.make import by, make_character

_numbers = itertools.count()
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def new_tag() -> str:
    number, tag = next(_numbers), ""
    for _ in range(3):
        number, letter = divmod(number, len(_LETTERS))
        tag += _LETTERS[letter]
    return f"{tag[2]}{tag[1]}{tag[0]}"


def make_clan(leader: Character | None = None, *, name: str = "", tag: str = "", **fields: Any) -> Clan:
    """A clan that this character founded, or one of level 10."""
    leader = leader or make_character(level=10, gold=1_000)
    tag = tag or new_tag()
    founded = founding.found(by(leader), name=name or f"Clan_{tag}_Z", tag=tag)
    if fields:
        Clan.objects.filter(pk=founded.clan).update(**fields)
    return Clan.objects.select_related("leader").get(pk=founded.clan)


def leader_of(clan: Clan) -> Character:
    found = Clan.objects.select_related("leader").get(pk=clan.pk).leader
    assert found is not None
    return found


def make_member(clan: Clan, *, rank: Rank = "initiate", character: Character | None = None, **fields: Any) -> Character:
    """A character who joined. fields: of Member, such as joined_at and rank_at."""
    character = character or make_character(faction=clan.faction, level=10)
    with transaction.atomic():
        context = TransactionContext()
        context.lock_characters([character.id])
        locked = context.lock_shared(Clan, [clan.pk])[0]
        member = members.join(locked, character, rank=rank)
        log(locked, "joined", actor=character.id)
        if fields:
            Member.objects.filter(pk=member.pk).update(**({"rank_at": Now()} | fields))
    character.refresh_from_db()
    return character


def make_crowd(clan: Clan, number: int) -> None:
    """So many members more, whom nobody plays. The clan's size stays as it was."""
    made = Character.objects.bulk_create(
        Character(user=None, name=f"{clan.tag}_{n}", skeleton=f"{clan.tag}{n}", faction=clan.faction, class_slug="courtblade", emblem=1, gold=0)
        for n in range(number)
    )  # fmt: skip
    Member.objects.bulk_create(Member(clan=clan, character=one, rank="initiate") for one in made)


def rank_of(character: Character) -> str:
    """ "" for somebody without a clan."""
    return Member.objects.filter(character=character).values_list("rank", flat=True).first() or ""


def block(one: Character, other: Character) -> None:
    """one blocks the account of the other."""
    assert one.user_id is not None and other.user_id is not None
    Block.objects.create(user_id=one.user_id, blocked_id=other.user_id, character=other)
