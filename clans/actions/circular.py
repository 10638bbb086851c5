"""A member's letter to all members of the clan."""

from clans.actions.locked_clan import lock_own_clan
from clans.models import Member
from clans.queries.membership import members_with
from game.actions.circular import CircularSent, send_circular
from game.actions.player_action import ActionContext, action
from game.models.ids import CharacterId


@action("write_to_clan", CircularSent, parties_of=members_with, lock_user=True)
def write_to_clan(context: ActionContext, *, subject: str, text: str) -> CircularSent:
    """A letter to each other member. GameError: invalid (subject, text), no_clan, forbidden (the rank; muted), banned, too_fast,
    nothing_to_do (nobody else is reached)."""
    clan = lock_own_clan(context, "circular").clan
    mates = Member.objects.filter(clan=clan, character_id__in=list(context.parties)).values_list("character_id", flat=True)
    return send_circular(
        context, recipients=[CharacterId(pk) for pk in mates], about=f"clan:{clan.pk}", subject=subject, text=text
    )
