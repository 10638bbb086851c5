"""The forms of staff actions on reports, sanctions and appeals."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from accounts.queries.rank import Rank
from game.actions.sanctions import user_of
from game.actions.staff_action import REASON_MAX, REASON_MIN
from game.actions.staff_note import NOTE_MAX
from game.actions.staff_report import REPORTS_AT_ONCE
from game.actions.staff_text import TITLE_MAX
from game.admin.staff_forms import StaffForm
from game.models import Appeal, Report
from game.presenters.sanctions import proposed_step, step_choices
from game.queries.sanction_texts import offered_texts
from game.queries.sanctions import record_of

OUTCOMES = [(Report.DISMISSED, "Dismissed: nothing was wrong"), (Report.UPHELD, "Upheld: they were right")]


class FixedReasonForm(StaffForm):
    """Of an action that nobody has to explain: one button. reason: what the audit keeps."""

    fixed = "as part of the daily work"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget = forms.HiddenInput()
        self.fields["reason"].initial = self.fixed


class CloseReportForm(StaffForm):
    outcome = forms.ChoiceField(
        choices=OUTCOMES, initial=Report.DISMISSED, widget=UnfoldAdminRadioSelectWidget,
        help_text="It counts in the record of each reporter, and so for the order of what they report next.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Those who reported it read it in a notice, so name nobody. The audit keeps it."


class CloseReportsForm(CloseReportForm):
    prefilled = ("reports",)
    reports = forms.CharField(
        max_length=600, widget=UnfoldAdminTextInputWidget({"autocomplete": "off"}),
        help_text=f"Their numbers, with spaces or commas between. Up to {REPORTS_AT_ONCE} at once, all of them or none.",
    )  # fmt: skip

    def clean_reports(self) -> list[int]:
        words = self.cleaned_data["reports"].replace(",", " ").split()
        if not all(w.isascii() and w.isdecimal() and len(w) < 19 for w in words):
            raise forms.ValidationError("Give the numbers of reports.")
        return [int(w) for w in words]


class SanctionForm(StaffForm):
    """The step that follows from the record is chosen at first; it is only a proposal."""

    step = forms.ChoiceField(widget=UnfoldAdminRadioSelectWidget)
    text = forms.TypedChoiceField(
        label="Prewritten reason", coerce=int, empty_value=None, required=False, widget=UnfoldAdminSelectWidget
    )

    def __init__(self, *args: Any, target: Report, staff_rank: Rank, **kwargs: Any) -> None:
        super().__init__(*args, target=target, staff_rank=staff_rank, **kwargs)
        owner = user_of(target)
        proposed = proposed_step(record_of(owner) if owner is not None else [], timezone.now())
        step = cast(forms.ChoiceField, self.fields["step"])
        step.choices, step.initial = step_choices(proposed, staff_rank), proposed.slug
        self.texts = {text.pk: text.text for text in offered_texts()}
        titles = [(text.pk, text.title) for text in offered_texts()]
        cast(forms.ChoiceField, self.fields["text"]).choices = [("", "None: the words below"), *titles]
        self.fields["reason"].required = False
        self.fields["reason"].help_text = "The player reads it. Leave it empty to send the prewritten reason as it is."

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("reason") and "reason" not in self.errors:
            cleaned["reason"] = self.texts.get(cleaned.get("text") or 0, "")
            if not cleaned["reason"]:
                self.add_error("reason", "Give a reason, or choose a prewritten one.")
        return cleaned


class NoteForm(FixedReasonForm):
    fixed = "a note for the staff"
    text = forms.CharField(
        max_length=NOTE_MAX, widget=UnfoldAdminTextareaWidget({"rows": 6}),
        help_text="The player does not read it in the game, but may ask for it by law: write facts, and name no third person.",
    )  # fmt: skip


class DecideAppealForm(StaffForm):
    outcome = forms.ChoiceField(
        choices=[(Appeal.UPHELD, "Uphold it: the sanction is lifted"), (Appeal.DISMISSED, "Dismiss it: the sanction stays")],
        widget=UnfoldAdminRadioSelectWidget,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The player reads it, in a notice and a mail. It is the last word on this sanction."


class SanctionTextForm(StaffForm):
    title = forms.CharField(max_length=TITLE_MAX, widget=UnfoldAdminTextInputWidget, help_text="For the staff.")
    text = forms.CharField(
        min_length=REASON_MIN, max_length=REASON_MAX, widget=UnfoldAdminTextareaWidget({"rows": 3}), help_text="For the player."
    )

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        super().__init__(*args, target=target, **kwargs)
        self.fields["reason"].help_text = "Only the audit keeps it."
        if target is not None:
            self.fields["title"].initial, self.fields["text"].initial = target.title, target.text


class RenameForm(StaffForm):
    name = forms.CharField(
        label="New name", max_length=20, widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "spellcheck": "false"})
    )
