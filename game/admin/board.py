"""The leaderboards as they were counted last: one snapshot for each board and scope, with its first rows. Read-only."""

from functools import partial

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from game.admin import panels
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionsMixin
from game.models import BoardEntry, BoardSnapshot
from game.presenters.leaderboards import SCOPES


def first_rows(snapshot: BoardSnapshot) -> Panel:
    entries = BoardEntry.objects.select_related("character").filter(snapshot=snapshot).order_by("rank")[: panels.MAX_ROWS]
    rows = [(f"{one.rank:,}", panels.link_to(one.character), f"{one.value:,}", f"{one.score:,}") for one in entries]
    return Panel("First rows", ("Rank", "Character", "Shown", "Score"), rows, "Nobody is ranked on it.")


@admin.register(BoardSnapshot)
class BoardSnapshotAdmin(StaffActionsMixin[BoardSnapshot], LargeTableAdmin[BoardSnapshot]):
    """A count replaces all snapshots every five minutes, so a link to one is soon not found."""

    list_display = ("id", "board", "scope_shown", "season", "taken_at", "characters", "listed_shown", "removals", "public_page")
    list_filter = ("scope",)
    search_fields = ("board__exact", "pk__exact")
    search_help_text = "A board (kills), or a number."
    fields = (("board", "scope_shown", "season"), ("taken_at", "public_page"), ("characters", "listed_shown", "removals"))
    readonly_fields = ("scope_shown", "listed_shown", "public_page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[BoardSnapshot]:
        last = BoardEntry.objects.filter(snapshot=OuterRef("pk")).order_by("-rank").values("rank")[:1]
        return super().get_queryset(request).annotate(listed=Subquery(last))

    def owners_of(self, record: BoardSnapshot) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: BoardSnapshot) -> list[Panel]:
        return panels.permitted(request.user, [("game.view_boardsnapshot", partial(first_rows, record))])

    @display(description="scope")
    def scope_shown(self, snapshot: BoardSnapshot) -> str:
        return SCOPES[snapshot.scope]

    @display(description="listed")
    def listed_shown(self, snapshot: BoardSnapshot) -> str:
        return f"{snapshot.listed or 0:,}"  # type: ignore[attr-defined]  # get_queryset adds it

    @display(description="as players see it")
    def public_page(self, snapshot: BoardSnapshot) -> str:
        scope = "?scope=season" if snapshot.scope == BoardSnapshot.SEASON else ""
        return panels.link(f"/leaderboards/{snapshot.board}/{scope}", f"/leaderboards/{snapshot.board}/{scope}")
