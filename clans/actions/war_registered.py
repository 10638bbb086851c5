"""What levels, perks and wars add to the registries: leaving and disbanding, the ledger's proof, refusals, personal data."""

from collections.abc import Sequence

from django.db.models import QuerySet

from accounts.registries.personal_data import register
from clans.actions import members
from clans.actions.war_end import lose_by_disbanding, on_war_declared, on_war_ended
from clans.actions.war_fighters import leave_war
from clans.actions.war_news import tell_declared, tell_ended
from clans.models import ClanRaidShare, War, WarFighter, WarScore, WarSide, WarStanding
from game.actions.constraints import register_refusal
from game.queries.ledger_proof import register_escrow
from vvw_site.foundation.database.clock import database_now


def register_wars() -> None:
    members.on_leaving.append(leave_war)
    # Before what a bank does: spoils of a war that is settled now are still inherited, and an account is never locked before a war.
    members.on_disbanding.insert(0, lambda clan, heir: lose_by_disbanding(clan, database_now()))
    on_war_declared.append(tell_declared)
    on_war_ended.append(tell_ended)
    register_escrow("war", "clans_war")
    register_refusal(
        "one_open_war_per_clan", "too_early", "One of the two clans is at war. A clan has one war at a time.", "clan"
    )
    register(
        WarFighter, about="Wars in which your characters fought for their clans.",
        find=_fights_of,
        fields=("war", "side__clan__name", "character", "points", "left_at"), reason="It stays under the number of the character.",
    )  # fmt: skip
    register(
        WarSide, about="Wars that your characters declared or answered.", find=_sides_of,
        fields=("war", "clan__name", "side", "by", "paid"), reason="It stays under the number of the character.",
    )  # fmt: skip
    for model, about in (
        (War, "Wars of clans."), (WarScore, "The course of wars of clans."), (WarStanding, "The ladder of clans."),
        (ClanRaidShare, "What clans did in raids."),
    ):  # fmt: skip
        register(model, about=about, reason="It says nothing about a person.")


def _fights_of(users: Sequence[int]) -> QuerySet[WarFighter]:
    return WarFighter.objects.filter(character__user_id__in=users)


def _sides_of(users: Sequence[int]) -> QuerySet[WarSide]:
    return WarSide.objects.filter(by__user_id__in=users)
