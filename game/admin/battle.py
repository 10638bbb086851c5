"""Battles and their dice seeds, read-only. A seed that is still in use is hidden from staff too."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models import ArchivedBattle, Battle, DiceSeed
from game.presenters.names import monster_name, place_name
from game.queries.archive import StoredBattleRow
from game.queries.battle import verdict

VERDICTS = {"true": "The dice confirm it", "false": "The dice say otherwise", "sealed": "Sealed", "old": "Older rules"}


@admin.register(ArchivedBattle, Battle)
class BattleAdmin(PlayerSearchMixin[StoredBattleRow], LargeTableAdmin[StoredBattleRow]):
    """Battles, and in a list of their own those that are older than 90 days."""

    list_display = ("id", "at", "character_link", "monster_shown", "place_shown", "outcome_shown", "xp", "gold", "levels")
    list_filter = ("won", "at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "monster__exact", "place__exact", "pk__exact")
    search_help_text = "A character's name, the slug of a monster or place, or a number."
    fields = (
        ("character", "at"), ("monster_shown", "place_shown"), ("won", "xp", "gold", "levels"), "dice_verdict", "page",
        ("seed", "nonce"), ("rules_version", "content_hash"), "inputs", "outcome",
    )  # fmt: skip
    readonly_fields = ("monster_shown", "place_shown", "dice_verdict", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[StoredBattleRow]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match and match.url_name and match.url_name.endswith("_changelist"):
            return rows.defer("inputs", "outcome")  # kilobytes per row that the list does not show
        return rows.select_related("seed", "character")

    @display(description="character")
    def character_link(self, battle: StoredBattleRow) -> str:
        return panels.link_to(battle.character)

    @display(description="monster")
    def monster_shown(self, battle: StoredBattleRow) -> str:
        return monster_name(battle.monster)

    @display(description="place")
    def place_shown(self, battle: StoredBattleRow) -> str:
        return place_name(battle.place)

    @display(description="result", label={"won": "success", "lost": "danger"})
    def outcome_shown(self, battle: StoredBattleRow) -> str:
        return "won" if battle.won else "lost"

    @display(description="verdict")
    def dice_verdict(self, battle: StoredBattleRow) -> str:
        found = verdict(battle, sealed_too=True)
        return f"{VERDICTS[found.state]}: {found.reason}."

    @display(description="as the player sees it")
    def page(self, battle: StoredBattleRow) -> str:
        return format_html('<a class="vvw-link" href="/play/battles/{0}/">/play/battles/{0}/</a>', battle.pk)


@admin.register(DiceSeed)
class DiceSeedAdmin(PlayerSearchMixin[DiceSeed], LargeTableAdmin[DiceSeed]):
    list_display = ("id", "character", "commit", "next_nonce", "created_at", "revealed_at")
    list_filter = (("revealed_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "commit__exact", "pk__exact")
    fields = ("character", "commit", "seed", "client_seed", "next_nonce", ("created_at", "revealed_at"))
    readonly_fields = ("seed",)

    @display(description="server seed")
    def seed(self, seed: DiceSeed) -> str:
        return seed.server_seed or "secret while it is in use"

    def get_queryset(self, request: HttpRequest) -> QuerySet[DiceSeed]:
        return super().get_queryset(request).select_related("character")
