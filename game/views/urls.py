"""The pages' addresses."""

from django.urls import path
from django.views.generic import RedirectView

from game.views import (
    battle,
    character,
    characters,
    creation,
    dashboard,
    emblem,
    forge,
    hunt,
    inventory,
    landing,
    log,
    missions,
    public,
    shop,
)  # fmt: skip
from vvw_site import converters  # noqa: F401 (brings <id:…>)

app_name = "game"
urlpatterns = [
    path("", landing.landing, name="landing"),
    path("play/guest/", landing.guest, name="guest"),
    path("play/new/", creation.new, name="new"),
    path("play/characters/", characters.characters, name="characters"),
    path("play/characters/<id:pk>/choose/", characters.choose, name="choose"),
    path("play/characters/<id:pk>/let-go/", characters.let_go, name="let_go"),
    path("play/characters/<id:pk>/restore/", characters.restore, name="restore"),
    path("play/", dashboard.dashboard, name="dashboard"),
    path("play/notices/read/", dashboard.notices_read, name="notices_read"),
    path("play/hunt/", hunt.hunt, name="hunt"),
    path("play/battles/<id:pk>/", battle.battle, name="battle"),
    path("play/battles/<id:pk>/reveal/", battle.reveal, name="reveal"),
    path("play/inventory/", inventory.inventory, name="inventory"),
    path("play/inventory/sell/", inventory.sell_things, name="sell"),
    path("play/inventory/<id:pk>/", inventory.item, name="item"),
    path("play/inventory/<id:pk>/equip/", inventory.equip, name="equip"),
    path("play/inventory/<id:pk>/unequip/", inventory.unequip, name="unequip"),
    path("play/inventory/<id:pk>/use/", inventory.use, name="use"),
    path("play/character/", character.character, name="character"),
    path("play/character/points/", character.points, name="points"),
    path("play/character/loadout/", character.loadout, name="loadout"),
    path("play/shop/", shop.shop, name="shop"),
    path("play/shop/buy/", shop.buy, name="buy"),
    path("play/forge/", forge.forge, name="forge"),
    path("play/forge/repair/", forge.repair, name="repair"),
    path("play/forge/<id:pk>/upgrade/", forge.upgrade, name="upgrade"),
    path("play/forge/craft/", forge.craft, name="craft"),
    path("play/missions/", missions.missions, name="missions"),
    path("play/missions/<id:pk>/claim/", missions.claim, name="claim"),
    path("play/log/", log.log, name="log"),
    path("characters/<str:name>/", public.profile, name="profile"),
    path("leaderboards/", RedirectView.as_view(url="/leaderboards/level/"), name="leaderboards"),
    path("leaderboards/<slug:category>/", public.leaderboard, name="leaderboard"),
    path("fairness/", public.fairness, name="fairness"),
    path("fairness/rotate/", public.rotate, name="rotate"),
    path("emblems/<slug:kind>/<slug:slug>.svg", emblem.emblem, name="emblem"),
]
