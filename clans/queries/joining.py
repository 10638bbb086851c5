"""Applications, invitations and share links, for the clan and for the one who wants to join."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Now

from clans.models import Application, Invitation, ShareLink
from clans.models.ids import ClanId
from clans.rules.joining import DECLINED_DAYS
from game.models.ids import CharacterId
from game.rules.errors import GameError

LISTED = 100
R = TypeVar("R", bound=Model)


def waiting_applications(clan: ClanId) -> list[Application]:
    """The oldest first, LISTED at most. One statement."""
    pending = Application.objects.filter(clan_id=clan, state=Application.PENDING, character__deleted_at__isnull=True)
    return list(pending.select_related("character").order_by("pk")[:LISTED])


def own_applications(character: CharacterId) -> list[Application]:
    """Pending ones, the newest first. One statement."""
    return list(
        Application.objects.filter(character_id=character, state=Application.PENDING).select_related("clan").order_by("-pk")
    )


def sent_invitations(clan: ClanId) -> list[Invitation]:
    """Pending ones, the newest first, LISTED at most. One statement."""
    pending = Invitation.objects.filter(clan_id=clan, state=Invitation.PENDING)
    return list(pending.select_related("character", "made_by").order_by("-pk")[:LISTED])


def own_invitations(character: CharacterId) -> list[Invitation]:
    """Pending ones, the newest first. One statement."""
    pending = Invitation.objects.filter(character_id=character, state=Invitation.PENDING)
    return list(pending.select_related("clan", "made_by").order_by("-pk")[:LISTED])


def between(clan: ClanId, character: CharacterId) -> tuple[Invitation | None, Application | None]:
    """What waits between a clan and a character. Two statements."""
    invited = Invitation.objects.select_related("made_by").filter(
        clan_id=clan, character_id=character, state=Invitation.PENDING
    )
    applied = Application.objects.filter(clan_id=clan, character_id=character, state=Application.PENDING)
    return invited.first(), applied.first()


def declined_lately(clan: ClanId, character: CharacterId, now: datetime) -> bool:
    """One statement. Served by invitations_of_character."""
    since = now - timedelta(days=DECLINED_DAYS)
    return Invitation.objects.filter(
        character_id=character, clan_id=clan, state=Invitation.DECLINED, ended_at__gt=since
    ).exists()  # fmt: skip


def live_links(clan: ClanId) -> list[ShareLink]:
    """Links that can be used, the newest first. One statement."""
    live = ShareLink.objects.filter(clan_id=clan, ended_at__isnull=True, expires_at__gt=Now(), uses__lt=F("uses_most"))
    return list(live.select_related("made_by").order_by("-pk"))


def access_application(application: int, **whose: int) -> Application:
    """whose: clan_id, character_id, or both. One statement. GameError not_found."""
    return _one(Application.objects.select_related("clan").filter(**whose), application, "There is no such application.")


def access_invitation(invitation: int, **whose: int) -> Invitation:
    """whose: clan_id or character_id. One statement. GameError not_found."""
    return _one(Invitation.objects.select_related("clan").filter(**whose), invitation, "There is no such invitation.")


def access_link(code: str) -> ShareLink:
    """The link of a living clan, usable or not. One statement. GameError not_found."""
    found = ShareLink.objects.select_related("clan", "clan__leader", "made_by").filter(code=code[:32]).first()
    if found is None or found.clan.disbanded_at is not None:
        raise GameError("not_found", "That link leads to no clan. Ask whoever gave it to you for a new one.")
    return found


def _one(rows: QuerySet[R], pk: int, words: str) -> R:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise GameError("not_found", words, field="id")
    return found
