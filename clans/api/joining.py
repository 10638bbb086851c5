"""Ways into a clan over the API: open clans, applications, invitations, share links."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from clans.actions import applications, invitations, membership, share_links
from clans.models.ids import ClanId
from clans.queries import joining
from clans.queries.access import access_clan
from clans.queries.membership import access_membership, membership_of
from clans.rules.joining import TEXT_MOST
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL, Line
from game.models.ids import CharacterId
from game.queries.mail import recipient_named


class ClanJoined(Struct, frozen=True):
    id: int
    tag: str


class ApplicationWords(Struct, frozen=True, forbid_unknown_fields=True):
    """text: a line to those who decide."""

    text: Annotated[str, Meta(max_length=TEXT_MOST, pattern=NO_NUL)] = ""


class ApplicationSent(Struct, frozen=True):
    id: int


class ApplicationEntry(Struct, frozen=True):
    """clan: the tag. character: the name of who asks."""

    id: int
    clan: str
    character: str
    text: str
    asked_at: datetime


class ApplicationList(Struct, frozen=True):
    """own: the character's. waiting: those that its clan has to decide; empty without the right to accept."""

    own: list[ApplicationEntry]
    waiting: list[ApplicationEntry]


class AnswerState(Struct, frozen=True):
    """state: what became of it."""

    id: int
    state: str


class InvitationName(Struct, frozen=True, forbid_unknown_fields=True):
    """to: a character's name."""

    to: Line


class InvitationSent(Struct, frozen=True):
    id: int


class InvitationEntry(Struct, frozen=True):
    """clan: the tag. character: the name of who is invited."""

    id: int
    clan: str
    character: str
    made_by: str
    made_at: datetime


class InvitationList(Struct, frozen=True):
    """own: to the character. sent: by its clan, not answered yet; empty without the right to invite."""

    own: list[InvitationEntry]
    sent: list[InvitationEntry]


class LinkEntry(Struct, frozen=True):
    """code: the last part of the address /clans/join/<code>/."""

    id: int
    code: str
    uses: int
    uses_most: int
    expires_at: datetime


class LinkList(Struct, frozen=True):
    links: list[LinkEntry]


class LinkCode(Struct, frozen=True, forbid_unknown_fields=True):
    code: Annotated[str, Meta(min_length=1, max_length=32, pattern=NO_NUL)]


class NewLink(Struct, frozen=True):
    id: int
    code: str


class EndedLink(Struct, frozen=True):
    id: int


class JoinClanEndpoint(Endpoint):
    @endpoint(ClanJoined, changes=True, refuses="forbidden wrong_faction clan_full in_a_clan")
    def post(self, request: ApiRequest[None], tag: str) -> ClanJoined:
        """Join a clan that is open."""
        joined = membership.join_open(request.actor, clan=ClanId(access_clan(tag).pk))
        return ClanJoined(joined.clan, joined.tag)


class ApplyEndpoint(Endpoint):
    @endpoint(
        ApplicationSent, status=201, body=ApplicationWords, changes=True,
        refuses="forbidden wrong_faction in_a_clan nothing_to_do too_much blocked",
    )  # fmt: skip
    def post(self, request: ApiRequest[ApplicationWords], tag: str) -> ApplicationSent:
        """Ask to be taken in."""
        sent = applications.apply(request.actor, clan=ClanId(access_clan(tag).pk), text=request.body.text)
        return ApplicationSent(sent.application)


class ApplicationsEndpoint(Endpoint):
    @endpoint(ApplicationList)
    def get(self, request: ApiRequest[None]) -> ApplicationList:
        """Applications that wait: the character's own, and those to its clan."""
        me, own = request.character, membership_of(request.character.id)
        waiting = joining.waiting_applications(own.clan.id) if own is not None and own.may("accept") else []
        tag = own.clan.tag if own is not None else ""
        return ApplicationList(
            [ApplicationEntry(a.pk, a.clan.tag, me.name, a.text, a.asked_at) for a in joining.own_applications(me.id)],
            [ApplicationEntry(a.pk, tag, a.character.name, a.text, a.asked_at) for a in waiting],
        )


class AcceptApplicationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="no_clan forbidden nothing_to_do clan_full in_a_clan blocked wrong_faction")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Take the applicant in."""
        applicant = CharacterId(joining.access_application(id).character_id)
        ended = applications.accept(request.actor, application=id, applicant=applicant)
        return AnswerState(ended.application, ended.state)


class RefuseApplicationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Refuse an application."""
        ended = applications.refuse(request.actor, application=id)
        return AnswerState(ended.application, ended.state)


class WithdrawApplicationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Take one's own application back."""
        ended = applications.withdraw(request.actor, application=id)
        return AnswerState(ended.application, ended.state)


class InvitationsEndpoint(Endpoint):
    @endpoint(InvitationList)
    def get(self, request: ApiRequest[None]) -> InvitationList:
        """Invitations that wait: to the character, and those of its clan."""
        me, own = request.character, membership_of(request.character.id)
        sent = joining.sent_invitations(own.clan.id) if own is not None and own.may("invite") else []
        tag = own.clan.tag if own is not None else ""
        return InvitationList(
            [
                InvitationEntry(i.pk, i.clan.tag, me.name, i.made_by.name, i.made_at)
                for i in joining.own_invitations(me.id)
            ],
            [InvitationEntry(i.pk, tag, i.character.name, i.made_by.name, i.made_at) for i in sent],
        )  # fmt: skip

    @endpoint(
        InvitationSent, status=201, body=InvitationName, changes=True,
        refuses="no_clan forbidden wrong_faction in_a_clan blocked nothing_to_do too_early too_much",
    )  # fmt: skip
    def post(self, request: ApiRequest[InvitationName]) -> InvitationSent:
        """Invite a character into one's clan."""
        sent = invitations.invite(request.actor, to=CharacterId(recipient_named(request.body.to, deleted=None).pk))
        return InvitationSent(sent.invitation)


class AcceptInvitationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="nothing_to_do clan_full in_a_clan blocked wrong_faction")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Join the clan that invited."""
        ended = invitations.accept(request.actor, invitation=id)
        return AnswerState(ended.invitation, ended.state)


class DeclineInvitationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Decline. This clan cannot invite the character for 30 days."""
        ended = invitations.decline(request.actor, invitation=id)
        return AnswerState(ended.invitation, ended.state)


class TakeBackInvitationEndpoint(Endpoint):
    @endpoint(AnswerState, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> AnswerState:
        """Take back an invitation of one's clan."""
        ended = invitations.take_back(request.actor, invitation=id)
        return AnswerState(ended.invitation, ended.state)


class LinksEndpoint(Endpoint):
    @endpoint(LinkList, refuses="no_clan forbidden")
    def get(self, request: ApiRequest[None]) -> LinkList:
        """Share links that can be used. Whoever may invite sees them."""
        own = access_membership(request.character.id)
        own.require("invite")
        links = joining.live_links(own.clan.id)
        return LinkList([LinkEntry(link.pk, link.code, link.uses, link.uses_most, link.expires_at) for link in links])

    @endpoint(NewLink, status=201, changes=True, refuses="no_clan forbidden too_much")
    def post(self, request: ApiRequest[None]) -> NewLink:
        """Make a share link: for 25 people, within 14 days, or as the clan's perks allow."""
        made = share_links.make_link(request.actor)
        return NewLink(made.link, made.code)


class EndLinkEndpoint(Endpoint):
    @endpoint(EndedLink, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[None], id: int) -> EndedLink:
        """End a share link."""
        return EndedLink(share_links.end_link(request.actor, link=id).link)


class JoinByLinkEndpoint(Endpoint):
    @endpoint(ClanJoined, body=LinkCode, changes=True, refuses="forbidden wrong_faction clan_full in_a_clan blocked")
    def post(self, request: ApiRequest[LinkCode]) -> ClanJoined:
        """Join by the code of a share link."""
        joined = share_links.join_by_link(request.actor, code=request.body.code)
        return ClanJoined(joined.clan, joined.tag)
