"""Presenters run no statement: what they need was read before by a query."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.queries.rank import Rank
from game import presenters
from game.actions import drafts, friends
from game.actions.hunt import hunt
from game.actions.missions import deal_and_left
from game.actions.news import record
from game.actions.notices import notify
from game.actions.raid_fold import update_of
from game.content import catalogue
from game.content.raid_windows import window_at
from game.models import Battle, Character, EarnedAchievement, Holding, Raid, Report, Sanction
from game.models.ids import ChatRoomId, EventId
from game.models.notice_choice import KINDS
from game.presenters.entries import ItemFilter, MonsterFilter, PlaceFilter
from game.presenters.inventory import InventoryFilter
from game.presenters.letter_form import LetterDraft
from game.presenters.news import news_line
from game.presenters.odds import hunter_now
from game.presenters.shop_filter import ShopFilter
from game.queries.access import access_battle
from game.queries.achievements import achievements_of, own_achievements
from game.queries.battle import inputs_of, outcome_of, recent_battles
from game.queries.blocks import blocks_of
from game.queries.board import find_board
from game.queries.characters import public
from game.queries.chat import NamedRaid, RoomChange, RoomLine, StoredMessage
from game.queries.daily_rank import DayRank
from game.queries.dashboard import dashboard_snapshot
from game.queries.drafts import drafts_of
from game.queries.event import access_event, events
from game.queries.event_now import EventNow
from game.queries.friends import friends_of, mentors_of, requests_of
from game.queries.hall import ended_seasons, hall_seasons, season_page, seasons_of
from game.queries.inventory import held_by
from game.queries.ledger import characters_in, history_steps, log_of
from game.queries.mail import access_letter
from game.queries.news import news
from game.queries.notices import newest_notices, notices_of
from game.queries.own_rank import board_page
from game.queries.raid import find_raid
from game.queries.raid_calendar import calendar_facts
from game.queries.raid_hits import PAGE, hits_page, stored_hit
from game.queries.raid_page import raid_extras
from game.queries.raid_payment import payment_of
from game.queries.raid_record import raid_board, raid_curve
from game.queries.report_targets import find_reported, report_targets
from game.queries.season_payment import season_payment
from game.queries.season_preview import preview_of
from game.queries.sheet import derived, worn_by
from game.queries.stats import StatsSums, StoredStats
from game.queries.titles import SeasonTitle
from game.rules.battle import BattleEvent, EventName
from game.rules.errors import GameError
from game.rules.loadout import NewSkill
from game.rules.mail import Attachment
from game.rules.sanctions import LADDER, PastSanction
from game.tests.boards import count_now
from game.tests.events import make_event
from game.tests.friends import make_block, make_friends, make_mentor, make_pupil, user_actor
from game.tests.letters import id_of, make_letter
from game.tests.make import by, make_character, owner_of
from game.tests.make import held as held_by_name
from game.tests.raids import fold_now, make_raid, strike
from game.tests.seasons import end_season, make_season, score

pytestmark = pytest.mark.django_db
PLACE = "old-mill"
PURE = {
    "appeal_of", "appeal_until", "as_worn", "board_kinds", "chat_room_kinds", "day_of", "derived",
    "energy_of", "gone_words", "health_of", "inputs_of", "is_counted", "left_now", "loadout_of", "needs_repair",
    "news_kinds", "outcome_of", "season_title", "skills_of", "why_no_appeal",
}  # fmt: skip
"""Functions of queries that run no statement."""


def public_functions() -> dict[str, Callable[..., Any]]:
    """By "module.function": every public function that a presenter defines."""
    found = {}
    for info in pkgutil.iter_modules(presenters.__path__):
        module = importlib.import_module(f"game.presenters.{info.name}")
        for name, value in vars(module).items():
            is_function = inspect.isfunction(inspect.unwrap(value)) if callable(value) else False
            if is_function and value.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{info.name}.{name}"] = value
    return found


def arguments() -> dict[str, tuple[tuple[Any, ...], dict[str, Any]]]:
    """Prepared data for each function, as an entry point reads it."""
    made = make_character(level=11, gold=500, unspent=5)
    answer = hunt(by(made), place=PLACE)
    now = timezone.now()
    character, held, worn = public(made.name), held_by(made), worn_by(made)
    stats = derived(character, worn.values())
    today, left = deal_and_left(character, now)
    assert today and held and worn, "prepared data that is empty proves nothing"
    snapshot, recent = dashboard_snapshot(character, now), recent_battles(character.pk)
    hunter = hunter_now(character, stats, now)
    chooser = Character(level=60, class_slug="courtblade", place=PLACE)
    chooser.loadout = [skill.slug for skill in catalogue().class_skills["courtblade"][:3]]
    count_now()
    board = board_page("level", character=made)
    days = [DayRank(1, now, 4, 9), DayRank(2, now, 5, 9)]
    assert board.rows
    battle = access_battle(Battle.objects.get().pk)
    fought, holding = inputs_of(battle), Holding.objects.filter(character=character, slot__isnull=False)[0]
    content = catalogue()
    weapon, recipe = content.items[worn["weapon"].item], next(iter(content.recipes.values()))
    dashboard = importlib.import_module("game.presenters.dashboard").dashboard(character, snapshot, today, board.rows, now)
    sold = SimpleNamespace(item=weapon.slug, upgrade=1, quantity=2, gold=10, asks=True)
    written = make_letter(made, make_character(), gold=5, items={held_by_name(made, "cellar-draught").id: 1})
    letter, steps = access_letter(made.id, id_of(written)), history_steps(holding.id)
    owners = characters_in(steps)
    attached = msgspec.convert(letter.attachments, list[Attachment])
    assert steps and attached
    mentor = make_mentor()
    make_friends(made, make_character())
    make_pupil(mentor)
    make_block(made, make_character())
    friends.ask(by(make_character()), to=made.id, kind="friend")
    drafts.keep(by(made), draft=None, to="", subject="", text="Dear")
    befriended = friends_of(made.id, 9)
    assert befriended and mentors_of(mentor.id) and requests_of(made.id)
    reported = find_reported(f"profile:{mentor.pk}", made.id)[1]
    a_report = Report(target="profile:1", reason="insult", day=1, reporters=1, trust=1, first_at=now)
    sanction = Sanction.objects.select_related("appeal").get(
        pk=Sanction.objects.create(user=owner_of(made), kind="warning", reason="Rude.").pk
    )
    notify(made.id, "news")
    newest = newest_notices(made.id, after=0, limit=5)
    assert newest is not None and newest.notices
    number = make_raid(health=1)
    struck = strike(made, number)
    fold_now(number)
    make_raid()
    on = dashboard_snapshot(character, now).raid
    assert on is not None
    row, raid = Raid.objects.get(pk=number), find_raid(number)
    assert raid is not None and raid.top and raid.killer
    hit, curve = stored_hit(number, 1), raid_curve(raid)
    made_event = make_event(gold_percent=150, marked=["flour-rat"])
    event = access_event(EventId(made_event.pk))
    season = make_season()
    score(made, kills=3)
    end_season()
    halls, found, preview = hall_seasons(None), season_page(1, None, made.id), preview_of(season.id)
    assert found.own and preview.boards and ended_seasons() and seasons_of(made.id)
    EarnedAchievement.objects.create(character=made, achievement="the-page-is-full")
    earned, own = achievements_of(made.id), own_achievements(made.id)
    record("raid", "1", "{0} was there.", people=[made.id])
    stories = news()
    story = news_line(stories.rows[0])
    assert earned.earned and own.seasons and story.parts
    repairs = importlib.import_module("game.presenters.forge").repair_offers(held)

    room = RoomLine(ChatRoomId(1), "faction", "vampire", "vampire", 3, 1, timezone.now(), 0, True)
    message = StoredMessage(
        3, 9, "look, @Mina: /raids/4/ and /wiki/items/iron-dirk/", "shown", timezone.now(), 1, 1, "Mina", 1, "vampire", "", ["Mina"],
        [], [NamedRaid(4, "mister-snuff", "won")],
    )  # fmt: skip
    change = RoomChange(3, [message], [(2, "hidden")])

    def call(*args: Any, **kwargs: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return args, kwargs

    return {
        "achievements.achievements_page": call(own, ""),
        "achievements.own_lines": call(own),
        "achievements.profile_achievements": call(earned),
        "achievements.rarity_words": call(1, 5),
        "achievements.titles_of": call(own, ""),
        "news.address": call("raid", 7),
        "news.by_day": call([story]),
        "news.news_line": call(stories.rows[0]),
        "news.news_page": call(stories, "", None),
        "news_atom.atom_feed": call([story], "https://vvw.example/"),
        "titles.season_title_text": call(SeasonTitle(1, "kills", 1)),
        "titles.title_text": call("the-page-is-full"),
        "board_histogram.histogram_bars": call(board.board.histogram, 1, 5),
        "rank_chart.rank_chart": call(days),
        "battle.battle_page": call(battle),
        "battle.dice_check": call(battle),
        "battle_lines.battle_lines": call(recent),
        "bonuses.item_bonus": call(weapon.slug, 1),
        "bonuses.item_rarity": call(weapon.slug),
        "character.character_page": call(character, stats, worn),
        "character.class_skills": call(character.class_slug),
        "characters.characters_page": call([character], [], character),
        "characters.played_of": call([character], None),
        "report.report_page": call("profile:1", report_targets()["profile"], reported),
        "report.score_of": call(a_report, now),
        "sanctions.appeal_page": call(sanction, "Mina", now),
        "sanctions.proposed_step": call([PastSanction("warning", 1.0, None, False)], now),
        "sanctions.sanction_view": call(sanction, now),
        "sanctions.sanctions_page": call([sanction], now),
        "sanctions.state_of": call(sanction, now),
        "sanctions.step_choices": call(LADDER[0], Rank.MODERATOR),
        "sanctions.step_title": call("warning"),
        "chat.chat_page": call(
            [room],
            room,
            [message],
            50,
            me=1,
            my_name="Mina",
            level=3,
            before=None,
            site="https://example.org",
            now=timezone.now(),
        ),
        "chat.message_view": call(message, "https://example.org"),
        "chat.room_view": call(room),
        "chat_frames.chat_snapshot": call(1, change, 1.5),
        "chat_frames.chat_update": call(message, "<li>", [], 1.5),
        "choices.class_choices": call(),
        "choices.item_choices": call(),
        "choices.raid_boss_choices": call(),
        "choices.reason_choices": call(),
        "choices.item_slug": call(weapon.name),
        "choices.monster_slug": call("flour-rat"),
        "compare.changes_between": call(stats, stats, always=("attack",)),
        "compare.if_worn": call(character, {}, weapon),
        "compare.may_wear": call(character, weapon),
        "correspondent.correspondent": call(character),
        "correspondent.other_side": call(letter, character.id),
        "creation.creation_page": call(),
        "creation.faction_of": call(character.class_slug),
        "dashboard.dashboard": call(character, snapshot, today, board.rows, now),
        "dashboard.dashboard_page": call(character, dashboard, snapshot, recent, now, guest=True),
        "document.document": call("fairness"),
        "document.html_of": call("A word."),
        "document.text_of": call("fairness"),
        "emblem.emblem_svg": call("item", weapon.slug),
        "entries.content_hash": call(),
        "entries.items": call(ItemFilter()),
        "entries.monsters": call(MonsterFilter()),
        "entries.places": call(PlaceFilter()),
        "fairness.fairness_page": call([]),
        "first_steps.first_steps": call(character, guest=True),
        "forge.repair_offers": call(held),
        "forge.repairs_part": call(repairs),
        "forge.upgrade_offers": call(held),
        "forge.upgrades_part": call(held),
        "gear.gear_lines": call(worn),
        "growth.growth_page": call(character, worn, {"vit": 1}),
        "hall.hall_page": call(halls, None, made.id, now),
        "hall.ordinal": call(3),
        "hall.own_places": call(found.season.boards, found.own),
        "hall.podiums_of": call(halls[1], made.id),
        "hall.season_board_page": call(found, None, made.id, now),
        "hall.season_lines": call(seasons_of(made.id)),
        "hall.season_on": call(halls[0], now),
        "hall.words_of": call("kills"),
        "hunt.hunt_in_words": call(answer),
        "help.help_address": call("/play/hunt/"),
        "help.help_page": call("energy"),
        "help.made_of": call("# Help\n\n## A {hunting}\n\nText.", {}),
        "help.numbers": call(),
        "help.sections": call(),
        "hunt.hunt_in": call(300),
        "hunt.hunt_page": call(character, worn, stats, recent, "", now),
        "hunt.hunt_result": call(answer, PLACE, now),
        "hunt_series.hunt_report": call(
            character, [Battle.objects.select_related("seed", "character").latest("pk")], "find", now
        ),
        "inventory.filtered": call(held, InventoryFilter(words="a", sort="rarity")),
        "inventory.inventory_page": call(character, held, InventoryFilter()),
        "inventory.worn_of": call(held),
        "item.item_page": call(character, worn, holding, steps, owners),
        "item_history.item_history": call(steps, owners),
        "leaderboards.board_url": call("level", "season", 2),
        "leaderboards.leaderboard_page": call(find_board("level"), board, 1, now, history=days, searched="x"),
        "leaderboards.page_of_rank": call(51),
        "drafts.drafts_page": call(drafts_of(made.id), 1),
        "friends.blocks_page": call(blocks_of(user_actor(made).user, 9), 9),
        "friends.bonus_until": call(msgspec.structs.replace(mentors_of(mentor.id)[0], rose_at=now), now),
        "friends.friend_line": call(befriended[0], now),
        "friends.friends_page": call(befriended, 9, 1, requests_of(made.id), now, hides_seen=False),
        "friends.mentors_page": call(character, mentors_of(mentor.id), requests_of(made.id), now),
        "friends.seen_words": call(now, now),
        "letter.attached_lines": call(attached, {holding.pk: 5}),
        "letter.is_kept": call(letter, character.id),
        "letter.letter_page": call(letter, character.id, [holding], 1),
        "letter.with_links": call("Your name is written down at /hall/1/."),
        "letter_form.draft_of": call(drafts_of(made.id)[0]),
        "letter_form.letter_form_page": call(character, held, LetterDraft(), letter, 1, is_guest=True),
        "letter_form.letter_review_page": call(character, character, "a", attached, held, "sure", [], now, 1),
        "letter_form.reply_draft": call(letter, character),
        "letter_goods.attachments_of": call(letter),
        "letter_goods.goods": call(attached),
        "letter_goods.goods_of": call(letter),
        "log.letters_in": call(log_of(character.id)),
        "log.log_page": call(log_of(character.id), character.id, 50, {letter.pk: letter}),
        "loot.found_items": call(outcome_of(Battle.objects.latest("pk")).loot),
        "mail.folder_page": call([letter], character.id, 30, 1),
        "missions.mission_views": call(today, character),
        "missions.missions_page": call(character, today, left, now),
        "missions.seconds_left": call(now),
        "names.asset_name": call("gold"),
        "names.entry_name": call("item", weapon.slug),
        "new_skills.learnt_between": call(character, 1, 20),
        "new_skills.new_skills_in_words": call([NewSkill("thin-line", True)]),
        "names.wiki_path": call("item", weapon.slug),
        "notice_choices.notice_choices_page": call(dict.fromkeys(KINDS, "page"), None, is_guest=True),
        "notice_choices.unsubscribe_page": call(list(KINDS), stopped=""),
        "notice_frames.notices_snapshot": call(character.pk, newest, 1.5),
        "notice_frames.notices_state": call(newest, 1.5),
        "notice_frames.notices_updates": call(newest, 1.5),
        "notices.notice_view": call(notices_of(character.pk, 31)[0]),
        "notices.notices_page": call(notices_of(character.pk, 31), 30, "", now),
        "places.prowlers": call(PLACE),
        "next_step.next_step": call(character, hunter, recent),
        "odds.ground_that_suits": call(hunter),
        "odds.hunter_now": call(character, stats, now),
        "odds.odds_at": call(hunter, PLACE),
        "odds.odds_by_place": call(hunter, [PLACE]),
        "odds.suits_once_rested": call(hunter, PLACE),
        "places.regions_for": call(character, ""),
        "profile.profile_page": call(character, worn, recent),
        "raid.raid_page": call(raid, raid_extras(raid, made.id), character),
        "raid_calendar.bosses_to_come": call(now),
        "raid_calendar.calendar_page": call(calendar_facts([row.boss], made.id), None, [raid], 10),
        "raid_card.card_svg": call(raid, curve),
        "raid_card.card_tag": call(raid),
        "raid_card.raid_card": call(raid, curve),
        "raid_card.sharing_text": call(raid),
        "raid_card.short": call(12_345),
        "raid_card.subtitle": call(raid),
        "raid_chart.clock": call(61.5),
        "raid_chart.raid_chart": call(
            curve.points, [("plain", "Awake")], [0.0], seconds=60.0, hp_max=row.hp_max, killed_at=1.0
        ),
        "raid_for_staff.boss_in_words": call(row.boss),
        "raid_for_staff.counts_in_words": call(row),
        "raid_for_staff.health_in_words": call(row),
        "raid_for_staff.killing_blow_in_words": call(raid),
        "raid_for_staff.payment_in_words": call(payment_of(number)),
        "raid_for_staff.phase_in_words": call(raid),
        "raid_for_staff.sides_in_words": call(row),
        "raid_for_staff.start_in_words": call(row),
        "event.effect_words": call(150, 100, 90),
        "event.emblem_of": call("staff"),
        "event.event_page": call(event),
        "event.event_view": call(event, now),
        "event.events_view": call(events(9, 9), 3),
        "event.marked_monsters": call(["flour-rat", "left-the-world"]),
        "event.monsters_in_words": call(["flour-rat"]),
        "event.near_events": call([event]),
        "event.reward_change": call(BattleEvent(150, 100, 100, (EventName(1, "staff", "A night"),))),
        "event.seconds_until": call(now, now),
        "event.stored_state": call(made_event, now),
        "event.time_left": call(90),
        "event_ics.events_file": call([event], "https://vvw.example"),
        "event_strip.event_strip": call(
            [EventNow(1, "staff", "A night", 150, 100, 100, ("flour-rat",), event.ends_at)], "/play/", now
        ),
        "raid_for_staff.state_in_words": call(row, now),
        "raid_frames.snapshot_frame": call(raid),
        "raid_frames.title_of": call(raid.boss),
        "raid_frames.update_frame": call(update_of(row), sent_at=1.0),
        "raid_hits.hit_check": call(hit),
        "raid_hits.hunter_named": call(hit.hunter),
        "raid_hits.raid_hit_screen": call(hit, PAGE),
        "raid_hits.raid_hits_screen": call(raid, hits_page(number, 1), 1),
        "raid_ics.as_calendar": call([window_at(now)], made_at=now, site="https://vvw.example"),
        "raid_ics.calendar_file": call(now, "https://vvw.example"),
        "calendar_file.escaped": call("a, b"),
        "calendar_file.folded": call("a" * 100),
        "calendar_file.utc": call(now),
        "site_map.listed": call(),
        "sitemap.list_of_pages": call(["/a/"], "https://vvw.example"),
        "sitemap.sitemap_xml": call("/raids/", [(1, now)], "https://vvw.example", has_list=True),
        "calendar_file.alarm": call("soon", "PT1H"),
        "calendar_file.calendar_of": call("Raids of Veyrholt", []),
        "raid_phases.phase_views": call(raid),
        "raid_record.fight_seconds": call(raid),
        "raid_record.record_of": call(raid, curve, raid_board(number)),
        "raid_share.raid_share_tags": call(raid),
        "raid_strike.hit_in_words": call(struck, row.boss),
        "raid_strike.strike_refusal": call(GameError("raid_over", "It is over."), number),
        "raid_strike.struck_view": call(struck, row.boss),
        "raid_strip.raid_strip": call(on, "/play/"),
        "recipes.craft_offer": call(character, worn, {}, recipe),
        "recipes.ingredients_of": call(held),
        "recipes.recipes_for": call(character),
        "recipes.recipes_part": call(character, worn, held, craft="", ready=False, page="1"),
        "recipes.times_craftable": call(character, {}, recipe),
        "sale.sale_page": call([sold]),
        "season_for_staff.leaders_in_words": call(preview.boards[0]),
        "season_for_staff.payment_in_words": call(season_payment(season.id)),
        "season_for_staff.preview_rows": call(preview, [number], now),
        "season_for_staff.raids_in_words": call([number], now),
        "season_for_staff.state_in_words": call(season, now),
        "shop.fits": call(weapon, character),
        "shop.open_regions": call(character),
        "shop.shop_page": call(character, held, None, ShopFilter(words="sabre", fits=True)),
        "shop.stock_of": call(next(iter(content.regions))),
        "skill_choice.skill_choice": call(chooser, hunter),
        "shop_filter.filtered": call(content.items.values(), ShopFilter(), character),
        "shop_filter.query_of": call("lanternrow", ShopFilter(level=3)),
        "slug_search.slugs_named": call(weapon.name),
        "stats.stats_page": call(StoredStats("done", 0, 1, now, 7, StatsSums())),
        "status_strip.status_strip": call(character, stats, now),
        "story.story": call(fought.hunter, fought.monster.sheet, outcome_of(battle).fight),
    }


def test_no_public_function_of_a_presenter_runs_a_statement() -> None:
    functions, prepared = public_functions(), arguments()
    assert sorted(functions) == sorted(prepared), "each public function of a presenter is called here"
    for name, function in functions.items():
        args, kwargs = prepared[name]
        with CaptureQueriesContext(connection) as captured:
            assert function(*args, **kwargs) is not None, name
        assert len(captured) == 0, (name, captured.captured_queries)


def imports_from_queries() -> Iterator[tuple[str, str]]:
    """(presenter, name) of everything that a presenter imports from a query module."""
    (folder,) = presenters.__path__
    for path in sorted(Path(folder).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("game.queries"):
                yield from ((path.stem, alias.name) for alias in node.names)


def test_presenters_import_only_types_constants_and_pure_functions_of_queries() -> None:
    found = list(imports_from_queries())
    assert found
    assert [(stem, name) for stem, name in found if name[0].islower() and name not in PURE] == []
