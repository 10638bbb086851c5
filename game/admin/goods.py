"""What characters hold, and the receipts of what they did."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import display

from accounts.admin.base import BigAdmin
from game.admin import panels
from game.admin.find_rows import FindsByPlayerAndThing
from game.models import Holding, Receipt
from game.presenters.names import item_name


@admin.register(Holding)
class HoldingAdmin(FindsByPlayerAndThing, BigAdmin):
    list_display = ("id", "what", "who", "quantity", "slot", "durability", "upgrade", "acquired_at")
    list_filter = ("stacked", "slot")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "item__exact", "pk__exact")
    search_help_text = "A character's name, an item, a number, or several of them: alice iron-sword."
    fields = ("character", ("item", "quantity", "stacked"), ("slot", "durability", "worn_from", "upgrade"), "acquired_at")
    change_form_outer_after_template = "admin/vvw/panels.html"

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        holding = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if holding is not None and self.has_view_permission(request, holding):
            history = panels.history_of_a_thing if not holding.stacked else panels.history_of_a_stack
            extra["panels"] = panels.allowed(request.user, [("game.view_transfer", partial(history, holding))])
        return super().change_view(request, object_id, form_url, extra)

    @display(description="item")
    def what(self, holding: Holding) -> str:
        return item_name(holding.item)

    @display(description="character")
    def who(self, holding: Holding) -> str:
        return panels.link_to(holding.character)


@admin.register(Receipt)
class ReceiptAdmin(FindsByPlayerAndThing, BigAdmin):
    list_display = ("id", "character", "action", "key", "at")
    list_filter = ("at",)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "key__exact", "action__exact")
    search_help_text = "A character's name, a key, or an action."
    fields = ("character", "action", "key", "answer", "at")
