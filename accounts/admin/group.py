"""The staff groups: to look at. Their permissions come from code, and who is in them is given by rank."""

import django.contrib.auth.admin  # noqa: F401 (first theirs, then ours in its place)
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.admin.base import LookAdmin

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(LookAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name", "permissions")
    ordering = ("name",)
