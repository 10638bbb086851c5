"""Applications that wait in the own clan, and the end of one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from clans.actions import applications as actions
from clans.models import Application, Clan
from clans.presenters.home import rights_of
from clans.queries.joining import access_application, waiting_applications
from clans.queries.membership import access_membership
from game.models.ids import CharacterId
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


class ApplicationsPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    waiting: list[Application]
    tab: str


@require_safe
@player_page
def applications(request: PlayerRequest) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    page = ApplicationsPage(reader.clan, rights_of(reader), waiting_applications(reader.clan.id), "applications")
    return render_player_page(request, "clans/applications.html", page)


@require_POST
@player_page
def accept(request: PlayerRequest, pk: int) -> HttpResponse:
    applicant = CharacterId(access_application(pk).character_id)
    actions.accept(actor_of(request), application=pk, applicant=applicant)
    messages.success(request, "Taken in. Say hello.")
    return redirect("clans:applications")


@require_POST
@player_page
def refuse(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.refuse(actor_of(request), application=pk)
    messages.success(request, "Refused.")
    return redirect("clans:applications")


@require_POST
@player_page
def withdraw(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.withdraw(actor_of(request), application=pk)
    messages.success(request, "You took your application back.")
    return redirect("clans:home")
