"""Letters without subject and text, and the accounts of the ledger that hold their gold and items.

Letters are private. Subject and text are shown only on the page of a report about the letter (admin/report.py).
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_letter_return import return_letter
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.models import LedgerAccount, Letter
from game.presenters.letter_goods import attachments_of
from game.presenters.names import amount_in_words


def can_be_returned(letter: Letter) -> bool:
    """Whether it carried something that was not returned yet, and the sender was not erased."""
    lives = letter.sender is None or letter.sender.user_id is not None
    return lives and letter.state in (Letter.OPEN, Letter.CLAIMED, Letter.PASSED_ON)


def carried(letter: Letter) -> str:
    """What was attached, in words."""
    return ", ".join(amount_in_words(a.asset, a.quantity) for a in attachments_of(letter)) or "—"


@admin.register(Letter)
class LetterAdmin(PlayerSearchMixin[Letter], StaffActionsMixin[Letter], LargeTableAdmin[Letter]):
    staff_actions = (
        StaffActionOption(
            "return", "Return what it carried", return_letter, "letter", Rank.GAME_MASTER, fits=can_be_returned,
            danger=True, hint="Everything goes back to the sender, all or nothing. Both sides are told. What the city sent goes "
            "back to where it was made.",
        ),
    )  # fmt: skip
    list_display = ("id", "sent_at", "from_", "to", "carried", "state_shown", "expires_at")
    list_display_links = ("id", "sent_at")
    list_filter = ("state", "sent_at")
    list_select_related = ("sender", "recipient")
    search_fields = ("sender__name__iexact", "pk__exact")
    search_help_text = "The name of one side or of both, or a number."
    fields = (
        ("from_", "to"), ("carried", "state_shown", "escrow_shown"), ("sent_at", "read_at"), ("expires_at", "settled_at"),
        ("deleted_by_sender_at", "deleted_by_recipient_at"),
    )  # fmt: skip
    readonly_fields = ("from_", "to", "carried", "state_shown", "escrow_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        rows = super().get_queryset(request).defer("subject", "text")
        return rows.select_related("sender__user", "recipient__user", "escrow")

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(sender__in=ids) | Q(recipient__in=ids)

    def owners_of(self, record: Letter) -> list[User | None]:
        return [record.sender.user if record.sender else None, record.recipient.user]

    def panels(self, request: HttpRequest, record: Letter) -> list[Panel]:
        shown = [
            ("game.view_report", partial(panels.reports_about, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"letter:{record.pk}"])),
        ]
        if record.escrow is not None:
            shown.insert(0, ("game.view_transfer", partial(panels.through_account, record.escrow)))
        return panels.permitted(request.user, shown)

    @display(description="from")
    def from_(self, letter: Letter) -> str:
        return panels.sender_of(letter)

    @display(description="to")
    def to(self, letter: Letter) -> str:
        return panels.link_to(letter.recipient)

    @display(description="carried")
    def carried(self, letter: Letter) -> str:
        return carried(letter)

    @display(description="state", label={Letter.STATES["open"]: "info", Letter.STATES["returned"]: "warning"})
    def state_shown(self, letter: Letter) -> str:
        return Letter.STATES[letter.state]

    @display(description="escrow")
    def escrow_shown(self, letter: Letter) -> str | SafeString:
        return panels.link_to(letter.escrow) if letter.escrow else "—"


@admin.register(LedgerAccount)
class LedgerAccountAdmin(PlayerSearchMixin[LedgerAccount], LargeTableAdmin[LedgerAccount]):
    list_display = ("code", "gold", "letter_link")
    list_filter = ("kind",)
    search_fields = ("letter__sender__name__iexact", "pk__exact")
    search_help_text = "The name of one side of its letter, or a number."
    fields = (("code", "kind", "gold"), "letter_link")
    readonly_fields = ("code", "letter_link")
    change_form_outer_after_template = "admin/vvw/panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerAccount]:
        return super().get_queryset(request).select_related("letter").defer("letter__subject", "letter__text")

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(pk__in=Letter.objects.filter(Q(sender__in=ids) | Q(recipient__in=ids)).values("escrow"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        account = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if account is not None and self.has_view_permission(request, account):
            extra["panels"] = panels.permitted(request.user, [
                ("game.view_holding", partial(panels.held_by_account, account)),
                ("game.view_transfer", partial(panels.through_account, account)),
            ])  # fmt: skip
        return super().change_view(request, object_id, form_url, extra)

    @display(description="account")
    def code(self, account: LedgerAccount) -> str:
        return str(account)

    @display(description="letter")
    def letter_link(self, account: LedgerAccount) -> str:
        letter = getattr(account, "letter", None)
        return panels.link_to(letter) if letter else "—"
