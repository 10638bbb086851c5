"""Notices, daily missions, API tokens, and versions of the content."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format

from accounts.admin.base import LargeTableAdmin, ReadOnlyAdmin
from accounts.admin.display import display
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models import ApiToken, ContentVersion, DailyMission, Notice
from game.presenters.notices import KIND_WORDS
from game.queries.missions import DAY_SECONDS


class KindFilter(admin.SimpleListFilter):
    """By kind, without a look at all rows for the kinds that occur."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, kind.replace("_", " ")) for kind in KIND_WORDS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        return queryset.filter(kind=self.value()) if self.value() in KIND_WORDS else queryset


@admin.register(Notice)
class NoticeAdmin(PlayerSearchMixin[Notice], LargeTableAdmin[Notice]):
    list_display = ("id", "at", "kind", "character", "says", "read_at")
    list_filter = (KindFilter, "at", ("read_at", admin.EmptyFieldListFilter))
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A character's name, or a number."
    fields = (("character", "number"), "kind", "says", "link", ("at", "read_at"))
    readonly_fields = ("says",)

    @display(description="text")
    def says(self, notice: Notice) -> str:
        return panels.notice_text(notice)


@admin.register(DailyMission)
class DailyMissionAdmin(PlayerSearchMixin[DailyMission], LargeTableAdmin[DailyMission]):
    list_display = ("id", "character", "mission", "day_shown", "progress_shown", "gold", "xp", "claimed_at")
    list_filter = (("claimed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "mission__exact", "day__exact")
    search_help_text = "A character's name, a mission's slug, or a day (counted from 1970)."
    readonly_fields = ("day_shown",)
    fields = ("character", "mission", "day_shown", ("progress", "target"), ("gold", "xp"), "claimed_at")

    @display(description="day", ordering="day")
    def day_shown(self, mission: DailyMission) -> str:
        began = datetime.fromtimestamp(mission.day * DAY_SECONDS, UTC)
        return f"{date_format(began, 'j M Y')} (day {mission.day})"

    @display(description="progress")
    def progress_shown(self, mission: DailyMission) -> str:
        return f"{mission.progress}/{mission.target}"


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin[ApiToken]):
    list_display = ("id", "user", "character", "created_at", "expires_at")
    list_filter = ("created_at", "expires_at")
    list_select_related = ("user", "character")
    search_fields = ("user__username", "character__name")
    fields = ("user", "character", "created_at", "expires_at")  # the hash is not shown either: nobody needs it


@admin.register(ContentVersion)
class ContentVersionAdmin(ReadOnlyAdmin[ContentVersion]):
    list_display = ("hash", "loaded_at")
    list_filter = ("loaded_at",)
    search_fields = ("hash",)
    fields = ("hash", "counts", "loaded_at")
