"""The audit log, and Django's own log of changes by admin form."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from accounts.admin.base import LargeTableAdmin, ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(LargeTableAdmin[AuditEntry]):
    list_display = ("at", "action", "target", "by", "reason", "network")
    list_display_links = ("at", "action")
    list_filter = ("at",)
    list_select_related = ("actor",)
    search_fields = ("target__exact", "action__startswith", "actor__username__iexact", "reason")
    search_help_text = "A target (user:12, character:7), an action (staff.ban), a name of staff, or words of the reason."
    fields = ("at", "by", "action", "target", "reason", "detail", "network")
    readonly_fields = ("by",)

    @display(description="by")
    def by(self, entry: AuditEntry) -> str:
        return str(entry.actor or "the site")


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin[LogEntry]):
    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag")
    list_filter = ("action_time", "action_flag")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "user__username")
    fields = ("action_time", "user", "content_type", "object_id", "object_repr", "action_flag", "change_message")
