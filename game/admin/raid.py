"""Raids, with the forms that start one and call one off; their hits, hunters and rewards. All of it is read-only."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.admin.base import AdminMixin, LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_raid import call_off_raid, start_raid
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin, number_of
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import CallOffRaidForm, StartRaidForm
from game.models import ArchivedRaidHit, Raid, RaidFold, RaidHit, RaidHunter, RaidReward
from game.models.ids import RaidId
from game.presenters import raid_for_staff as words
from game.presenters.names import item_name
from game.queries.archive import StoredHitRow, archived_hits
from game.queries.raid import RaidView, find_raid
from game.queries.raid_payment import payment_of


def is_open(raid: Raid) -> bool:
    return raid.state == Raid.OPEN


def page_of(raid: int) -> str:
    """A link to the admin's page of a raid, made from its number."""
    return panels.link(reverse("admin:game_raid_change", args=[raid]), f"raid {raid}")


@admin.register(Raid)
class RaidAdmin(PlayerSearchMixin[Raid], StaffActionsMixin[Raid], LargeTableAdmin[Raid]):
    list_actions = (
        StaffActionOption(
            "start", "Start a raid", start_raid, "", Rank.GAME_MASTER, StartRaidForm,
            hint="It opens at once for everybody, also while another one is on.",
        ),
    )  # fmt: skip
    staff_actions = (
        StaffActionOption(
            "call-off", "Call it off", call_off_raid, "raid", Rank.GAME_MASTER, CallOffRaidForm, is_open, danger=True,
            hint="Everybody who hit gets the least reward and all energy back. It cannot be taken back.",
        ),
    )  # fmt: skip
    list_display = ("id", "boss_shown", "state_shown", "opened_at", "ends_at", "health_shown", "hunters", "counted")
    list_display_links = ("id", "boss_shown")
    list_filter = ("state", "opened_at")
    search_fields = ("boss__exact", "pk__exact")
    search_help_text = "A boss, the name of a hunter who hit it, or a number."
    fields = (
        ("boss_shown", "state_shown", "public_page"), ("health_shown", "start_shown", "phase_shown"),
        ("opened_at", "starts_at", "ends_at", "ended_at"), ("counts_shown", "sides_shown", "gold_shown"), "killing_blow",
        ("rewards_shown", "paid_at"), "reason",
    )  # fmt: skip
    readonly_fields = (
        "boss_shown", "state_shown", "public_page", "health_shown", "start_shown", "phase_shown", "counts_shown", "sides_shown",
        "gold_shown", "killing_blow", "rewards_shown",
    )  # fmt: skip

    def by_characters(self, ids: Any) -> Q:
        return Q(pk__in=RaidHunter.objects.filter(character__in=ids).values("raid"))

    def owners_of(self, record: Raid) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: Raid) -> list[Panel]:
        return panels.permitted(request.user, [
            ("game.view_raidreward", partial(rewards_of, record)),
            ("game.view_raidhunter", partial(hunters_of, record)),
            ("game.view_raidhit", partial(hits_of, record)),
            ("game.view_raid", partial(folds_of, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"raid:{record.pk}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: Raid) -> list[Panel]:
        return [hunters_of(record)]

    @display(description="boss")
    def boss_shown(self, raid: Raid) -> str:
        return words.boss_in_words(raid.boss)

    @display(
        description="state",
        label={"gathering": "info", "fighting": "warning", "won": "success", "escaped": "info", "called off": "danger"},
    )
    def state_shown(self, raid: Raid) -> str:
        return words.state_in_words(raid, timezone.now())

    @display(description="as players see it")
    def public_page(self, raid: Raid) -> str:
        return panels.link(f"/raids/{raid.pk}/", f"/raids/{raid.pk}/")

    @display(description="health")
    def health_shown(self, raid: Raid) -> str:
        return words.health_in_words(raid)

    @display(description="at the start")
    def start_shown(self, raid: Raid) -> str:
        return words.start_in_words(raid)

    @display(description="phase")
    def phase_shown(self, raid: Raid) -> str:
        return words.phase_in_words(_view(raid))

    @display(description="counted")
    def counts_shown(self, raid: Raid) -> str:
        return words.counts_in_words(raid)

    @display(description="damage")
    def sides_shown(self, raid: Raid) -> str:
        return words.sides_in_words(raid)

    @display(description="worth of a hit")
    def gold_shown(self, raid: Raid) -> str:
        return f"{raid.gold:,} gold"

    @display(description="killing blow")
    def killing_blow(self, raid: Raid) -> str:
        return words.killing_blow_in_words(_view(raid))

    @display(description="rewards")
    def rewards_shown(self, raid: Raid) -> str:
        return words.payment_in_words(payment_of(raid.id))


class OfRaidMixin(AdminMixin[Any]):
    """Comes before PlayerSearchMixin: rows of a raid are also found by `raid:12`."""

    def condition_for(self, part: str, characters: Any) -> Q:
        kind, _, number = part.partition(":")
        if kind == "raid" and (known := number_of(number)) is not None:
            return Q(raid=known)
        found: Q = super().condition_for(part, characters)  # type: ignore[misc]  # of PlayerSearchMixin
        return found

    @display(description="raid")
    def raid_link(self, row: Any) -> str:
        return page_of(row.raid_id)

    @display(description="character")
    def character_link(self, row: Any) -> str | SafeString:
        return panels.link_to(row.character)


@admin.register(ArchivedRaidHit, RaidHit)
class RaidHitAdmin(OfRaidMixin, PlayerSearchMixin[StoredHitRow], LargeTableAdmin[StoredHitRow]):
    """Hits, and in a list of their own those that are older than 90 days."""

    list_display = ("id", "at", "raid_link", "character_link", "outcome", "damage", "counted", "number", "late", "refunded_at")
    list_display_links = ("id", "at")
    list_filter = ("late", "at")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A hunter's name, a raid (raid:12), or a number."
    fields = (
        ("raid_link", "character", "at"), ("outcome", "damage", "lost"), ("number", "counted", "hp_after"),
        ("late", "refunded_at"), ("seed", "nonce"), "inputs",
    )  # fmt: skip
    readonly_fields = ("raid_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StoredHitRow]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match and match.url_name and match.url_name.endswith("_changelist"):
            return rows.defer("inputs")
        return rows.select_related("seed", "character")


@admin.register(RaidHunter)
class RaidHunterAdmin(OfRaidMixin, PlayerSearchMixin[RaidHunter], LargeTableAdmin[RaidHunter]):
    list_display = ("id", "raid_link", "character_link", "damage", "hits")
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A hunter's name, a raid (raid:12), or a number."
    fields = (("raid_link", "character"), ("damage", "hits"))
    readonly_fields = ("raid_link",)


@admin.register(RaidReward)
class RaidRewardAdmin(OfRaidMixin, PlayerSearchMixin[RaidReward], LargeTableAdmin[RaidReward]):
    list_display = ("id", "raid_link", "rank", "character_link", "damage", "share_shown", "gold", "energy", "trophy", "paid_at")
    list_filter = (("paid_at", admin.EmptyFieldListFilter),)
    list_select_related = ("character",)
    search_fields = ("character__name__iexact", "trophy__exact", "pk__exact")
    search_help_text = "A hunter's name, a raid (raid:12), a trophy, or a number."
    fields = (
        ("raid_link", "character", "rank"), ("hits", "damage", "share_shown"), ("gold", "energy", "trophy"), "paid_at",
    )  # fmt: skip
    readonly_fields = ("raid_link", "share_shown")

    @display(description="share")
    def share_shown(self, reward: RaidReward) -> str:
        return f"{reward.share / 10:.1f} %"


def rewards_of(raid: Raid) -> Panel:
    found = RaidReward.objects.filter(raid=raid).select_related("character").order_by("rank")[: panels.MAX_ROWS]
    rows = [
        (r.rank, panels.link_to(r.character), f"{r.damage:,}", f"{r.gold:,}", r.energy or "—",
         item_name(r.trophy) if r.trophy else "—", panels.when(r.paid_at))
        for r in found
    ]  # fmt: skip
    headers = ("Rank", "Hunter", "Damage", "Gold", "Energy", "Trophy", "Paid")
    return Panel("Rewards", headers, rows, "They are decided when the raid ends.", _all(RaidReward, raid))


def hunters_of(raid: Raid) -> Panel:
    found = RaidHunter.objects.filter(raid=raid).select_related("character").order_by("-damage", "character")[: panels.MAX_ROWS]
    rows = [(panels.link_to(h.character), f"{h.damage:,}", f"{h.hits:,}") for h in found]
    return Panel("Hunters", ("Hunter", "Damage", "Hits"), rows, "Nobody has hit it yet.", _all(RaidHunter, raid))


def hits_of(raid: Raid) -> Panel:
    """The hits of an old raid are in the archive; while they move there, some are."""
    live, archived = _last(RaidHit.objects.all(), raid), _last(archived_hits(), raid)
    found = [*live, *archived][: panels.MAX_ROWS]
    rows = [
        (panels.link_to(h, f"{h.pk}"), panels.when(h.at), panels.link_to(h.character), h.outcome, f"{h.damage:,}", h.number or "—",
         "late" if h.late else "")
        for h in found
    ]  # fmt: skip
    headers = ("No.", "When", "Hunter", "Outcome", "Damage", "Number", "Late")
    return Panel(
        "Last hits", headers, rows, "Nobody has hit it yet.", _all(RaidHit if live or not archived else ArchivedRaidHit, raid)
    )


def _last(hits: QuerySet[Any], raid: Raid) -> list[Any]:
    return list(hits.filter(raid=raid).select_related("character").defer("inputs").order_by("-pk")[: panels.MAX_ROWS])


def folds_of(raid: Raid) -> Panel:
    found = RaidFold.objects.filter(raid=raid).order_by("-seq")[: panels.MAX_ROWS]
    rows = [(f.seq, panels.when(f.at), f"{f.hits:,}", f"{f.number:,}", f"{f.hp:,}") for f in found]
    return Panel("Last updates", ("Seq", "When", "Hits", "Up to number", "Health"), rows, "None yet.")


def _all(model: type[Model], raid: Raid) -> str:
    return panels.listing(model, q=f"raid:{raid.pk}")


def _view(raid: Raid) -> RaidView:
    """The raid as players see it, read once for a page."""
    known: RaidView | None = vars(raid).get("_view")
    if known is None:
        known = find_raid(RaidId(raid.pk))
        assert known is not None
        vars(raid)["_view"] = known
    return known
