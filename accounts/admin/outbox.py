"""Mail that waits or went. What it says is not shown: it holds links that log somebody in."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest
from unfold.decorators import display

from accounts.admin.base import LookAdmin
from accounts.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(LookAdmin):
    list_display = ("id", "kind", "subject", "state", "created_at", "due_at", "sent_at", "attempts")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), "kind", "created_at")
    search_fields = ("payload__subject", "error")
    fields = ("kind", "subject", "to", "created_at", "due_at", "sent_at", "attempts", "error")
    readonly_fields = ("subject", "to")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMessage]:
        return super().get_queryset(request).defer("payload").annotate(about=KT("payload__subject"), whom=F("payload__to"))

    @display(description="subject")
    def subject(self, message: OutboxMessage) -> str:
        return message.about or "—"

    @display(description="to")
    def to(self, message: OutboxMessage) -> str:
        return ", ".join(message.whom or []) or "—"

    @display(description="state", label={"sent": "success", "waiting": "info", "failing": "danger"})
    def state(self, message: OutboxMessage) -> str:
        if message.sent_at:
            return "sent"
        return "failing" if message.attempts else "waiting"
