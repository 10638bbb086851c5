"""The forms of staff actions: values, a reason, and a hidden key that makes a double click act once."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Field
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from accounts.queries.rank import Rank
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_action import REASON_MAX, REASON_MIN
from game.actions.staff_letters import CityItem
from game.actions.staff_raid import CALL_OFF_REASON_MAX, HEALTH_MAX, SECONDS_MAX
from game.actions.staff_season import confirmation_of
from game.models import Character, Holding, Letter, Season
from game.presenters.choices import item_choices, item_slug, raid_boss_choices
from game.presenters.names import item_name

CITY_ITEMS = 3
"""Kinds of items that the form of a letter offers."""


class StaffForm(forms.Form):
    """target: the record of the action. staff_rank: of the staff member; it decides what the form offers. prefilled: fields whose first
    value the address may give."""

    prefilled: tuple[str, ...] = ()

    reason = forms.CharField(
        min_length=REASON_MIN, max_length=REASON_MAX, widget=UnfoldAdminTextareaWidget({"rows": 3}),
        help_text="The player reads it in the notice; the audit keeps it.",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: secrets.token_urlsafe(16))

    def __init__(self, *args: Any, target: Any, staff_rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.staff_rank = target, staff_rank
        self.order_fields([*[name for name in self.fields if name not in ("reason", "key")], "reason", "key"])

    def values(self) -> dict[str, Any]:
        """The arguments of the action besides its target."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "key")}


class AuditedForm(StaffForm):
    """For what no player is told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Only the audit keeps it; players do not read it."


class GoldForm(StaffForm):
    quantity = forms.IntegerField(label="Gold", min_value=1, max_value=1_000_000_000, widget=UnfoldAdminIntegerFieldWidget)


class GrantItemForm(StaffForm):
    item = forms.CharField(
        max_length=60, widget=UnfoldAdminTextInputWidget({"list": "items", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Type a part of the name and choose.",
    )  # fmt: skip
    quantity = forms.IntegerField(min_value=1, max_value=9_999, initial=1, widget=UnfoldAdminIntegerFieldWidget)

    @property
    def items(self) -> list[tuple[str, str]]:
        """(slug, words) for the list of suggestions."""
        return item_choices()

    def clean_item(self) -> str:
        slug = item_slug(self.cleaned_data["item"])
        if slug is None:
            raise forms.ValidationError("There is no such item: choose one from the list.")
        return slug


def length_of(field: str) -> int | None:
    """The most characters of a letter's field."""
    return cast("Field[str, str]", Letter._meta.get_field(field)).max_length


class CityLetterForm(StaffForm):
    subject = forms.CharField(max_length=length_of("subject"), widget=UnfoldAdminTextInputWidget)
    text = forms.CharField(max_length=length_of("text"), widget=UnfoldAdminTextareaWidget({"rows": 8}))
    gold = forms.IntegerField(required=False, min_value=0, max_value=1_000_000_000, widget=UnfoldAdminIntegerFieldWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Only the audit keeps it. The player reads the letter."
        for number in range(1, CITY_ITEMS + 1):
            self.fields[f"item_{number}"] = forms.CharField(
                required=False, max_length=60, label=f"Item {number}",
                widget=UnfoldAdminTextInputWidget({"list": "items", "autocomplete": "off", "spellcheck": "false"}),
            )  # fmt: skip
            self.fields[f"quantity_{number}"] = forms.IntegerField(
                required=False, min_value=1, max_value=9_999, label=f"Quantity of item {number}",
                widget=UnfoldAdminIntegerFieldWidget,
            )  # fmt: skip
        self.order_fields([*[name for name in self.fields if name not in ("reason", "key")], "reason", "key"])

    @property
    def items(self) -> list[tuple[str, str]]:
        """(slug, words) for the list of suggestions."""
        return item_choices()

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        attached = []
        for number in range(1, CITY_ITEMS + 1):
            typed, quantity = cleaned.pop(f"item_{number}", ""), cleaned.pop(f"quantity_{number}", None)
            slug = item_slug(typed) if typed else None
            if typed and slug is None:
                self.add_error(f"item_{number}", "There is no such item: choose one from the list.")
            elif slug is not None:
                attached.append(CityItem(slug, quantity or 1))
            elif quantity:
                self.add_error(f"item_{number}", "Choose the item, or leave its quantity empty.")
        cleaned |= {"items": attached, "gold": cleaned.get("gold") or 0}
        return cleaned


class TakeItemForm(StaffForm):
    holding = forms.TypedChoiceField(label="Item", coerce=int, widget=UnfoldAdminSelectWidget)
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000_000, initial=1, widget=UnfoldAdminIntegerFieldWidget)

    def __init__(self, *args: Any, target: Character, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        held = Holding.objects.filter(character=target).order_by("item", "pk")[:500]
        cast(forms.ChoiceField, self.fields["holding"]).choices = [(h.pk, self._words(h)) for h in held]

    @staticmethod
    def _words(h: Holding) -> str:
        worn = f" · worn ({h.slot})" if h.slot else ""
        return f"{item_name(h.item)} × {h.quantity:,}{worn} (no. {h.pk})"


class UntilForm(StaffForm):
    until = forms.DateTimeField(
        label="Until (UTC)", required=False,
        widget=UnfoldAdminTextInputWidget({"type": "datetime-local"}),
        initial=lambda: f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}",
    )  # fmt: skip

    def clean_until(self) -> datetime | None:
        until = self.cleaned_data["until"]
        return until.astimezone(UTC) if until else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.pop("for_good", False):
            cleaned["until"] = FOR_GOOD
        elif not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Choose a moment.")
        return cleaned


