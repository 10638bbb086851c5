"""Seasons, with a preview of the end and the form that ends one now; their results, places and rewards. All of it is read-only."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.admin.base import AdminMixin, LargeTableAdmin
from accounts.admin.display import display
from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.season_roll import ROLL_TASK
from game.actions.staff_season import end_season
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin, number_of
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import EndSeasonForm
from game.models import Season, SeasonRank, SeasonResult, SeasonReward
from game.presenters import season_for_staff as words
from game.queries.season import HOURS_TO_WAIT, raids_to_wait_for
from game.queries.season_payment import season_payment
from game.queries.season_preview import preview_of


def is_on(season: Season) -> bool:
    return season.ended_at is None


def can_be_ended(season: Season) -> bool:
    return is_on(season) and season.end_requested_at is None


def end_request(user: Any, season: Season) -> Panel:
    """Who asked for the end of the season, why, and what does it."""
    asked = AuditEntry.objects.select_related("actor").filter(target=f"season:{season.pk}", action="staff.end_season").last()
    job = panels.link(reverse("admin:jobs_jobrun_job", args=[ROLL_TASK]), "“end the season”")
    rows = [
        ("Asked for by", (asked and asked.actor) or "an account that was erased"),
        ("When", f"{season.end_requested_at:%d %b %Y %H:%M:%S} UTC"),
        ("Reason", asked.reason if asked else "—"),
        ("The job that does it", job if user.has_perm("jobs.view_jobrun") else "“end the season”"),
    ]
    title = (
        "It is being ended: load this page again to see whether it is done" if is_on(season) else "The staff asked for its end"
    )
    return Panel(title, ("What", "Answer"), rows, "")


def preview(season: Season) -> Panel:
    """What the end of the season would do if it came now."""
    if not is_on(season):
        return Panel("If it ended now", ("What", "How much"), [], "It has ended.")
    until = season.ends_at + timedelta(hours=HOURS_TO_WAIT)
    rows = words.preview_rows(preview_of(season.id), [*raids_to_wait_for(season.ends_at)], until)
    return Panel("If it ended now", ("What", "How much"), rows, "")


def winners(season: Season) -> Panel:
    first = SeasonRank.objects.select_related("character").filter(season=season, rank__lte=3).order_by("board", "rank")
    rows = [(one.board, one.rank, panels.link_to(one.character, one.name), f"{one.score:,}") for one in first]
    more = panels.listing(SeasonRank, q=f"season:{season.number}")
    return Panel("Winners", ("Board", "Place", "Character", "Score"), rows, "Nobody was ranked.", more)


def unpaid(season: Season) -> Panel:
    due = SeasonReward.objects.select_related("character").filter(season=season, paid_at=None).order_by("pk")
    rows = [
        (panels.link_to(one, f"{one.pk}"), one.board, one.rank, panels.link_to(one.character), f"{one.gold:,}")
        for one in due[: panels.MAX_ROWS]
    ]
    more = panels.listing(SeasonReward, q=f"season:{season.number}")
    return Panel("Rewards that are not paid", ("No.", "Board", "Place", "Character", "Gold"), rows, "None.", more)


@admin.register(Season)
class SeasonAdmin(StaffActionsMixin[Season], LargeTableAdmin[Season]):
    staff_actions = (
        StaffActionOption(
            "end", "End the season now", end_season, "season", Rank.SUPERUSER, EndSeasonForm, can_be_ended, danger=True,
            hint="Its ranks are frozen, its rewards are sent, and the next season begins. It cannot be taken back. The worker does it "
            "within a minute or two; the page of the season shows when it is done.",
            done="The season is being ended. Load this page again to see when it is done.",
        ),
    )  # fmt: skip
    list_display = ("number", "state_shown", "starts_at", "ends_at", "ended_at")
    search_fields = ("number__exact",)
    search_help_text = "A number."
    fields = (
        ("number", "state_shown", "public_page"), ("starts_at", "ends_at", "ended_at"), ("boards_shown", "rewards_shown"),
    )  # fmt: skip
    readonly_fields = ("state_shown", "public_page", "boards_shown", "rewards_shown")

    def owners_of(self, record: Season) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: Season) -> list[Panel]:
        parts: list[tuple[str, Any]] = []
        if record.end_requested_at is not None:
            parts.append(("game.view_seasonreward", partial(end_request, request.user, record)))
        if can_be_ended(record):
            parts.append(("game.view_seasonreward", partial(preview, record)))
        parts += [
            ("game.view_seasonrank", partial(winners, record)),
            ("game.view_seasonreward", partial(unpaid, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"season:{record.pk}"])),
        ]
        return panels.permitted(request.user, parts)

    def form_panels(self, option: StaffActionOption, record: Season) -> list[Panel]:
        return [preview(record)]

    @display(
        description="state",
        label={"on": "success", "ended": "info", "is being ended": "warning", "over, and about to end": "warning"},
    )
    def state_shown(self, season: Season) -> str:
        return words.state_in_words(season, timezone.now())

    @display(description="as players see it")
    def public_page(self, season: Season) -> str:
        return panels.link(f"/hall/{season.number}/", f"/hall/{season.number}/")

    @display(description="boards")
    def boards_shown(self, season: Season) -> str:
        return ", ".join(season.boards) or "none until it has ended"

    @display(description="rewards")
    def rewards_shown(self, season: Season) -> str:
        return words.payment_in_words(season_payment(season.id))


class OfSeasonMixin(AdminMixin[Any]):
    """Comes before PlayerSearchMixin: rows of a season are also found by `season:3`."""

    def condition_for(self, part: str, characters: Any) -> Q:
        kind, _, number = part.partition(":")
        if kind == "season" and (known := number_of(number)) is not None:
            return Q(season__number=known)
        found: Q = super().condition_for(part, characters)  # type: ignore[misc]  # of PlayerSearchMixin
        return found

    @display(description="season")
    def season_link(self, row: Any) -> str:
        return panels.link(reverse("admin:game_season_change", args=[row.season_id]), str(row.season))

    @display(description="character")
    def character_link(self, row: Any) -> str | SafeString:
        return panels.link_to(row.character)


@admin.register(SeasonResult)
class SeasonResultAdmin(OfSeasonMixin, PlayerSearchMixin[SeasonResult], LargeTableAdmin[SeasonResult]):
    list_display = ("id", "season_link", "character_link", "standing_shown")
    list_select_related = ("character", "season")
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "A character's name, a season (season:3), or a number."
    fields = (("season_link", "character"), "standing_shown")
    readonly_fields = ("season_link", "standing_shown")

    @display(description="rank and score by board")
    def standing_shown(self, result: SeasonResult) -> str:
        parts = zip(result.season.boards, result.ranks, result.scores, strict=False)
        return ", ".join(f"{board} {rank:,} ({score:,})" for board, rank, score in parts if rank is not None)


@admin.register(SeasonRank)
class SeasonRankAdmin(OfSeasonMixin, PlayerSearchMixin[SeasonRank], LargeTableAdmin[SeasonRank]):
    list_display = ("id", "season_link", "board", "rank", "character_link", "name", "score")
    list_select_related = ("character", "season")
    search_fields = ("character__name__iexact", "board__exact", "pk__exact")
    search_help_text = "A character's name, a season (season:3), a board, or a number."
    fields = (("season_link", "board", "rank"), ("character", "name", "score"))
    readonly_fields = ("season_link",)


@admin.register(SeasonReward)
class SeasonRewardAdmin(OfSeasonMixin, PlayerSearchMixin[SeasonReward], LargeTableAdmin[SeasonReward]):
    list_display = ("id", "season_link", "board", "rank", "character_link", "gold", "title", "paid_at")
    list_filter = (("paid_at", admin.EmptyFieldListFilter),)
    list_select_related = ("character", "season")
    search_fields = ("character__name__iexact", "board__exact", "pk__exact")
    search_help_text = "A character's name, a season (season:3), a board, or a number."
    fields = (("season_link", "board", "rank"), ("character", "gold", "title"), "paid_at")
    readonly_fields = ("season_link",)
