"""Holdings of every holder, and receipts of actions."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models import Holding, Receipt
from game.presenters.names import item_name


@admin.register(Holding)
class HoldingAdmin(PlayerSearchMixin[Holding], LargeTableAdmin[Holding]):
    list_display = ("id", "item_shown", "holder_link", "quantity", "slot", "durability", "upgrade", "acquired_at")
    list_filter = ("stacked", "slot")
    search_fields = ("character__name__iexact", "item__exact", "pk__exact")
    search_help_text = "A character's name, an item, a number, or several of them: alice iron-sword."
    fields = ("holder_link", ("item", "quantity", "stacked"), ("slot", "durability", "worn_from", "upgrade"), "acquired_at")
    readonly_fields = ("holder_link", "holder_text")
    change_form_outer_after_template = "admin/vvw/panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Holding]:
        rows = super().get_queryset(request).select_related("character", "account__letter")
        return rows.defer("account__letter__subject", "account__letter__text")

    def get_list_display(self, request: HttpRequest) -> list[str | Callable[[Holding], str | bool]]:
        return [_shown(name, request) for name in self.list_display]

    def get_fields(self, request: HttpRequest, obj: Holding | None = None) -> list[Any]:
        return [_shown(name, request) for name in self.fields]

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

    @display(description="holder")
    def holder_link(self, holding: Holding) -> str | SafeString:
        if holding.account is None:
            return self.holder_text(holding)
        letter = getattr(holding.account, "letter", None)
        account = panels.link_to(holding.account)
        return format_html("{} of {}", account, panels.link_to(letter)) if letter else account

    @display(description="holder")
    def holder_text(self, holding: Holding) -> str | SafeString:
        """For moderators, who see no escrows and letters."""
        if holding.character is not None:
            return panels.link_to(holding.character)
        return str(holding.account) if holding.account is not None else "sold or taken"


def _shown(name: Any, request: HttpRequest) -> Any:
    """The column or field as this member of the staff sees it."""
    is_plain = name == "holder_link" and not request.user.has_perm("game.view_ledgeraccount")
    return "holder_text" if is_plain else name


@admin.register(Receipt)
class ReceiptAdmin(PlayerSearchMixin[Receipt], LargeTableAdmin[Receipt]):
    list_display = ("id", "owner", "action", "key", "at")
    list_filter = ("at",)
    list_select_related = ("character", "user")
    search_fields = ("character__name__iexact", "key__exact", "action__exact")
    search_help_text = "A character's name, a key, or an action."
    fields = ("owner", "action", "key", "answer", "at")
    readonly_fields = ("owner",)

    @display(description="whose")
    def owner(self, receipt: Receipt) -> str:
        return panels.link_to(receipt.character or receipt.user)
