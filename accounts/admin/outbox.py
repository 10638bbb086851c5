"""Unsent and sent mails, and sending one again. The body is not shown, because it may hold links that log in."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from msgspec import Struct

from accounts.actions.outbox_again import CannotSendAgainError, send_again
from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.confirmation import Confirmation, confirm, may_act_as_administrator
from accounts.admin.display import display
from accounts.client_address import client_address
from accounts.models import OutboxMessage, User
from accounts.sessions.request_user import logged_in_user


class MailLink(Struct, frozen=True):
    """What the page of a mail offers, as staff_actions.html shows it."""

    title: str
    danger: bool = False


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin[OutboxMessage]):
    list_display = ("id", "kind", "subject", "state", "created_at", "due_at", "sent_at", "attempts")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("failed_at", admin.EmptyFieldListFilter), "kind", "created_at")
    search_fields = ("payload__subject", "error")
    fields = (
        ("kind", "state"), "subject", "to", ("created_at", "due_at"), ("sent_at", "failed_at"), ("attempts", "deferrals"), "leased_until",
        "error",
    )  # fmt: skip
    readonly_fields = ("subject", "to", "state")
    change_form_outer_before_template = "admin/vvw/staff_actions.html"

    def get_urls(self) -> list[URLPattern]:
        again = path("<int:pk>/again/", self.admin_site.admin_view(self.again_view), name="accounts_outboxmessage_again")
        return [again, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        message, extra = self._message(request, object_id), dict(extra_context or {})
        if message is not None and message.sent_at is None and may_act_as_administrator(logged_in_user(request)):
            title = "Send it again" if message.failed_at else "Send it now"
            extra["staff_actions"] = [(MailLink(title), reverse("admin:accounts_outboxmessage_again", args=[message.pk]))]
        return super().change_view(request, object_id, form_url, extra)

    def _message(self, request: HttpRequest, number: str) -> OutboxMessage | None:
        found = self.get_object(request, number) if self.has_view_permission(request) else None
        return found if isinstance(found, OutboxMessage) else None

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = self._message(request, str(pk))
        if message is None:
            raise Http404
        asked = Confirmation(
            title=f"Send “{self.subject(message)}” to {self.to(message)} now?",
            hint="It is the same mail with the same links, some of which may have expired since. Its attempts are counted from zero.",
            button="Send it", done="It is due now. Load this page again to see whether it was sent.",
            back=reverse("admin:accounts_outboxmessage_change", args=[pk]),
        )  # fmt: skip

        def act(user: User) -> None:
            send_again(actor=user, message=pk, address=client_address(request))

        return confirm(request, self.admin_site, asked, act, CannotSendAgainError)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMessage]:
        rows = super().get_queryset(request).defer("payload")
        annotated: QuerySet[OutboxMessage] = rows.annotate(subject_shown=KT("payload__subject"), receivers=F("payload__to"))
        return annotated

    @display(description="subject")
    def subject(self, message: OutboxMessage) -> str:
        return getattr(message, "subject_shown", None) or "—"

    @display(description="to")
    def to(self, message: OutboxMessage) -> str:
        return ", ".join(getattr(message, "receivers", None) or []) or "—"

    @display(
        description="state",
        label={"sent": "success", "waiting": "info", "being sent": "info", "failing": "warning", "failed": "danger"},
    )
    def state(self, message: OutboxMessage) -> str:
        """failing: it is tried again. failed: it is not."""
        if message.sent_at:
            return "sent"
        if message.failed_at:
            return "failed"
        if message.leased_until and message.leased_until > timezone.now():
            return "being sent"
        return "failing" if message.error else "waiting"
