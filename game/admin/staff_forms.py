"""The forms of staff actions: values, a reason, and a hidden key that makes a double click act once."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from accounts.queries.rank import Rank
from game.actions.staff_account import FOR_GOOD
from game.actions.staff_action import REASON_MAX, REASON_MIN
from game.models import Character, Holding
from game.presenters.choices import item_choices, item_slug
from game.presenters.names import item_name


class StaffForm(forms.Form):
    """target: the record that is acted on. rank: of the staff member, for what he may choose."""

    reason = forms.CharField(
        min_length=REASON_MIN, max_length=REASON_MAX, widget=UnfoldAdminTextareaWidget({"rows": 3}),
        help_text="The player reads it in the notice; the audit keeps it.",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: secrets.token_urlsafe(16))

    def __init__(self, *args: Any, target: Any, rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.rank = target, rank
        self.order_fields([*[name for name in self.fields if name not in ("reason", "key")], "reason", "key"])

    def values(self) -> dict[str, Any]:
        """What the action takes beside its target."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "key")}


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
        """Slug and words for the list that the browser proposes from."""
        return item_choices()

    def clean_item(self) -> str:
        slug = item_slug(self.cleaned_data["item"])
        if slug is None:
            raise forms.ValidationError("There is no such item: choose one from the list.")
        return slug


class TakeItemForm(StaffForm):
    holding = forms.TypedChoiceField(label="Item", coerce=int, widget=UnfoldAdminSelectWidget)
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000_000, initial=1, widget=UnfoldAdminIntegerFieldWidget)

    def __init__(self, *args: Any, target: Character, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        held = Holding.objects.filter(character=target).order_by("item", "pk")[:500]
        self.fields["holding"].choices = [(h.pk, self._words(h)) for h in held]

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
        cleaned = super().clean()
        if cleaned.pop("for_good", False):
            cleaned["until"] = FOR_GOOD
        elif not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Choose a moment.")
        return cleaned


class BanForm(UntilForm):
    for_good = forms.BooleanField(required=False, widget=UnfoldBooleanWidget, help_text="Instead of a moment.")

    def __init__(self, *args: Any, rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, rank=rank, **kwargs)
        if rank == Rank.MODERATOR:
            del self.fields["for_good"]
            self.fields["until"].help_text = "Moderators: up to seven days from now."


class RankForm(StaffForm):
    rank = forms.ChoiceField(widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, rank=rank, **kwargs)
        mine = [r for r in Rank if r < rank or rank == Rank.SUPERUSER]
        self.fields["rank"].choices = [(r.name.lower(), r.title) for r in mine]


class ReverseForm(StaffForm):
    whole = forms.BooleanField(
        label="The whole event", required=False, initial=True, widget=UnfoldBooleanWidget,
        help_text="Take back all that was posted together with this movement (shown below), not this one alone.",
    )  # fmt: skip
