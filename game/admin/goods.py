"""What characters hold, and the receipts of what they did."""

from django.contrib import admin
from unfold.decorators import display

from accounts.admin.base import BigAdmin
from game.admin import panels
from game.models import Holding, Receipt
from game.queries.names import item_name


@admin.register(Holding)
class HoldingAdmin(BigAdmin):
    list_display = ("id", "what", "who", "quantity", "slot", "durability", "upgrade", "acquired_at")
    list_filter = ("stacked", "slot")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "item__exact", "pk__exact")
    search_help_text = "A character's name, an item's slug, or a number."
    fields = ("character", ("item", "quantity", "stacked"), ("slot", "durability", "worn_from", "upgrade"), "acquired_at")

    @display(description="item")
    def what(self, holding: Holding) -> str:
        return item_name(holding.item)

    @display(description="character")
    def who(self, holding: Holding) -> str:
        return panels.link_to(holding.character)


@admin.register(Receipt)
class ReceiptAdmin(BigAdmin):
    list_display = ("id", "character", "action", "key", "at")
    list_filter = ("at",)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "key__exact", "action__exact")
    search_help_text = "A character's name, a key, or an action."
    fields = ("character", "action", "key", "answer", "at")
