"""The URLs of the API, below /api/. An unknown URL is answered with the API's own error shape."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from game.api import (
    achievements,
    auth,
    blocks,
    character,
    characters,
    chat,
    dashboard,
    docs,
    drafts,
    event,
    fairness,
    forge,
    friends,
    hunts,
    inventory,
    leaderboards,
    mail,
    missions,
    news,
    notices,
    places,
    public,
    raids,
    report,
    responses,
    sanctions,
    shop,
    stats,
)
from vvw_site.foundation import converters  # noqa: F401 (registers the converter <id:…>)


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    return responses.not_found()


version_1 = [
    path("auth/login", auth.LoginEndpoint.as_view()),
    path("auth/logout", auth.LogoutEndpoint.as_view()),
    path("dashboard", dashboard.DashboardEndpoint.as_view()),
    path("hunts", hunts.HuntsEndpoint.as_view()),
    path("battles/<id:id>", hunts.BattleEndpoint.as_view()),
    path("inventory", inventory.InventoryEndpoint.as_view()),
    path("inventory/sell", inventory.SellManyEndpoint.as_view()),
    path("inventory/<id:id>/equip", inventory.EquipEndpoint.as_view()),
    path("inventory/<id:id>/unequip", inventory.UnequipEndpoint.as_view()),
    path("inventory/<id:id>/use", inventory.UseEndpoint.as_view()),
    path("inventory/<id:id>/sell", inventory.SellEndpoint.as_view()),
    path("shop", shop.ShopEndpoint.as_view()),
    path("shop/buy", shop.BuyEndpoint.as_view()),
    path("forge", forge.ForgeEndpoint.as_view()),
    path("forge/repair", forge.RepairEndpoint.as_view()),
    path("forge/upgrade/<id:id>", forge.UpgradeEndpoint.as_view()),
    path("forge/craft", forge.CraftEndpoint.as_view()),
    path("stats", stats.StatsEndpoint.as_view()),
    path("missions", missions.MissionsEndpoint.as_view()),
    path("missions/<id:id>/claim", missions.ClaimEndpoint.as_view()),
    path("mail", mail.MailEndpoint.as_view()),
    path("mail/<id:id>", mail.LetterEndpoint.as_view()),
    path("mail/<id:id>/read", mail.ReadLetterEndpoint.as_view()),
    path("mail/<id:id>/claim", mail.ClaimLetterEndpoint.as_view()),
    path("mail/<id:id>/take_back", mail.TakeBackLetterEndpoint.as_view()),
    path("mail/<id:id>/report", report.ReportLetterEndpoint.as_view()),
    path("mail/drafts", drafts.DraftsEndpoint.as_view()),
    path("mail/drafts/<id:id>", drafts.DraftEndpoint.as_view()),
    path("friends", friends.FriendsEndpoint.as_view()),
    path("friends/requests", friends.FriendRequestsEndpoint.as_view()),
    path("friends/requests/accept", friends.AcceptFriendEndpoint.as_view()),
    path("friends/requests/decline", friends.DeclineFriendEndpoint.as_view()),
    path("friends/requests/take_back", friends.TakeBackFriendRequestEndpoint.as_view()),
    path("friends/end", friends.EndFriendEndpoint.as_view()),
    path("friends/mentors", friends.MentorsEndpoint.as_view()),
    path("friends/seen", friends.HiddenSeenEndpoint.as_view()),
    path("blocks", blocks.BlocksEndpoint.as_view()),
    path("blocks/<id:id>", blocks.BlockEndpoint.as_view()),
    path("reports", report.ReportsEndpoint.as_view()),
    path("sanctions", sanctions.SanctionsEndpoint.as_view()),
    path("sanctions/<id:id>/appeal", sanctions.AppealEndpoint.as_view()),
    path("chat", chat.RoomsEndpoint.as_view()),
    path("chat/<id:id>", chat.MessagesEndpoint.as_view()),
    path("chat/<id:id>/seen", chat.ChatSeenEndpoint.as_view()),
    path("chat/messages/<id:id>", chat.MessageEndpoint.as_view()),
    path("notices", notices.NoticesEndpoint.as_view()),
    path("notices/read", notices.ReadNoticesEndpoint.as_view()),
    path("notices/choices", notices.NoticeChoicesEndpoint.as_view()),
    path("raids/current", raids.CurrentRaidEndpoint.as_view()),
    path("raids/<id:id>", raids.RaidEndpoint.as_view()),
    path("raids/<id:id>/hits", raids.RaidHitsEndpoint.as_view()),
    path("raids/<id:id>/hits/<id:number>", raids.RaidHitEndpoint.as_view()),
    path("news", news.NewsEndpoint.as_view()),
    path("events", event.EventsEndpoint.as_view()),
    path("leaderboards/<str:category>", leaderboards.LeaderboardEndpoint.as_view()),
    path("characters", characters.CharactersEndpoint.as_view()),
    path("characters/<id:id>", characters.CharacterEndpoint.as_view()),
    path("characters/<id:id>/choose", characters.ChooseEndpoint.as_view()),
    path("characters/<id:id>/restore", characters.RestoreEndpoint.as_view()),
    path("character", character.CharacterSheetEndpoint.as_view()),
    path("character/points", character.PointsEndpoint.as_view()),
    path("character/loadout", character.LoadoutEndpoint.as_view()),
    path("character/title", achievements.TitleEndpoint.as_view()),
    path("achievements", achievements.AchievementsEndpoint.as_view()),
    path("fairness", fairness.FairnessEndpoint.as_view()),
    path("fairness/rotate", fairness.RotateEndpoint.as_view()),
    path("places", places.PlacesEndpoint.as_view()),
]

public_1 = [
    path("items", public.ItemsEndpoint.as_view()),
    path("monsters", public.MonstersEndpoint.as_view()),
    path("locations", public.PublicPlacesEndpoint.as_view()),
]

app_name = "api"
urlpatterns = [
    path("v1/", include(version_1)),
    path("public/v1/", include(public_1)),
    path("schema/", docs.schema, name="schema"),
    path("docs/", docs.page, name="docs"),
    re_path("", unknown_address),
]
