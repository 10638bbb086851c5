"""Share links: make one, end it, join by it."""

import secrets
from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Now
from msgspec import Struct

from clans.actions import members
from clans.actions.locked_clan import lock_clan, lock_own_clan
from clans.actions.log import log
from clans.models import Clan, ShareLink
from clans.models.ids import ClanId
from clans.queries.joining import access_link, live_links
from clans.rules.joining import LINKS_MOST
from clans.rules.perk import link_terms
from game.actions.player_action import ActionContext, action
from game.models.ids import CharacterId
from game.queries.blocks import check_not_blocked
from game.rules.errors import GameError


class LinkMade(Struct, frozen=True):
    link: int
    code: str


class LinkEnded(Struct, frozen=True):
    link: int


class JoinedByLink(Struct, frozen=True):
    clan: int
    tag: str


@action("make_clan_link", LinkMade)
def make_link(context: ActionContext) -> LinkMade:
    """A link for so many people and days as the clan's perks allow. GameError: no_clan, forbidden, too_much (LINKS_MOST can be used)."""
    membership = lock_own_clan(context, "invite")
    if len(live_links(membership.clan.id)) >= LINKS_MOST:
        raise GameError("too_much", f"{LINKS_MOST} links can be used already. End one first.")
    days, uses = link_terms(membership.clan.perks)
    link = ShareLink.objects.create(
        clan=membership.clan, code=secrets.token_urlsafe(16), made_by_id=context.character.id, made_at=context.now,
        expires_at=context.now + timedelta(days=days), uses_most=uses,
    )  # fmt: skip
    log(membership.clan, "link", actor=context.character.id, link=link.pk)
    return LinkMade(link.pk, link.code)


@action("end_clan_link", LinkEnded)
def end_link(context: ActionContext, *, link: int) -> LinkEnded:
    """GameError: no_clan, forbidden, not_found."""
    membership = lock_own_clan(context, "invite")
    ended = ShareLink.objects.filter(pk=link, clan=membership.clan, ended_at__isnull=True).update(ended_at=Now())
    if not ended:
        raise GameError("not_found", "There is no such link, or it was ended before.", field="id")
    return LinkEnded(link)


def end_links_of(clan: Clan, character: CharacterId) -> None:
    """The links of somebody who leaves the clan."""
    ShareLink.objects.filter(clan=clan, made_by_id=character, ended_at__isnull=True).update(ended_at=Now())


@action("join_by_link", JoinedByLink)
def join_by_link(context: ActionContext, *, code: str) -> JoinedByLink:
    """Join the clan of a link. GameError: not_found, forbidden (the link is over), wrong_faction, clan_full, in_a_clan, blocked (its maker)."""
    link = access_link(code)
    clan = lock_clan(context, ClanId(link.clan_id))
    check_not_blocked(context.character, link.made_by, field="code")
    usable = ShareLink.objects.filter(pk=link.pk, ended_at__isnull=True, expires_at__gt=context.now, uses__lt=F("uses_most"))
    if not usable.update(uses=F("uses") + 1):
        raise GameError("forbidden", "That link is over. Ask whoever gave it to you for a new one.", field="code")
    members.join(clan, context.character)
    log(clan, "joined", actor=context.character.id, by="link")
    return JoinedByLink(clan.pk, clan.tag)
