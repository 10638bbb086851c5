"""What clans add to the registries of the game: refusals, departures, personal data."""

from django.db.models import Q

from accounts.models import User
from accounts.registries.personal_data import register
from clans.actions.departures import leave_clans
from clans.models import Clan, ClanLogEntry, Member, RankRights
from game.actions.constraints import register_refusal
from game.actions.departures import on_departure


def register_all() -> None:
    on_departure.append(leave_clans)
    register_refusal("clans_member_character_id_key", "in_a_clan", "You are in a clan already. Leave it first.")
    for constraint in ("clan_name_unique_without_case", "clan_name_has_no_look_alike"):
        register_refusal(constraint, "name_taken", "A clan has that name, or one that looks like it, or had it lately.", "name")
    register_refusal("clan_tag_unique", "name_taken", "A clan has that tag, or had it in the last 30 days.", "tag")
    _register_personal_data()


def _register_personal_data() -> None:
    register(
        Member, about="The clans that your characters are in.", find=lambda user: Member.objects.filter(character__user_id=user.pk),
        fields=("clan__name", "clan__tag", "character", "rank", "joined_at", "rank_at"),
        reason="They leave their clans when they are let go.",
    )  # fmt: skip
    register(
        Clan, about="Clans that your characters founded or lead.",
        find=lambda user: Clan.objects.filter(Q(founder__user_id=user.pk) | Q(leader__user_id=user.pk)),
        fields=("id", "name", "tag", "faction", "charter", "founded_at", "disbanded_at"),
        reason="A clan belongs to all its members.",
    )  # fmt: skip
    register(RankRights, about="What ranks of clans may do.", reason="It says nothing about a person.")
    register(
        ClanLogEntry, about="What you did in clans, and what was done to you.", find=_log_of,
        fields=("clan__name", "kind", "actor", "subject", "detail", "at"), reason="It stays under the number of the character.",
    )  # fmt: skip


def _log_of(user: User):  # type: ignore[no-untyped-def]
    return ClanLogEntry.objects.filter(Q(actor__user_id=user.pk) | Q(subject__user_id=user.pk))
