"""A page that asks before something is done: GET asks, POST does it, says so and goes back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from msgspec import Struct

from accounts.models import User
from accounts.queries.rank import Rank, may_act, rank_of
from accounts.sessions.request_user import logged_in_user


class Confirmation(Struct, frozen=True):
    """title: names what would be done to what. hint: what it means. done: shown afterwards. back: the page to return to."""

    title: str
    hint: str
    button: str
    done: str
    back: str


def confirm(
    request: HttpRequest, site: AdminSite, asked: Confirmation, act: Callable[[User], object], refusals: type[Exception]
) -> HttpResponse:
    """Administrators only. refusals: an error of `act` whose text is shown. Raises PermissionDenied."""
    user = logged_in_user(request)
    if not may_act_as_administrator(user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            act(user)
        except refusals as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, asked.done)
        return redirect(asked.back)
    context: dict[str, Any] = {**site.each_context(request), "title": asked.title, "asked": asked}
    return TemplateResponse(request, "admin/vvw/confirm.html", context)


def may_act_as_administrator(user: User) -> bool:
    return may_act(user) and rank_of(user) >= Rank.ADMINISTRATOR
