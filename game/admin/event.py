"""Events of the world, with the forms that make, change, start and stop one."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_event import change_event, make_event, start_event, stop_event
from game.admin import panels
from game.admin.event_form import EventForm
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import StaffForm
from game.models import GameEvent
from game.presenters.event import effect_words, monsters_in_words, stored_state


def is_not_over(event: GameEvent) -> bool:
    return stored_state(event, timezone.now()) in ("coming", "on")


def can_be_started(event: GameEvent) -> bool:
    return event.kind == GameEvent.STAFF and stored_state(event, timezone.now()) == "coming"


class ReasonForm(StaffForm):
    """Of an action that needs no values."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the base class
        self.fields["reason"].help_text = "Only the audit keeps it; players do not read it."


@admin.register(GameEvent)
class GameEventAdmin(StaffActionsMixin[GameEvent], ReadOnlyAdmin[GameEvent]):
    list_actions = (
        StaffActionOption(
            "make", "Make an event", make_event, "", Rank.GAME_MASTER, EventForm,
            hint="Hunts give more or less while it is on. Of several events at once the best percentage counts, each for itself. "
            "Raids are not affected.",
        ),
    )  # fmt: skip
    staff_actions = (
        StaffActionOption(
            "change", "Change it", change_event, "event", Rank.GAME_MASTER, EventForm, is_not_over,
            hint="Hunts from now on go by the new values; earlier battles keep those that they were fought with.",
        ),
        StaffActionOption(
            "start", "Start it now", start_event, "event", Rank.GAME_MASTER, ReasonForm, can_be_started,
            hint="It begins at once and ends when it was to end.",
        ),
        StaffActionOption(
            "stop", "Stop it", stop_event, "event", Rank.GAME_MASTER, ReasonForm, is_not_over, danger=True,
            hint="It ends at once, or does not come at all. It cannot be taken back.",
        ),
    )  # fmt: skip
    ordering = ("-starts_at",)
    list_display = ("id", "title", "kind", "state_shown", "starts_at", "ends_at", "effect_shown")
    list_display_links = ("id", "title")
    list_filter = ("kind", "starts_at")
    search_fields = ("title__icontains", "pk__exact")
    search_help_text = "A part of the title, or a number."
    fields = (
        ("title", "kind", "state_shown", "public_page"), "text", ("starts_at", "ends_at", "stopped_at"),
        ("effect_shown", "monsters_shown"), ("made_by", "made_at", "changed_at"), "reason",
    )  # fmt: skip
    readonly_fields = ("state_shown", "public_page", "effect_shown", "monsters_shown")

    def owners_of(self, record: GameEvent) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: GameEvent) -> list[Panel]:
        return panels.permitted(
            request.user, [("accounts.view_auditentry", partial(panels.audit, [f"event:{record.pk}"]))]
        )  # fmt: skip

    @display(description="state", label={"coming": "info", "on": "success", "over": "info", "stopped": "danger"})
    def state_shown(self, event: GameEvent) -> str:
        return stored_state(event, timezone.now())

    @display(description="as players see it")
    def public_page(self, event: GameEvent) -> str:
        return panels.link(f"/events/{event.pk}/", f"/events/{event.pk}/")

    @display(description="effect")
    def effect_shown(self, event: GameEvent) -> str:
        return effect_words(event.xp_percent, event.gold_percent, event.drop_percent)

    @display(description="monsters")
    def monsters_shown(self, event: GameEvent) -> str:
        return monsters_in_words(event.marked)
