"""A page with the record of a raid and nothing else, for tests of the record: addresses in addition to those of the site."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from game.models.ids import RaidId
from game.presenters.raid_record import record_of
from game.presenters.raid_share import raid_share_tags
from game.queries.raid import access_raid
from game.queries.raid_record import raid_board, raid_curve
from vvw_site import urls

PAGE = """{% extends "game/page.html" %}{% from "game/parts/raid_share.html" import raid_share %}
{% block page_title %}Record{% endblock %}{% block more_head %}{{ raid_share(share) }}{% endblock %}
{% block main %}<h1 class="visually-hidden">Record</h1>{% include "game/parts/raid_record.html" %}{% endblock %}"""


def record_page(request: HttpRequest, pk: int) -> HttpResponse:
    raid = access_raid(RaidId(pk))
    context = {"record": record_of(raid, raid_curve(raid), raid_board(raid.id)), "share": raid_share_tags(raid), "hud": None}
    return HttpResponse(engines["pages"].from_string(PAGE).render(context, request))


handler404 = urls.handler404
urlpatterns = [path("tests/raids/<id:pk>/", record_page), *urls.urlpatterns]
