"""What clans add to the registries of the game: refusals, departures, personal data."""

from django.db.models import Q, QuerySet

from accounts.registries import hooks
from accounts.registries.personal_data import Users, register
from clans.actions import changed, members
from clans.actions.applications import lapse_others
from clans.actions.bank_registered import register_bank
from clans.actions.departures import leave_clans, replace_banned_leader
from clans.actions.share_links import end_links_of
from clans.actions.war_registered import register_wars
from clans.models import Application, Clan, ClanLogEntry, Invitation, Member, RankRights, ShareLink
from clans.queries.achievements import register_counts
from clans.queries.card import drop_card
from clans.queries.chat import register_room
from clans.queries.membership import IN_A_CLAN
from clans.queries.news import register_news
from clans.queries.reports import register_targets
from game.actions.chat_rooms import tell_members_changed
from game.actions.constraints import register_refusal
from game.actions.departures import on_departure

_BY_NUMBER = "It stays under the number of the character."


def register_all() -> None:
    on_departure.append(leave_clans)
    register_room()
    register_targets()
    register_news()
    register_counts()
    members.on_leaving.append(lambda clan, character: tell_members_changed([character]))
    members.on_leaving.append(lambda clan, character: end_links_of(clan, character))
    changed.on_changed.append(drop_card)
    hooks.on_banned.append(replace_banned_leader)
    members.on_joined.append(lambda clan, character: lapse_others(character))
    register_refusal("clans_member_character_id_key", "in_a_clan", IN_A_CLAN)
    for constraint in ("clan_name_unique_without_case", "clan_name_has_no_look_alike"):
        register_refusal(constraint, "name_taken", "A clan has that name, or one that looks like it, or had it lately.", "name")
    register_refusal("clan_tag_unique", "name_taken", "A clan has that tag, or had it in the last 30 days.", "tag")
    register_wars()
    _register_personal_data()
    register_bank()


def _register_personal_data() -> None:
    register(
        Member, about="The clans that your characters are in.", find=lambda users: Member.objects.filter(character__user_id__in=users),
        fields=("clan__name", "clan__tag", "character", "rank", "joined_at", "rank_at"),
        reason="They leave their clans when they are let go.",
    )  # fmt: skip
    register(
        Clan, about="Clans that your characters founded or lead.",
        find=lambda users: Clan.objects.filter(Q(founder__user_id__in=users) | Q(leader__user_id__in=users)),
        fields=("id", "name", "tag", "faction", "charter", "founded_at", "disbanded_at"),
        reason="A clan belongs to all its members.",
    )  # fmt: skip
    register(
        Application, about="Where your characters asked to be taken in.",
        find=lambda users: Application.objects.filter(character__user_id__in=users),
        fields=("clan__name", "character", "text", "state", "asked_at", "decided_at"),
        reason="The text is taken out when your character is let go or erased.",
    )  # fmt: skip
    register(
        Invitation, about="Clans that invited your characters, and whom your characters invited.",
        find=lambda users: Invitation.objects.filter(Q(character__user_id__in=users) | Q(made_by__user_id__in=users)),
        fields=("clan__name", "character", "made_by", "state", "made_at", "ended_at"), reason=_BY_NUMBER,
    )  # fmt: skip
    register(
        ShareLink, about="Links into clans that your characters made.",
        find=lambda users: ShareLink.objects.filter(made_by__user_id__in=users),
        fields=("clan__name", "made_by", "made_at", "expires_at", "uses", "ended_at"), reason=_BY_NUMBER,
    )  # fmt: skip
    register(RankRights, about="What ranks of clans may do.", reason="It says nothing about a person.")
    register(
        ClanLogEntry, about="What you did in clans, and what was done to you.", find=_log_of,
        fields=("clan__name", "kind", "actor", "subject", "detail", "at"), reason=_BY_NUMBER,
    )  # fmt: skip


def _log_of(users: Users) -> QuerySet[ClanLogEntry]:
    return ClanLogEntry.objects.filter(Q(actor__user_id__in=users) | Q(subject__user_id__in=users))
