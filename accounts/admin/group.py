"""The staff groups, read-only. Code sets their permissions, and a rank puts a user into one."""

import django.contrib.auth.admin  # noqa: F401 (import Django's first, so that ours can replace it)
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.admin.base import ReadOnlyAdmin

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(ReadOnlyAdmin[Group]):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name", "permissions")
    ordering = ("name",)
