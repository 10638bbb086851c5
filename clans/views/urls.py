"""The addresses of the pages of clans."""

from django.urls import path

from clans.views import (
    applications,
    bank_urls,
    card,
    charter,
    circular,
    crest,
    founding,
    home,
    invitations,
    ladder,
    members,
    ranks,
    share_link,
)
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

app_name = "clans"
urlpatterns = [
    path("play/clan/", home.home, name="home"),
    path("play/clan/new/", founding.new, name="new"),
    path("play/clan/disband/", founding.disband, name="disband"),
    path("play/clan/leave/", members.leave, name="leave"),
    path("play/clan/log/", home.log, name="log"),
    path("play/clan/admission/", home.admission, name="admission"),
    path("play/clan/ranks/", ranks.ranks, name="ranks"),
    path("play/clan/members/<id:pk>/", members.member, name="member"),
    path("play/clan/members/<id:pk>/rank/", members.rank, name="member_rank"),
    path("play/clan/members/<id:pk>/expel/", members.expel, name="expel"),
    path("play/clan/members/<id:pk>/lead/", members.lead, name="lead"),
    path("play/clan/applications/", applications.applications, name="applications"),
    path("play/clan/applications/<id:pk>/accept/", applications.accept, name="application_accept"),
    path("play/clan/applications/<id:pk>/refuse/", applications.refuse, name="application_refuse"),
    path("play/clan/applications/<id:pk>/withdraw/", applications.withdraw, name="application_withdraw"),
    path("play/clan/invitations/", invitations.invitations, name="invitations"),
    path("play/clan/invitations/<id:pk>/accept/", invitations.accept, name="invitation_accept"),
    path("play/clan/invitations/<id:pk>/decline/", invitations.decline, name="invitation_decline"),
    path("play/clan/invitations/<id:pk>/take-back/", invitations.take_back, name="invitation_take_back"),
    path("play/clan/links/new/", share_link.new, name="link_new"),
    path("play/clan/links/<id:pk>/end/", share_link.end, name="link_end"),
    path("play/clan/charter/", charter.charter, name="charter"),
    path("play/clan/circular/", circular.circular, name="circular"),
    path("play/clan/crest/", crest.crest, name="crest"),
    path("clans/", ladder.clans, name="clans"),
    path("sitemap-clans.xml", ladder.clan_sitemap, name="clan_sitemap"),
    path("clans/<slug:tag>/", card.clan, name="clan"),
    path("clans/<slug:tag>/card.png", card.picture, name="clan_picture"),
    path("clans/join/<str:code>/", share_link.join, name="link_join"),
    *bank_urls.urlpatterns,
]
