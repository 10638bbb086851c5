"""The ledger, with the staff action that reverses movements."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.reversal import reverse
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin, number_of
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import ReverseForm
from game.models import Character, Transfer
from game.models.ids import AccountId, CharacterId, HoldingId, LetterId
from game.presenters.choices import reason_choices
from game.presenters.names import asset_name
from game.queries.escrow import escrow_of
from game.queries.ledger import history_of, of_gold, received_by, sent_by, through_escrow
from game.queries.ledger_group import transfers_of_group


class ReasonFilter(admin.SimpleListFilter):
    """A fixed list, because finding the reasons in use would read the whole ledger."""

    title = "reason"
    parameter_name = "why"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return reason_choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Transfer]) -> QuerySet[Transfer]:
        return queryset.filter(reason=self.value()) if self.value() else queryset


class AssetFilter(admin.SimpleListFilter):
    title = "asset"
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("gold", "Gold"), ("items", "Items")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Transfer]) -> QuerySet[Transfer]:
        if self.value() == "gold":
            return queryset.filter(of_gold())
        return queryset.exclude(of_gold()) if self.value() == "items" else queryset


def is_not_reversed(line: Transfer) -> bool:
    """Whether the movement has not been reversed yet."""
    return not Transfer.objects.filter(reverses=line).exists()


@admin.register(Transfer)
class TransferAdmin(PlayerSearchMixin[Transfer], StaffActionsMixin[Transfer], LargeTableAdmin[Transfer]):
    staff_actions = (
        StaffActionOption(
            "reverse", "Take back", reverse, "transfer", Rank.GAME_MASTER, ReverseForm, is_not_reversed, danger=True
        ),
    )
    list_display = ("id", "at", "source", "destination", "what", "quantity", "reason", "reference")
    list_filter = (AssetFilter, ReasonFilter, "at")
    search_fields = ("source__exact", "destination__exact", "reference__exact", "asset__exact", "pk__exact")
    search_help_text = (
        "A character's name, an item, a holder (character:12, escrow:7, sink:shop), a letter (letter:5), a thing (holding:9: all "
        "that happened to it), a reference (battle:7), a number, or several of them: alice iron-sword."
    )
    fields = (
        ("from_", "to"), ("what", "quantity", "thing"), ("reason", "reference"), "at", ("reverses", "taken_back")
    )  # fmt: skip
    readonly_fields = ("from_", "to", "what", "thing", "taken_back")

    def condition_for(self, part: str, characters: Sequence[int]) -> Q:
        kind, _, number = part.partition(":")
        if (known := number_of(number)) is not None and kind == "character":
            return self.by_characters([known])
        if known is not None and kind in ("escrow", "letter"):
            return through_escrow(AccountId(known if kind == "escrow" else escrow_of(LetterId(known))))
        if known is not None and kind == "holding":
            return history_of(HoldingId(known))
        return super().condition_for(part, characters)

    def by_characters(self, ids: Sequence[int]) -> Q:
        codes = [ledger.of(CharacterId(pk)) for pk in ids]
        return reduce(or_, (side(code) for code in codes for side in (sent_by, received_by)))

    def owners_of(self, record: Transfer) -> list[User | None]:
        ids = [pk for h in (record.source, record.destination) if (pk := ledger.character_of(h)) is not None]
        return [c.user for c in Character.objects.select_related("user").filter(pk__in=ids)]

    def panels(self, request: HttpRequest, record: Transfer) -> list[Panel]:
        return [group_of(record)]

    def form_panels(self, option: StaffActionOption, record: Transfer) -> list[Panel]:
        return [group_of(record)]

    @display(description="asset")
    def what(self, line: Transfer) -> str:
        return asset_name(line.asset)

    @display(description="from")
    def from_(self, line: Transfer) -> str | SafeString:
        return panels.holder(line.source)

    @display(description="to")
    def to(self, line: Transfer) -> str | SafeString:
        return panels.holder(line.destination)

    @display(description="thing")
    def thing(self, line: Transfer) -> str | SafeString:
        return panels.link_to_history(line.holding) if line.holding else "—"

    @display(description="taken back by")
    def taken_back(self, line: Transfer) -> str | SafeString:
        counter = Transfer.objects.filter(reverses=line).first()
        return panels.link_to(counter, f"movement {counter.pk}") if counter else "—"


def group_of(line: Transfer) -> Panel:
    lines = transfers_of_group(line)
    undone = set(Transfer.objects.filter(reverses__in=[each.pk for each in lines]).values_list("reverses_id", flat=True))
    rows = [
        (
            panels.link_to(each, str(each.pk)), each.source, each.destination,
            f"{each.quantity:,} {asset_name(each.asset)}",
            "taken back" if each.pk in undone else "stands",
        )
        for each in lines
    ]  # fmt: skip
    return Panel("The whole event", ("No.", "From", "To", "What", "State"), rows, "Nothing.")
