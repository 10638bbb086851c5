"""The base classes of all admin pages: read-only by default, with few and cheap statements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from unfold.admin import ModelAdmin

from accounts.admin.estimated_count import EstimatedCountPaginator
from vvw_site.foundation.staff.lists import StaffList

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    from django.contrib import admin

    class UnfoldModelAdmin(admin.ModelAdmin[M]):
        """Unfold has no types; its ModelAdmin extends Django's."""

        compressed_fields: ClassVar[bool]

    class AdminMixin(admin.ModelAdmin[M]):
        """The base of classes that come before a ModelAdmin[M]."""
else:

    class _GenericModelAdmin(ModelAdmin, Generic[M]):
        pass

    class _GenericMixin(Generic[M]):
        pass

    UnfoldModelAdmin, AdminMixin = _GenericModelAdmin, _GenericMixin


class ReadOnlyAdmin(StaffList, UnfoldModelAdmin[M]):
    """Nobody adds, changes or deletes by form, not even superusers. Staff use staff actions, which are audited."""

    paginator = EstimatedCountPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    compressed_fields = False
    actions: Sequence[str] | None = None  # None: no checkboxes
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        opts = self.model._meta
        return request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's own page would be empty, because nothing is changed by form. The audit has what staff did."""
        query = urlencode({"q": f"{self.model._meta.model_name}:{object_id}"})
        return redirect(f"{reverse('admin:accounts_auditentry_changelist')}?{query}")


class LargeTableAdmin(ReadOnlyAdmin[M]):
    """For tables that grow with play: newest first and in no other order, so that the primary key serves each page."""

    sortable_by = ()


class SuperuserAdmin(StaffList, UnfoldModelAdmin[M]):
    """Staff with the permission may view; only superusers may change, because the server runs what these rows say."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_superuser(request)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)
