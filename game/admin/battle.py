"""Battles and the dice behind them: read-only, and the seed of dice that still roll stays hidden from staff too."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.decorators import display

from accounts.admin.base import BigAdmin
from game.admin import panels
from game.admin.find_rows import FindsByPlayerAndThing
from game.models import Battle, DiceSeed
from game.presenters.names import monster_name, place_name
from game.queries.battle import verdict

WORDS = {"true": "The dice confirm it", "false": "The dice say otherwise", "sealed": "Sealed", "old": "Older rules"}


@admin.register(Battle)
class BattleAdmin(FindsByPlayerAndThing, BigAdmin):
    list_display = ("id", "at", "who", "met", "where", "outcome_shown", "xp", "gold", "levels")
    list_filter = ("won", "at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "monster__exact", "place__exact", "pk__exact")
    search_help_text = "A character's name, the slug of a monster or place, or a number."
    fields = (
        ("character", "at"), ("met", "where"), ("won", "xp", "gold", "levels"), "dice_say", "page",
        ("seed", "nonce"), ("rules_version", "content_hash"), "inputs", "outcome",
    )  # fmt: skip
    readonly_fields = ("met", "where", "dice_say", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Battle]:
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            return rows.defer("inputs", "outcome")  # kilobytes a row that the list does not show
        return rows.select_related("seed", "character")

    @display(description="character")
    def who(self, battle: Battle) -> str:
        return panels.link_to(battle.character)

    @display(description="monster")
    def met(self, battle: Battle) -> str:
        return monster_name(battle.monster)

    @display(description="place")
    def where(self, battle: Battle) -> str:
        return place_name(battle.place)

    @display(description="result", label={"won": "success", "lost": "danger"})
    def outcome_shown(self, battle: Battle) -> str:
        return "won" if battle.won else "lost"

    @display(description="verdict")
    def dice_say(self, battle: Battle) -> str:
        told = verdict(battle, sealed_too=True)
        return f"{WORDS[told.state]}: {told.reason}."

    @display(description="as the player sees it")
    def page(self, battle: Battle) -> str:
        return format_html('<a class="vvw-link" href="/play/battles/{0}/">/play/battles/{0}/</a>', battle.pk)


@admin.register(DiceSeed)
class DiceSeedAdmin(FindsByPlayerAndThing, BigAdmin):
    list_display = ("id", "character", "commit", "next_nonce", "created_at", "revealed_at")
    list_filter = (("revealed_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "commit__exact", "pk__exact")
    fields = ("character", "commit", "seed", "client_seed", "next_nonce", ("created_at", "revealed_at"))
    readonly_fields = ("seed",)

    @display(description="server seed")
    def seed(self, seed: DiceSeed) -> str:
        return seed.server_seed or "secret while its dice still roll"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("character")
