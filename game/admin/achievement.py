"""What characters have achieved. Read-only."""

from django.contrib import admin

from accounts.admin.base import LargeTableAdmin
from game.admin.find_rows import PlayerSearchMixin
from game.models import EarnedAchievement


@admin.register(EarnedAchievement)
class EarnedAchievementAdmin(PlayerSearchMixin[EarnedAchievement], LargeTableAdmin[EarnedAchievement]):
    list_display = ("id", "character", "achievement", "earned_at", "gold", "paid_at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A character's name, or a number."
    fields = (("character", "achievement"), ("earned_at", "gold", "paid_at"))
