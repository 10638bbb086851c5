"""The form with which staff make and change events of the world. Times are typed in UTC."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from game.actions.staff_event import EVENT_PERCENT_LEAST, EVENT_PERCENT_MOST, MARKED_MAX, TITLE_MIN
from game.admin.staff_forms import StaffForm
from game.models import GameEvent
from game.presenters.choices import monster_slug

TYPED = "%Y-%m-%dT%H:%M"


def percent(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=EVENT_PERCENT_LEAST, max_value=EVENT_PERCENT_MOST, initial=100,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=f"100 changes nothing. {EVENT_PERCENT_LEAST} to {EVENT_PERCENT_MOST}.",
    )  # fmt: skip


def moment(label: str, **options: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=f"{label} (UTC)", widget=UnfoldAdminTextInputWidget({"type": "datetime-local"}), input_formats=[TYPED, f"{TYPED}:%S"],
        **options,
    )  # fmt: skip


class EventForm(StaffForm):
    """Of a new event, or of the one that is the target."""

    title = forms.CharField(min_length=TITLE_MIN, max_length=GameEvent.TITLE_MAX, widget=UnfoldAdminTextInputWidget)
    text = forms.CharField(
        required=False, max_length=GameEvent.TEXT_MAX, widget=UnfoldAdminTextareaWidget({"rows": 4}),
        help_text="Players read it on the page of events.",
    )  # fmt: skip
    starts_at = moment("Begins", required=False, help_text="If this is empty, it begins at once.")
    ends_at = moment("Ends")
    xp = percent("Experience in percent")
    gold = percent("Gold in percent")
    drop = percent("Chances of finds in percent")
    marked = forms.CharField(
        label="Marked monsters", required=False, max_length=2000, widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=f"Names or slugs of the wiki, separated by commas; {MARKED_MAX} at most. If this is empty, it is about all monsters.",
    )  # fmt: skip

    def __init__(self, *args: Any, target: GameEvent | None, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        self.fields["reason"].help_text = "Only the audit keeps it; players do not read it."
        if target is not None:
            self._fill(target)

    def _fill(self, event: GameEvent) -> None:
        """The values that the event has. Those that cannot change are left out."""
        self.initial.update({
            "title": event.title, "text": event.text, "starts_at": f"{event.starts_at.astimezone(UTC):{TYPED}}",
            "ends_at": f"{event.ends_at.astimezone(UTC):{TYPED}}", "xp": event.xp_percent, "gold": event.gold_percent,
            "drop": event.drop_percent, "marked": ", ".join(event.marked),
        })  # fmt: skip
        self.fields["starts_at"].help_text = "If this is empty, it stays as it is."
        if event.kind == GameEvent.BLOOD_MOON:
            del self.fields["starts_at"], self.fields["ends_at"]
        elif event.starts_at <= timezone.now():
            del self.fields["starts_at"]

    def clean_starts_at(self) -> datetime | None:
        return _in_utc(self.cleaned_data["starts_at"])

    def clean_ends_at(self) -> datetime | None:
        return _in_utc(self.cleaned_data["ends_at"])

    def clean_marked(self) -> list[str]:
        typed = [part.strip() for part in self.cleaned_data["marked"].replace("\n", ",").split(",") if part.strip()]
        slugs = {part: monster_slug(part) for part in typed}
        if unknown := [part for part, slug in slugs.items() if slug is None]:
            raise forms.ValidationError(
                f"There is no monster “{unknown[0]}”: give names or slugs of the wiki, separated by commas."
            )
        return [slug for slug in slugs.values() if slug is not None]

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "Give an end after the start.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        kept = {"ends_at": self.target.ends_at} if "ends_at" not in self.fields else {}
        return super().values() | kept


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
