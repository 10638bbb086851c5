"""The addresses of clans in the API. They come before those of the game, which end in one for everything unknown."""

from django.urls import path

from clans.api import bank_urls, clan, clans, joining, war
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

app_name = "clans_api"
urlpatterns = [
    path("v1/clan", clan.ClanEndpoint.as_view()),
    *bank_urls.urlpatterns,
    path("v1/clan/leave", clan.LeaveClanEndpoint.as_view()),
    path("v1/clan/disband", clan.DisbandClanEndpoint.as_view()),
    path("v1/clan/admission", clan.ClanAdmissionEndpoint.as_view()),
    path("v1/clan/ranks", clan.ClanRanksEndpoint.as_view()),
    path("v1/clan/ranks/<str:rank>", clan.ClanRankEndpoint.as_view()),
    path("v1/clan/members/<id:id>/rank", clan.MemberRankEndpoint.as_view()),
    path("v1/clan/members/<id:id>/expel", clan.ExpelMemberEndpoint.as_view()),
    path("v1/clan/members/<id:id>/lead", clan.HandOverEndpoint.as_view()),
    path("v1/clan/applications", joining.ApplicationsEndpoint.as_view()),
    path("v1/clan/applications/<id:id>/accept", joining.AcceptApplicationEndpoint.as_view()),
    path("v1/clan/applications/<id:id>/refuse", joining.RefuseApplicationEndpoint.as_view()),
    path("v1/clan/applications/<id:id>/withdraw", joining.WithdrawApplicationEndpoint.as_view()),
    path("v1/clan/invitations", joining.InvitationsEndpoint.as_view()),
    path("v1/clan/invitations/<id:id>/accept", joining.AcceptInvitationEndpoint.as_view()),
    path("v1/clan/invitations/<id:id>/decline", joining.DeclineInvitationEndpoint.as_view()),
    path("v1/clan/invitations/<id:id>/take_back", joining.TakeBackInvitationEndpoint.as_view()),
    path("v1/clan/links", joining.LinksEndpoint.as_view()),
    path("v1/clan/links/<id:id>/end", joining.EndLinkEndpoint.as_view()),
    path("v1/clan/links/join", joining.JoinByLinkEndpoint.as_view()),
    path("v1/clan/perks", war.PerksEndpoint.as_view()),
    path("v1/clan/perks/<slug:slug>", war.BuyPerkEndpoint.as_view()),
    path("v1/clan/wars", war.ClanWarsEndpoint.as_view()),
    path("v1/clan/wars/answer", war.AnswerWarEndpoint.as_view()),
    path("v1/wars", clans.LatestWarsEndpoint.as_view()),
    path("v1/wars/ladder", war.LadderEndpoint.as_view()),
    path("v1/wars/<id:id>", war.WarEndpoint.as_view()),
    path("v1/clans", clans.ClansEndpoint.as_view()),
    path("v1/clans/<str:tag>", clans.PublicClanEndpoint.as_view()),
    path("v1/clans/<str:tag>/wars", clans.PublicClanWarsEndpoint.as_view()),
    path("v1/clans/<str:tag>/join", joining.JoinClanEndpoint.as_view()),
    path("v1/clans/<str:tag>/apply", joining.ApplyEndpoint.as_view()),
]
