"""What staff do about a clan: give it another name, end it, take crest or charter away. Its members and the audit are told why."""

from msgspec import Struct

from accounts.queries.rank import Rank
from clans.actions.changed import changed
from clans.actions.found import check_names, free_names
from clans.actions.log import log
from clans.actions.members import end_clan, tag_is_gone
from clans.models import Clan, Member
from clans.models.ids import ClanId
from clans.queries.card import drop_card_of
from game.actions.staff_action import StaffContext, staff_action
from game.models import Character
from game.models.ids import CharacterId
from game.rules.errors import GameError
from vvw_site.foundation.naming import skeleton


class LockedClan(Struct, frozen=True):
    clan: Clan
    members: list[CharacterId]


@staff_action("rename_clan", Rank.MODERATOR)
def rename_clan(context: StaffContext, *, clan: ClanId, name: str, tag: str) -> None:
    """Give a clan another name and tag, both checked as at its founding. GameError: not_found, forbidden, invalid (name, tag), name_taken
    (name, tag), nothing_to_do."""
    name, tag = check_names(name, tag)
    locked = _lock(context, clan)
    before, before_tag = locked.clan.name, locked.clan.tag
    if (name, tag) == (before, before_tag):
        raise GameError("nothing_to_do", "The clan has that name and that tag already.", field="name")
    free_names()
    Clan.objects.filter(pk=clan).update(name=name, skeleton=skeleton(name), tag=tag)
    Character.objects.filter(pk__in=locked.members).update(clan_tag=tag)
    log(locked.clan, "renamed", before=f"{before} [{before_tag}]", after=f"{name} [{tag}]")
    context.write(f"clan:{clan}", before=before, before_tag=before_tag)
    context.notify(locked.members, f"Your clan {before} [{before_tag}] is called {name} [{tag}] from now on.")
    context.after_commit(lambda: drop_card_of(before_tag))
    tag_is_gone()
    changed(clan)


@staff_action("disband_clan", Rank.GAME_MASTER)
def disband_clan(context: StaffContext, *, clan: ClanId) -> None:
    """End a clan. What its bank holds goes to the leader. GameError: not_found, forbidden."""
    locked = _lock(context, clan)
    leader = CharacterId(locked.clan.leader_id) if locked.clan.leader_id is not None else None
    end_clan(locked.clan, leader, by_staff=True)
    context.write(f"clan:{clan}", members=len(locked.members), leader=leader)
    context.notify(locked.members, f"Your clan {locked.clan.name} was disbanded.")


@staff_action("take_crest", Rank.MODERATOR)
def take_crest(context: StaffContext, *, clan: ClanId) -> None:
    """Give a clan the crest of its tag back. GameError: not_found, forbidden, nothing_to_do."""
    locked = _lock(context, clan)
    if not locked.clan.crest:
        raise GameError("nothing_to_do", "The clan has the crest of its tag.")
    Clan.objects.filter(pk=clan).update(crest={})
    log(locked.clan, "crest", by="staff")
    context.write(f"clan:{clan}", crest=locked.clan.crest)
    _tell_leader(context, locked, "The crest of {} was taken away.")
    changed(clan)


@staff_action("take_charter", Rank.MODERATOR)
def take_charter(context: StaffContext, *, clan: ClanId) -> None:
    """Empty a clan's charter. The audit keeps only how long it was; what was reported is with its report. GameError: not_found, forbidden,
    nothing_to_do."""
    locked = _lock(context, clan)
    if not locked.clan.charter:
        raise GameError("nothing_to_do", "The clan has no charter.")
    Clan.objects.filter(pk=clan).update(charter="", charter_html="")
    log(locked.clan, "charter", by="staff")
    context.write(f"clan:{clan}", characters=len(locked.clan.charter))
    _tell_leader(context, locked, "The charter of {} was taken away.")
    changed(clan)


def _lock(context: StaffContext, clan: ClanId) -> LockedClan:
    """A living clan and all its members, locked. The leader's account must be of a lower rank. GameError: not_found, forbidden,
    too_early (somebody joined meanwhile)."""
    members = Member.objects.filter(clan_id=clan).order_by("character_id")
    found = [CharacterId(pk) for pk in members.values_list("character_id", flat=True)]
    leader = Clan.objects.filter(pk=clan).values_list("leader_id", flat=True).first()
    context.characters([leader] if leader is not None else [], told=found)
    locked = next(iter(context.lock_shared(Clan, [clan])), None)
    if locked is None or locked.disbanded_at is not None:
        raise GameError("not_found", "There is no such clan any more.")
    now = {CharacterId(pk) for pk in members.values_list("character_id", flat=True)}
    if not now <= set(found) or locked.leader_id not in (leader, None):
        raise GameError("too_early", "The clan changed at this moment. Send it again.", retry_after=1)
    return LockedClan(locked, sorted(now))


def _tell_leader(context: StaffContext, locked: LockedClan, words: str) -> None:
    if locked.clan.leader_id is not None:
        context.notify([CharacterId(locked.clan.leader_id)], words.format(locked.clan.name))
