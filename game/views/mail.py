"""Mail: the two folders, one letter, and what can be done with it. Showing a letter does not mark it as read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions import letter_goods, report
from game.actions import mail as actions
from game.models.ids import AccountId, LetterId
from game.presenters.letter import letter_page
from game.presenters.mail import folder_page
from game.queries.escrow import held_in
from game.queries.mail import access_letter, inbox, sent
from game.views.actor import actor_of
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

PAGE = 30


@require_safe
@player_page
def mail(request: PlayerRequest) -> HttpResponse:
    return _folder(request, is_inbox=True)


@require_safe
@player_page
def mail_sent(request: PlayerRequest) -> HttpResponse:
    return _folder(request, is_inbox=False)


def _folder(request: PlayerRequest, *, is_inbox: bool) -> HttpResponse:
    reader, before = request.player.character.id, id_in(request.GET, "before")
    letters = (inbox if is_inbox else sent)(reader, PAGE + 1, before)
    page = folder_page(letters, reader, PAGE, request.player.character.unread.letters)
    return render_player_page(request, "game/mail.html", page, is_inbox=is_inbox, before=before)


@require_safe
@player_page
def letter(request: PlayerRequest, pk: int) -> HttpResponse:
    reader = request.player.character.id
    found = access_letter(reader, LetterId(pk))
    waiting = held_in(AccountId(found.escrow_id)) if found.is_unclaimed and found.escrow_id else []
    page = letter_page(found, reader, waiting, request.player.character.unread.letters)
    return render_player_page(request, "game/letter.html", page)


@require_POST
@player_page
def letter_read(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.mark_read(actor_of(request), letter=LetterId(pk))
    return redirect("game:letter", pk=pk)


@require_POST
@player_page
def letter_claim(request: PlayerRequest, pk: int) -> HttpResponse:
    letter_goods.claim(actor_of(request), letter=LetterId(pk))
    messages.success(request, "What came with the letter is yours.")
    return redirect("game:letter", pk=pk)


@require_POST
@player_page
def letter_take_back(request: PlayerRequest, pk: int) -> HttpResponse:
    letter_goods.take_back(actor_of(request), letter=LetterId(pk))
    messages.success(request, "You have it back. The letter itself stays where it is.")
    return redirect("game:letter", pk=pk)


@require_POST
@player_page
def letter_delete(request: PlayerRequest, pk: int) -> HttpResponse:
    """Leads back to the folder that the letter was in."""
    actions.delete(actor_of(request), letter=LetterId(pk))
    messages.success(request, "The letter is gone from your mail.")
    return redirect("game:mail_sent" if "box" in request.POST else "game:mail")


@require_POST
@player_page
def letter_report(request: PlayerRequest, pk: int) -> HttpResponse:
    reason, remark = request.POST.get("reason", ""), request.POST.get("remark", "")
    filed = report.report_letter(actor_of(request), letter=LetterId(pk), reason=reason, remark=remark)
    thanks = (
        "You reported this before, and the staff have it." if filed.again else "Thank you. The staff will read this letter."
    )
    messages.success(request, thanks)
    return redirect("game:letter", pk=pk)
