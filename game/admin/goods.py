"""Holdings of characters, and receipts of their actions."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models import Holding, Receipt
from game.presenters.names import item_name


@admin.register(Holding)
class HoldingAdmin(PlayerSearchMixin[Holding], LargeTableAdmin[Holding]):
    list_display = ("id", "item_shown", "character_link", "quantity", "slot", "durability", "upgrade", "acquired_at")
    list_filter = ("stacked", "slot")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "item__exact", "pk__exact")
    search_help_text = "A character's name, an item, a number, or several of them: alice iron-sword."
    fields = ("character", ("item", "quantity", "stacked"), ("slot", "durability", "worn_from", "upgrade"), "acquired_at")
    change_form_outer_after_template = "admin/vvw/panels.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        holding = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if holding is not None and self.has_view_permission(request, holding):
            history = panels.history_of_holding if not holding.stacked else panels.history_of_stack
            extra["panels"] = panels.permitted(request.user, [("game.view_transfer", partial(history, holding))])
        return super().change_view(request, object_id, form_url, extra)

    @display(description="item")
    def item_shown(self, holding: Holding) -> str:
        return item_name(holding.item)

    @display(description="character")
    def character_link(self, holding: Holding) -> str:
        return panels.link_to(holding.character)


@admin.register(Receipt)
class ReceiptAdmin(PlayerSearchMixin[Receipt], LargeTableAdmin[Receipt]):
    list_display = ("id", "character", "action", "key", "at")
    list_filter = ("at",)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "key__exact", "action__exact")
    search_help_text = "A character's name, a key, or an action."
    fields = ("character", "action", "key", "answer", "at")
