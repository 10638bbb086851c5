"""The API's addresses, below /api/. What is not one of them is told so in the API's own shape."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from game.api import (
    answers,
    auth,
    character,
    characters,
    dashboard,
    docs,
    fairness,
    forge,
    hunts,
    inventory,
    leaderboards,
    missions,
    places,
    public,
    shop,
)
from vvw_site.foundation import converters  # noqa: F401 (brings <id:…>)


@csrf_exempt
def elsewhere(request: HttpRequest) -> HttpResponse:
    return answers.not_found()


version_1 = [
    path("auth/login", auth.Login.as_view()),
    path("auth/logout", auth.Logout.as_view()),
    path("dashboard", dashboard.Dashboard.as_view()),
    path("hunts", hunts.Hunts.as_view()),
    path("battles/<id:id>", hunts.Battle.as_view()),
    path("inventory", inventory.Inventory.as_view()),
    path("inventory/sell", inventory.SellMany.as_view()),
    path("inventory/<id:id>/equip", inventory.Equip.as_view()),
    path("inventory/<id:id>/unequip", inventory.Unequip.as_view()),
    path("inventory/<id:id>/use", inventory.Use.as_view()),
    path("inventory/<id:id>/sell", inventory.Sell.as_view()),
    path("shop", shop.Shop.as_view()),
    path("shop/buy", shop.Buy.as_view()),
    path("forge", forge.Forge.as_view()),
    path("forge/repair", forge.Repair.as_view()),
    path("forge/upgrade/<id:id>", forge.Upgrade.as_view()),
    path("forge/craft", forge.Craft.as_view()),
    path("missions", missions.Missions.as_view()),
    path("missions/<id:id>/claim", missions.Claim.as_view()),
    path("leaderboards/<str:category>", leaderboards.Leaderboard.as_view()),
    path("characters", characters.Characters.as_view()),
    path("characters/<id:id>", characters.OneCharacter.as_view()),
    path("characters/<id:id>/choose", characters.Choose.as_view()),
    path("characters/<id:id>/restore", characters.Restore.as_view()),
    path("character", character.Own.as_view()),
    path("character/points", character.Points.as_view()),
    path("character/loadout", character.Loadout.as_view()),
    path("fairness", fairness.Fairness.as_view()),
    path("fairness/rotate", fairness.Rotate.as_view()),
    path("places", places.Places.as_view()),
]

public_1 = [
    path("items", public.Items.as_view()),
    path("monsters", public.Monsters.as_view()),
    path("locations", public.Locations.as_view()),
]

app_name = "api"
urlpatterns = [
    path("v1/", include(version_1)),
    path("public/v1/", include(public_1)),
    path("schema/", docs.schema, name="schema"),
    path("docs/", docs.page, name="docs"),
    re_path("", elsewhere),
]
