"""Notices, missions, API tokens, and which content was in force."""

from django.contrib import admin

from accounts.admin.base import LargeTableAdmin, ReadOnlyAdmin
from accounts.admin.display import display
from game.admin.find_rows import FindsByPlayerAndThing
from game.models import ApiToken, ContentVersion, DailyMission, Notice


@admin.register(Notice)
class NoticeAdmin(FindsByPlayerAndThing, LargeTableAdmin[Notice]):
    list_display = ("id", "at", "character", "text", "read_at")
    list_filter = ("at", ("read_at", admin.EmptyFieldListFilter))
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A character's name, or a number."
    fields = ("character", "text", "link", ("at", "read_at"))


@admin.register(DailyMission)
class DailyMissionAdmin(FindsByPlayerAndThing, LargeTableAdmin[DailyMission]):
    list_display = ("id", "character", "mission", "day", "done", "gold", "xp", "claimed_at")
    list_filter = (("claimed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "mission__exact", "day__exact")
    search_help_text = "A character's name, a mission's slug, or a day (counted from 1970)."
    fields = ("character", "mission", "day", ("progress", "target"), ("gold", "xp"), "claimed_at")

    @display(description="progress")
    def done(self, task: DailyMission) -> str:
        return f"{task.progress}/{task.target}"


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin[ApiToken]):
    list_display = ("id", "user", "character", "created_at", "expires_at")
    list_filter = ("created_at", "expires_at")
    list_select_related = ("user", "character")
    search_fields = ("user__username", "character__name")
    fields = ("user", "character", "created_at", "expires_at")  # not even the hash: nobody needs it


@admin.register(ContentVersion)
class ContentVersionAdmin(ReadOnlyAdmin[ContentVersion]):
    list_display = ("hash", "loaded_at")
    list_filter = ("loaded_at",)
    search_fields = ("hash",)
    fields = ("hash", "counts", "loaded_at")
