"""Clans, and what staff do about one. All of it is read-only."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from clans.actions.staff_clan import disband_clan, rename_clan, take_charter, take_crest
from clans.admin.clan_panels import log_of, members_of, rights_of
from clans.models import Clan, Member
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import StaffForm


class RenameClanForm(StaffForm):
    name = forms.CharField(
        max_length=20, widget=UnfoldAdminTextInputWidget, help_text="3 to 20 letters, digits or underscores."
    )
    tag = forms.CharField(max_length=3, widget=UnfoldAdminTextInputWidget, help_text="Three letters.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial, self.fields["tag"].initial = self.target.name, self.target.tag
        self.fields["reason"].help_text = "All members read it in the notice; the audit keeps it."


def lives(clan: Clan) -> bool:
    return clan.disbanded_at is None


def has_charter(clan: Clan) -> bool:
    return lives(clan) and bool(clan.charter)


def has_chosen_crest(clan: Clan) -> bool:
    return lives(clan) and bool(clan.crest)


@admin.register(Clan)
class ClanAdmin(PlayerSearchMixin[Clan], StaffActionsMixin[Clan], LargeTableAdmin[Clan]):
    staff_actions = (
        StaffActionOption("rename", "Rename", rename_clan, "clan", Rank.MODERATOR, RenameClanForm, lives, hint="Name and tag."),
        StaffActionOption("take-charter", "Take the charter away", take_charter, "clan", Rank.MODERATOR, fits=has_charter),
        StaffActionOption("take-crest", "Take the crest away", take_crest, "clan", Rank.MODERATOR, fits=has_chosen_crest),
        StaffActionOption(
            "disband", "Disband", disband_clan, "clan", Rank.GAME_MASTER, fits=lives, danger=True,
            hint="All members are out and are told. What the bank holds goes to the leader. It cannot be taken back.",
        ),
    )  # fmt: skip
    list_display = ("id", "tag", "name", "faction", "level", "size", "leader_link", "founded_at", "disbanded_at")
    list_display_links = ("id", "tag", "name")
    list_filter = ("faction", "admission", "founded_at", "disbanded_at")
    search_fields = ("name", "tag__exact", "pk__exact")
    search_help_text = "A part of the name, the tag, the name of a member, or a number."
    fields = (
        ("name", "tag", "public_page"), ("faction", "admission", "level"), ("size", "contribution", "bank_link"),
        ("leader_link", "founder_link", "leader_warned_at"), ("founded_at", "disbanded_at", "holds_names"), "charter", "crest",
    )  # fmt: skip
    readonly_fields = ("public_page", "leader_link", "founder_link", "bank_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clan]:
        return super().get_queryset(request).select_related("leader__user", "founder")

    def condition_for(self, part: str, characters: Sequence[int]) -> Q:
        found = super().condition_for(part, characters) | Q(name__icontains=part)
        return found | Q(tag=part.upper())

    def by_characters(self, ids: Any) -> Q:
        return Q(pk__in=Member.objects.filter(character__in=ids).values("clan")) | Q(founder__in=ids)

    def owners_of(self, record: Clan) -> list[User | None]:
        return [record.leader.user if record.leader else None]

    def panels(self, request: HttpRequest, record: Clan) -> list[Panel]:
        return panels.permitted(request.user, [
            ("clans.view_member", partial(members_of, record)),
            ("clans.view_member", partial(rights_of, record)),
            ("clans.view_clanlogentry", partial(log_of, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"clan:{record.pk}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: Clan) -> list[Panel]:
        return [members_of(record)]

    @display(description="leader")
    def leader_link(self, clan: Clan) -> str:
        return panels.link_to(clan.leader) if clan.leader else "—"

    @display(description="founder")
    def founder_link(self, clan: Clan) -> str:
        return panels.link_to(clan.founder)

    @display(description="bank")
    def bank_link(self, clan: Clan) -> str:
        return panels.link_to(clan.account, f"account {clan.account_id}")

    @display(description="as players see it")
    def public_page(self, clan: Clan) -> str:
        return panels.link(f"/clans/{clan.tag}/", f"/clans/{clan.tag}/")