class ForeverForm(UntilForm):
    for_good = forms.BooleanField(required=False, widget=UnfoldBooleanWidget, help_text="The time above then does not count.")


class BanForm(ForeverForm):
    def __init__(self, *args: Any, staff_rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, staff_rank=staff_rank, **kwargs)
        if staff_rank == Rank.MODERATOR:
            del self.fields["for_good"]
            self.fields["until"].help_text = "Moderators: up to seven days from now."


class RankForm(StaffForm):
    rank = forms.ChoiceField(widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, staff_rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, staff_rank=staff_rank, **kwargs)
        lower = [r for r in Rank if r < staff_rank or staff_rank == Rank.SUPERUSER]
        cast(forms.ChoiceField, self.fields["rank"]).choices = [(r.name.lower(), r.title) for r in lower]


class ReverseForm(StaffForm):
    whole = forms.BooleanField(
        label="The whole event", required=False, initial=True, widget=UnfoldBooleanWidget,
        help_text="Reverse everything that was posted together with this movement (shown below), not only this one.",
    )  # fmt: skip


class StartRaidForm(StaffForm):
    """An empty field means the usual value."""

    boss = forms.ChoiceField(required=False, widget=UnfoldAdminSelectWidget)
    gather = forms.IntegerField(
        label="Seconds to gather", required=False, min_value=0, max_value=SECONDS_MAX, widget=UnfoldAdminIntegerFieldWidget,
        help_text="Usually 600. With 0, the fight begins at once.",
    )  # fmt: skip
    fight = forms.IntegerField(
        label="Seconds to fight", required=False, min_value=1, max_value=SECONDS_MAX, widget=UnfoldAdminIntegerFieldWidget,
        help_text="Usually 1,800.",
    )  # fmt: skip
    health = forms.IntegerField(
        label="Full health of the boss", required=False, min_value=1, max_value=HEALTH_MAX,
        widget=UnfoldAdminIntegerFieldWidget, help_text="If this is empty, it follows the attendance of earlier raids at this hour.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["boss"]).choices = [("", "The one whose turn is next"), *raid_boss_choices()]
        self.fields["reason"].help_text = "Only the audit keeps it."

    def clean_boss(self) -> str | None:
        return self.cleaned_data["boss"] or None


class CallOffRaidForm(StaffForm):
    reason = forms.CharField(
        min_length=REASON_MIN, max_length=CALL_OFF_REASON_MAX, widget=UnfoldAdminTextareaWidget({"rows": 3}),
        help_text="All players read it, on the page of the raid and in the letter that each hunter gets. Name nobody in it.",
    )  # fmt: skip


class EndSeasonForm(StaffForm):
    """The words name the season, so that a form for one cannot end the next."""

    confirm = forms.CharField(label="Confirm", max_length=40, widget=UnfoldAdminTextInputWidget({"autocomplete": "off"}))

    def __init__(self, *args: Any, target: Season, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        self.fields["confirm"].help_text = f"Type “{confirmation_of(target.number)}”."
        self.fields["reason"].help_text = "Only the audit keeps it."
