"""Staff close reports."""

from accounts.queries.rank import Rank
from game.actions.staff_action import StaffContext, staff_action
from game.models import Report, ReportFiling
from game.models.ids import CharacterId
from game.rules.errors import GameError


@staff_action("close_report", Rank.MODERATOR)
def close_report(context: StaffContext, *, report: int) -> None:
    """Close a report; those who filed it are told why. GameError: not_found, forbidden (it is about somebody who ranks as high as
    the actor), nothing_to_do (closed before)."""
    about = Report.objects.filter(pk=report).values_list("about_id", flat=True)
    if not about:
        raise GameError("not_found", "There is no such report.")
    filed = ReportFiling.objects.filter(report_id=report).values_list("reporter_id", flat=True)
    reporters = sorted(CharacterId(pk) for pk in filed)
    characters = context.characters([CharacterId(pk) for pk in about if pk is not None], told=reporters)
    (found,) = context.lock_shared(Report, [report])
    if found.state == Report.CLOSED:
        raise GameError("nothing_to_do", "This report was closed before.")
    context.write(f"report:{report}", about=found.target)
    Report.objects.filter(pk=report).update(state=Report.CLOSED, closed_by=context.staff, closed_at=context.now)
    living = [pk for pk in reporters if characters[pk].user_id is not None]
    context.notify(living, "The staff looked at what you reported.")
