"""Members come and go. The callers hold the locks of the characters and of the clan."""

from collections.abc import Callable, Iterable

from django.db.models import F
from django.db.models.functions import Now

from clans.actions.changed import changed
from clans.actions.log import log
from clans.actions.succession import succeed
from clans.models import Clan, Member
from clans.queries.membership import check_in_no_clan
from clans.rules.level import xp_bonus
from clans.rules.perk import room_of
from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import EffectContext
from game.content.names import people_of
from game.models import Character
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.queries.board import drop as drop_boards
from game.queries.news import forget_cached
from game.rules.errors import GameError

on_leaving: list[Callable[[Clan, CharacterId], None]] = []
"""Called under these locks when a member is about to leave, for whatever reason."""
on_disbanding: list[Callable[[Clan, CharacterId | None], None]] = []
"""Called under these locks before the last member is gone: the clan, and who gets what its bank holds (None: nobody can)."""
on_joined: list[Callable[[Clan, Character], None]] = []
"""Called under these locks when somebody has joined."""


def join(clan: Clan, character: Character, *, rank: str = "initiate") -> Member:
    """GameError: wrong_faction, clan_full, in_a_clan."""
    if character.faction != clan.faction:
        raise GameError("wrong_faction", f"{clan.name} is a clan of {people_of(clan.faction)}.")
    if clan.size >= room_of(clan.level, clan.perks):
        raise GameError("clan_full", f"{clan.name} has room for {room_of(clan.level, clan.perks)} members, and has as many.")
    check_in_no_clan(character.id)
    member = Member.objects.create(clan=clan, character_id=character.id, rank=rank)
    Clan.objects.filter(pk=clan.pk).update(size=F("size") + 1)
    clan.size += 1
    wear_tag([character.id], clan.tag, xp_bonus(clan.level))
    for listener in on_joined:
        listener(clan, character)
    changed(clan.id)
    return member


def leave(clan: Clan, member: Member, *, heir: CharacterId | None = None) -> None:
    """Take a member out. If it led, the next one leads from now on; if it was the last one, the clan is disbanded. heir: who gets what the
    bank holds in that case; None: nobody."""
    character = CharacterId(member.character_id)
    for listener in on_leaving:
        listener(clan, character)
    if clan.size == 1:
        end_clan(clan, heir)
        return
    member.delete()
    clan.size -= 1
    Clan.objects.filter(pk=clan.pk).update(size=clan.size)
    if clan.leader_id == character:
        succeed(clan, why="left")
    wear_tag([character], "", 0)
    changed(clan.id)


def end_clan(clan: Clan, heir: CharacterId | None, *, by_staff: bool = False) -> None:
    """End a clan. All its members go at once. heir: who gets what its bank holds. by_staff: the log names nobody then."""
    for listener in on_disbanding:
        listener(clan, heir)
    log(clan, "disbanded", actor=None if by_staff else heir)
    members = Member.objects.filter(clan=clan)
    wear_tag(members.values_list("character_id", flat=True), "", 0)
    members.delete()
    Clan.objects.filter(pk=clan.pk).update(disbanded_at=Now(), leader=None, size=0)
    tag_is_gone()
    changed(clan.id)


def wear_tag(characters: Iterable[CharacterId], tag: str, bonus: int) -> None:
    """The clan's tag and XP bonus in the rows of these characters. One statement."""
    Character.objects.filter(pk__in=characters).update(clan_tag=tag, clan_bonus=bonus)


def tag_is_gone() -> None:
    """Boards and news do not show a clan that has ended, nor its old name: their caches are dropped after the commit."""
    EffectContext().after_commit(drop_boards)
    EffectContext().after_commit(forget_cached)


def tell_members(clan: Clan, text: str, *, but: CharacterId | None = None) -> None:
    """A notice for every member except one. Two statements."""
    members = Member.objects.filter(clan=clan).values_list("character_id", flat=True)
    notify_all([NewNotice(CharacterId(pk), CLAN, text, "/play/clan/") for pk in members if pk != but])
