"""The staff groups, read-only. Code sets their permissions, and a rank puts a user into one."""

import django.contrib.auth.admin  # noqa: F401 (import Django's first, so that ours can replace it)
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(ReadOnlyAdmin[Group]):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name", "may")
    readonly_fields = ("may",)
    ordering = ("name",)

    @display(description="may")
    def may(self, group: Group) -> str:
        """One line for each permission, such as `view battle (game)`. One statement."""
        found = group.permissions.values_list("name", "content_type__app_label").order_by("content_type__app_label", "name")
        return format_html_join(SafeString("<br>"), "{} ({})", ((name.removeprefix("Can "), app) for name, app in found))
