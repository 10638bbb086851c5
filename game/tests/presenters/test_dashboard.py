"""The dashboard from a snapshot."""

from game.content import catalogue
from game.presenters.dashboard import dashboard, dashboard_page
from game.queries.battle import RecentBattle
from game.queries.dashboard import DashboardSnapshot, NoticeLine
from game.queries.missions import DealtMission, day_of
from game.queries.sheet import Worn
from game.tests.presenters.unsaved import NOW, unsaved_character

SLUG = next(iter(catalogue().missions))


def dealt(pk: int, day: int) -> DealtMission:
    return DealtMission(pk=pk, mission=SLUG, day=day, target=1, progress=1, gold=1, xp=1, claimed_at=None)


SNAPSHOT = DashboardSnapshot(
    worn={"weapon": Worn("clerks-sabre", 0, 1)}, today=[], left=[dealt(1, day_of(NOW) - 1)],
    notices=[NoticeLine(5, "Read me", "", NOW)], raid=None,
)  # fmt: skip


def test_missions_that_were_dealt_after_the_snapshot_are_shown_and_gear_counts() -> None:
    character = unsaved_character(place="old-mill")
    found = dashboard(character, SNAPSHOT, [dealt(2, day_of(NOW))], [], NOW)
    assert [m.id for m in found.missions] == [2] and found.notices == SNAPSHOT.notices
    bare = dashboard(character, DashboardSnapshot({}, [], [], [], None), [], [], NOW)
    assert found.stats.attack == bare.stats.attack + catalogue().items["clerks-sabre"].bonus.attack
    assert (found.character.name, found.character.hp_max) == (character.name, found.stats.hp_max)


def test_the_page_adds_rewards_that_wait_worn_out_gear_the_last_place_and_the_latest_battles() -> None:
    character = unsaved_character(place="old-mill")
    battle = RecentBattle(9, "flour-rat", True, 3, 4, "old-mill", NOW)
    shown = dashboard(character, SNAPSHOT, [], [], NOW)
    page = dashboard_page(character, shown, SNAPSHOT, [battle], NOW, guest=False)
    assert [m.id for m in page.left] == [1] and page.needs_repair == [Worn("clerks-sabre", 0, 1)]
    assert page.step is not None and page.step.last in (None, catalogue().places["old-mill"]) and page.day_ends_in == 7200
    (line,) = page.recent
    assert (line.id, line.name, line.place) == (9, catalogue().monsters["flour-rat"].name, "old-mill")
    assert dashboard_page(unsaved_character(), shown, SNAPSHOT, [], NOW, guest=False).step is None
