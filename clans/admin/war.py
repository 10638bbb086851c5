"""Wars of clans, with the form that ends one; read-only."""

from functools import partial

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from clans.actions.staff_war import REASON_MOST, end_war
from clans.models import War, WarFighter, WarSide
from game.admin import panels
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import StaffForm


def is_open(war: War) -> bool:
    return war.state == War.OPEN


class EndWarForm(StaffForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the base class
        self.fields[
            "reason"
        ].help_text = f"Players read it on the page of the war, {REASON_MOST} characters at most; the audit keeps it."


@admin.register(War)
class WarAdmin(StaffActionsMixin[War], ReadOnlyAdmin[War]):
    staff_actions = (
        StaffActionOption(
            "end", "End it", end_war, "war", Rank.GAME_MASTER, EndWarForm, is_open, danger=True,
            hint="Nobody wins, the ladder stays as it is, and both clans get back what they paid. It cannot be taken back.",
        ),
    )  # fmt: skip
    list_display = ("id", "sides_shown", "state", "outcome", "score_shown", "declared_at", "begins_at", "ends_at", "ended_at")
    list_display_links = ("id", "sides_shown")
    list_filter = ("state", "outcome", "declared_at")
    search_fields = ("sides__clan__tag__iexact", "sides__clan__name__iexact", "pk__exact")
    search_help_text = "A clan's tag or name, or a number."
    fields = (
        ("sides_shown", "state", "outcome", "public_page"), ("declared_at", "begins_at", "begun_at"), ("ends_at", "counted_to", "ended_at"),
        ("fee", "escrow_shown", "places", "score_shown"), "reason",
    )  # fmt: skip
    readonly_fields = ("sides_shown", "public_page", "escrow_shown", "score_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[War]:
        sides = WarSide.objects.select_related("clan").order_by("side")
        return super().get_queryset(request).select_related("escrow").prefetch_related(Prefetch("sides", sides))

    def owners_of(self, record: War) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: War) -> list[Panel]:
        return panels.permitted(request.user, [
            ("clans.view_war", partial(sides_of, record)),
            ("clans.view_war", partial(fighters_of, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"war:{record.pk}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: War) -> list[Panel]:
        return [sides_of(record)]

    @display(description="clans")
    def sides_shown(self, war: War) -> str:
        return " against ".join(str(side.clan) for side in war.sides.all())

    @display(description="score")
    def score_shown(self, war: War) -> str:
        return " : ".join(f"{side.score:,}" for side in war.sides.all())

    @display(description="escrow")
    def escrow_shown(self, war: War) -> str:
        return panels.link_to(war.escrow)

    @display(description="as players see it")
    def public_page(self, war: War) -> str:
        return panels.link(f"/clans/wars/{war.pk}/", f"/clans/wars/{war.pk}/")


def sides_of(war: War) -> Panel:
    rows = [
        (
            side.side,
            str(side.clan),
            side.fighters,
            side.level,
            f"{side.score:,}",
            f"{side.paid:,}",
            f"{side.got:,}",
            side.rating_after or "—",
        )
        for side in war.sides.all()
    ]
    return Panel("Sides", ("Side", "Clan", "Fighters", "Level", "Score", "Paid", "Got", "Rating after"), rows, "None.")


def fighters_of(war: War) -> Panel:
    found = WarFighter.objects.filter(war=war).select_related("character", "side").order_by("-points", "pk")[: panels.MAX_ROWS]
    rows = [(panels.link_to(f.character), f.side.side, f"{f.points:,}", panels.when(f.left_at)) for f in found]
    return Panel("First fighters", ("Character", "Side", "Points", "Left"), rows, "None.")
