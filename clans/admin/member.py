"""Members of clans and the logs of clans. All of it is read-only."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Q

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from clans.admin.clan_panels import sentence_of
from clans.models import ClanLogEntry, Member
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin


class OfClanMixin(PlayerSearchMixin[Any]):
    """Rows of a clan are also found by `clan:12`, and by its tag."""

    def condition_for(self, part: str, characters: Sequence[int]) -> Q:
        kind, _, number = part.partition(":")
        if kind == "clan" and number.isascii() and number.isdecimal() and len(number) < 19:
            return Q(clan=int(number))
        found = super().condition_for(part, characters)
        return found | Q(clan__tag=part.upper()) if len(part) == 3 and part.isalpha() else found

    @display(description="clan")
    def clan_link(self, row: Any) -> str:
        return panels.link_to(row.clan)


@admin.register(Member)
class MemberAdmin(OfClanMixin, LargeTableAdmin[Member]):
    list_display = ("id", "character_link", "clan_link", "rank", "joined_at", "rank_at")
    list_filter = ("rank", "joined_at")
    list_select_related = ("clan", "character")
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "The name of a member, the tag of a clan, clan:12, or a number."
    fields = (("character_link", "clan_link", "rank"), ("joined_at", "rank_at"))
    readonly_fields = ("character_link", "clan_link")

    @display(description="character")
    def character_link(self, member: Member) -> str:
        return panels.link_to(member.character)


@admin.register(ClanLogEntry)
class ClanLogEntryAdmin(OfClanMixin, LargeTableAdmin[ClanLogEntry]):
    list_display = ("id", "at", "clan_link", "kind", "sentence")
    list_filter = ("at",)
    list_select_related = ("clan", "actor", "subject")
    search_fields = ("actor__name__iexact", "kind__exact", "pk__exact")
    search_help_text = "The name of who did it or to whom, the tag of a clan, clan:12, or a kind."
    fields = (("clan_link", "kind", "at"), "sentence", "detail")
    readonly_fields = ("clan_link", "sentence")

    def by_characters(self, ids: Any) -> Q:
        return Q(actor__in=ids) | Q(subject__in=ids)

    @display(description="what")
    def sentence(self, entry: ClanLogEntry) -> str:
        return sentence_of(entry)
