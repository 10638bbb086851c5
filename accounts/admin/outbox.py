"""Unsent and sent mails. The body is not shown, because it may hold links that log in."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin[OutboxMessage]):
    list_display = ("id", "kind", "subject", "state", "created_at", "due_at", "sent_at", "attempts")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), "kind", "created_at")
    search_fields = ("payload__subject", "error")
    fields = ("kind", "subject", "to", "created_at", "due_at", "sent_at", "attempts", "error")
    readonly_fields = ("subject", "to")

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

    @display(description="state", label={"sent": "success", "waiting": "info", "failing": "danger"})
    def state(self, message: OutboxMessage) -> str:
        if message.sent_at:
            return "sent"
        return "failing" if message.attempts else "waiting"
