"""What every list and page of the admin shares: read-only unless said otherwise, and light in statements."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from accounts.admin.paginator import LightPaginator
from vvw_site.foundation.staff.lists import StaffList


class LookAdmin(StaffList, ModelAdmin):
    """Nobody adds, changes or deletes by form, superusers included: staff acts through actions, which are audited."""

    paginator = LightPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    compressed_fields = False
    actions = None
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        opts = self.model._meta
        return request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}")


class BigAdmin(LookAdmin):
    """For tables that grow with play: newest first and in no other order, so that the primary key serves each page."""

    sortable_by = ()


class SuperuserAdmin(StaffList, ModelAdmin):
    """Who may view looks; only superusers change: what these rows say is run by the server."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser
