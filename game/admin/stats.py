"""Statistics that players asked for, read-only."""

from django.contrib import admin

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models import PlayerStats


@admin.register(PlayerStats)
class PlayerStatsAdmin(PlayerSearchMixin[PlayerStats], LargeTableAdmin[PlayerStats]):
    list_display = ("id", "character_link", "state", "asked_at", "computed_at", "attempts", "counted_to")
    list_filter = ("state",)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A character's name, or a number."
    fields = (
        ("character", "state"), ("asked_at", "started_at", "computed_at"), ("leased_until", "attempts"), "counted_to", "data",
    )  # fmt: skip

    @display(description="character")
    def character_link(self, stats: PlayerStats) -> str:
        return panels.link_to(stats.character)
