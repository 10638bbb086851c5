"""Accounts, with the staff actions on them: bans, mutes, sessions and ranks."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank, rank_of
from game.actions import staff_account
from game.actions.staff_note import write_note
from game.admin import panels
from game.admin.panels import Panel
from game.admin.sanction_forms import NoteForm
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import BanForm, ForeverForm, RankForm, UntilForm
from game.queries.sanctions import is_barred_from_reports

MODERATOR = Rank.MODERATOR


def is_banned(user: User) -> bool:
    return user.is_banned


def is_muted(user: User) -> bool:
    return user.is_muted


def may_not_report(user: User) -> bool:
    return is_barred_from_reports(user.id, timezone.now())


def sees_addresses(request: HttpRequest) -> bool:
    """Only administrators see e-mail addresses; the other ranks do not need them."""
    return request.user.has_perm("account.view_emailaddress")


@admin.register(User)
class UserAdmin(StaffActionsMixin[User], ReadOnlyAdmin[User]):
    staff_actions = (
        StaffActionOption(
            "note", "Write a note", write_note, "user", MODERATOR, NoteForm, hint="For the staff. The player is not told."
        ),
        StaffActionOption("warn", "Warn", staff_account.warn, "user", MODERATOR),
        StaffActionOption("ban", "Ban", staff_account.ban, "user", MODERATOR, BanForm, danger=True),
        StaffActionOption("unban", "Lift the ban", staff_account.unban, "user", MODERATOR, fits=is_banned),
        StaffActionOption("mute", "Mute", staff_account.mute, "user", MODERATOR, UntilForm, danger=True),
        StaffActionOption("unmute", "Lift the mute", staff_account.unmute, "user", MODERATOR, fits=is_muted),
        StaffActionOption(
            "bar-reports", "Ban from reporting", staff_account.bar_reports, "user", MODERATOR, ForeverForm, danger=True,
            hint="For people whose reports lead nowhere, again and again.",
        ),
        StaffActionOption("unbar-reports", "Let report again", staff_account.unbar_reports, "user", MODERATOR, fits=may_not_report),
        StaffActionOption(
            "end-sessions", "End all sessions", staff_account.end_sessions, "user", MODERATOR, danger=True,
            hint="Logs the account out of every browser and ends its API tokens.",
        ),
        StaffActionOption("rank", "Change rank", staff_account.set_rank, "user", Rank.ADMINISTRATOR, RankForm),
    )  # fmt: skip
    list_display = ("username", "email", "state", "staff", "date_joined", "last_login")
    list_display_links = ("username",)
    list_filter = (
        "is_guest", "is_staff", "is_superuser", "groups", "date_joined", ("banned_until", admin.EmptyFieldListFilter),
        ("muted_until", admin.EmptyFieldListFilter),
    )  # fmt: skip
    search_fields = ("username", "email", "pk__exact")
    search_help_text = "A part of a name or of an address, or a number."
    fields = (
        ("username", "email"), ("rank", "is_active", "is_guest"), ("date_joined", "last_login"),
        ("banned_until", "ban_reason"), "muted_until", "erased_at",
    )  # fmt: skip
    readonly_fields = ("rank",)

    def get_list_display(self, request: HttpRequest) -> list[str | Callable[[User], str | bool]]:
        return [name for name in self.list_display if name != "email" or sees_addresses(request)]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [name for name in self.search_fields if name != "email" or sees_addresses(request)]

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        first = ("username", "email") if sees_addresses(request) else ("username",)
        return [first, *self.fields[1:]]

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Without Django's help for whoever types these fields: here nobody does."""
        return super().get_form(request, obj, change=change, help_texts={"username": "", "is_active": ""}, **kwargs)

    def owners_of(self, record: User) -> list[User | None]:
        return [record]

    def panels(self, request: HttpRequest, record: User) -> list[Panel]:
        return panels.permitted(request.user, [
            ("accounts.view_user", partial(panels.sanctions, record)),
            ("game.view_staffnote", partial(panels.notes, record)),
            ("game.view_character", partial(panels.characters, record)),
            ("usersessions.view_usersession", partial(panels.sessions, record)),
            ("usersessions.view_usersession", partial(panels.logins, record)),
            ("usersessions.view_usersession", partial(panels.shared_networks, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"user:{record.pk}"])),
        ])  # fmt: skip

    @display(description="rank")
    def rank(self, user: User) -> str:
        return rank_of(user).title

    @display(description="staff", boolean=True, ordering="is_staff")
    def staff(self, user: User) -> bool:
        return user.is_staff

    @display(
        description="state",
        label={"erased": "warning", "banned": "danger", "muted": "warning", "guest": "info", "player": "success"},
    )
    def state(self, user: User) -> str:
        if user.erased_at:
            return "erased"
        if user.is_banned:
            return "banned"
        if user.is_muted:
            return "muted"
        return "guest" if user.is_guest else "player"
