"""The news of the city: staff write one, hide one, and show it again."""

from functools import partial
from typing import Any

import msgspec
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_news import TEXT_MAX, TEXT_MIN, hide_news, show_news, write_news
from game.admin import panels
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import StaffForm
from game.models import NewsEntry
from game.presenters.news import news_line
from game.queries.news import NewsRow, with_rows
from game.queries.news_kinds import news_kinds


class NewsReasonForm(StaffForm):
    """Of an action that needs no values."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the base class
        self.fields["reason"].help_text = "Only the audit keeps it; players do not read it."


class NewsForm(NewsReasonForm):
    """Of an entry of the staff."""

    text = forms.CharField(
        min_length=TEXT_MIN, max_length=TEXT_MAX, widget=UnfoldAdminTextareaWidget({"rows": 4}),
        help_text="Plain text. Everybody reads it, also without an account. Name no player.",
    )  # fmt: skip
    link = forms.CharField(
        required=False, max_length=200, widget=UnfoldAdminTextInputWidget({"spellcheck": "false"}),
        help_text="A path of this site to read on, such as /events/; or empty.",
    )  # fmt: skip


def is_shown(entry: NewsEntry) -> bool:
    return entry.hidden_at is None


def is_hidden(entry: NewsEntry) -> bool:
    return entry.hidden_at is not None


class NewsKindFilter(admin.SimpleListFilter):
    """The registered kinds: no statement looks for them in the table."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.slug, one.title) for one in news_kinds().values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[NewsEntry]) -> QuerySet[NewsEntry]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(NewsEntry)
class NewsEntryAdmin(StaffActionsMixin[NewsEntry], ReadOnlyAdmin[NewsEntry]):
    list_actions = (
        StaffActionOption(
            "write", "Write news", write_news, "", Rank.GAME_MASTER, NewsForm,
            hint="It stands among the news of the city at once, and on the landing page.",
        ),
    )  # fmt: skip
    staff_actions = (
        StaffActionOption(
            "hide", "Hide it", hide_news, "news", Rank.GAME_MASTER, NewsReasonForm, is_shown, danger=True,
            hint="Nobody reads it any more, and it is not told again. It can be shown again.",
        ),
        StaffActionOption("show", "Show it again", show_news, "news", Rank.GAME_MASTER, NewsReasonForm, is_hidden),
    )  # fmt: skip
    ordering = ("-at",)
    list_display = ("id", "kind", "text_shown", "at", "state_shown")
    list_display_links = ("id", "text_shown")
    list_filter = (NewsKindFilter, "at")
    search_fields = ("key__exact", "pk__exact")
    search_help_text = "A number, or the key: the number of a raid or season, the slug of an item."
    fields = (
        ("kind", "key", "state_shown", "public_page"),
        "text_shown",
        "link",
        ("people", "subjects"),
        ("at", "recorded_at", "changed_at"),
        "written_by",
    )
    readonly_fields = ("text_shown", "state_shown", "public_page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[NewsEntry]:
        return with_rows(super().get_queryset(request))

    def owners_of(self, record: NewsEntry) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: NewsEntry) -> list[Panel]:
        return panels.permitted(request.user, [("accounts.view_auditentry", partial(panels.audit, [f"news:{record.pk}"]))])

    @display(description="text")
    def text_shown(self, entry: NewsEntry) -> str:
        return news_line(msgspec.json.decode(entry.row, type=NewsRow)).text  # type: ignore[attr-defined]  # with_rows adds it

    @display(description="state", label={"shown": "success", "hidden": "danger"})
    def state_shown(self, entry: NewsEntry) -> str:
        return "shown" if is_shown(entry) else "hidden"

    @display(description="as everybody sees it")
    def public_page(self, entry: NewsEntry) -> str:
        return panels.link(f"/news/{entry.pk}/", f"/news/{entry.pk}/") if is_shown(entry) else "nobody sees it"
