"""Staff decide appeals. Whoever imposed the sanction does not."""

from django.db.models import Q

from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from game.actions.sanctions import lift, tell
from game.actions.staff_account import check_ban
from game.actions.staff_action import StaffContext, staff_action
from game.models import Appeal, Sanction
from game.rules.errors import GameError
from game.rules.sanctions import BANNING, KINDS

_SAID = {
    Appeal.UPHELD: "Your appeal was heard: the {kind} is lifted.",
    Appeal.DISMISSED: "Your appeal was looked at by somebody else of the staff: the {kind} stays.",
}


@staff_action("decide_appeal", Rank.MODERATOR)
def decide_appeal(context: StaffContext, *, appeal: int, outcome: str) -> None:
    """Uphold an appeal, which lifts the sanction, or dismiss it. The player reads the reason, in a notice and a mail.

    GameError: invalid (outcome), not_found, nothing_to_do (decided before), forbidden (the actor imposed the sanction, or is outranked;
    a ban of more than seven days is lifted by a game master).
    """
    if outcome not in _SAID:
        raise GameError("invalid", "Uphold the appeal, or dismiss it.", field="outcome")
    owner = Appeal.objects.filter(pk=appeal).values_list("sanction__user_id", flat=True).first()
    if owner is None:
        raise GameError("not_found", "There is no such appeal.")
    account = context.user(UserId(owner))
    (found,) = context.lock_shared(Appeal, [appeal])
    if found.state != Appeal.OPEN:
        raise GameError("nothing_to_do", "This appeal was decided before.")
    if found.sanctioned_by_id == context.staff.pk:
        raise GameError("forbidden", "You imposed this sanction, so somebody else decides the appeal.")
    sanction = found.sanction
    if outcome == Appeal.UPHELD and sanction.kind in BANNING:
        check_ban(context, account, context.now)
    context.write(f"user:{owner}", sanction=sanction.pk)
    Appeal.objects.filter(pk=appeal).update(
        state=outcome, decided_by=context.staff, decided_at=context.now, answer=context.actor.reason
    )
    if outcome == Appeal.UPHELD:
        lift(context, account, Q(pk=sanction.pk), Sanction.APPEAL)
    tell(account, _SAID[outcome].format(kind=KINDS[sanction.kind]), context.actor.reason, sanction)
