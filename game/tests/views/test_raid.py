"""The page of a raid in every state, the hits of players from it, and where other pages tell of the raid."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from game.actions.raid_settle import settle
from game.content.raid_windows import window_at
from game.models import Character, Raid, RaidHit, RaidHunter, RaidReminder
from game.models.ids import RaidId
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, rest, strike
from game.tests.views.browsers import HTMX, Player, browser_of, page_of, statements_of
from game.tests.views.forms import form_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def make_striker(**fields: object) -> Player:
    """A hunter, and a browser that has been here before."""
    hunter = make_hunter(**fields)
    client = browser_of(hunter)
    client.get("/play/")
    return Player(client, hunter)


def post_hit(client: Client, raid: RaidId, **headers: str) -> tuple[int, str]:
    answer = client.post(f"/play/raids/{raid}/hit/", headers=headers, follow=True)
    return answer.status_code, answer.content.decode()


def words_of(html: str) -> str:
    """The text of a page's main part, with single spaces."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL))


def end_as_won(raid: RaidId, killer: Character) -> None:
    """The hunter strikes until the boss falls."""
    while Raid.objects.get(pk=raid).state == Raid.OPEN:
        strike(killer, raid)
        fold_now(raid)


# --- what everybody sees -----------------------------------------------------------------------------------------------


def test_a_visitor_without_an_account_sees_hunters_gather_and_the_next_raids() -> None:
    html = page_of(Client(), f"/raids/{make_raid(gather=300)}/")
    words = words_of(html)
    assert (
        "The hunters gather" in words
        and "Thirteen lamps are out" in words
        and re.search(r"The horn sounds in .{1,60}\b[45]:\d\d", words)
    )
    assert "About 3 hunters are expected" in words
    assert len(re.findall(r"\w+day, \d\d:00 UTC", words)) == 3
    assert "Uncollected Suits" in words and "file out of the tailor" not in words, "a phase is told when it begins"


def test_the_page_says_how_many_asked_to_be_told() -> None:
    raid, window = make_raid(gather=300), window_at(timezone.now()).opens_at
    Raid.objects.filter(pk=raid).update(window=window)
    RaidReminder.objects.create(character=make_hunter(), window=window)
    assert "1 asked to be told of it" in words_of(page_of(Client(), f"/raids/{raid}/"))


def test_expected_hunters_are_those_of_earlier_raids_at_this_hour() -> None:
    earlier, window = make_raid(), window_at(timezone.now())
    for hunter in (make_hunter() for _ in range(4)):
        strike(hunter, earlier)
    fold_now(earlier)
    end_now(earlier)
    fold_now(earlier)
    Raid.objects.filter(pk=earlier).update(window=window.opens_at)
    later = make_raid(gather=300)
    Raid.objects.filter(pk=later).update(opened_at=window.opens_at)
    assert "About 4 hunters are expected" in words_of(page_of(Client(), f"/raids/{later}/"))


def test_the_fight_shows_bar_phase_latest_hits_sides_and_the_first_ten() -> None:
    raid = make_raid(health=1000)
    vampire, werewolf = make_hunter(name="Count_Me"), make_hunter(name="Old_Tib", faction="werewolf")
    first = strike(vampire, raid).damage
    second = strike(werewolf, raid).damage
    fold_now(raid)
    html = page_of(Client(), f"/raids/{raid}/")
    words, share = words_of(html), round(first * 100 / (first + second))
    assert f"{1000 - first - second} / 1,000" in words and "On His Rounds" in words
    assert f"The Courts {share} %" in words and f"{100 - share} % The Packs" in words
    assert re.search(r"Latest hits Old_\s?Tib", words) and re.search(r"2 hunter s , 2 hit s", words)
    assert html.count('class="top-line') == 2 and html.count('health-mark"') == 3
    assert f'aria-valuenow="{1000 - first - second}"' in html


def test_a_phase_is_told_once_its_share_of_the_health_is_reached() -> None:
    raid = make_raid(health=1000)
    hunter = make_hunter(level=60)
    while Raid.objects.get(pk=raid).hp > 640:
        strike(hunter, raid)
        fold_now(raid)
    html = page_of(Client(), f"/raids/{raid}/")
    assert 'data-phase="adds"' in html and "a hit does 80\u00a0% of its damage" in html and "file out of the tailor" in html


def test_a_hunter_sees_the_own_part_and_a_spectator_how_to_join() -> None:
    raid = make_raid()
    client, hunter = make_striker()
    strike(hunter, raid)
    strike(hunter, raid)
    fold_now(raid)
    part = RaidHunter.objects.get(character=hunter)
    own = words_of(page_of(client, f"/raids/{raid}/"))
    assert f"Your damage {part.damage} Blows 2 Rank 1" in own and "Strike" in own
    spectator = page_of(Client(), f"/raids/{raid}/")
    assert "Your damage" not in spectator and "Join as a vampire" in spectator
    assert f'href="/accounts/login/?next=/raids/{raid}/"' in spectator


@pytest.mark.parametrize("faction", ["vampire", "werewolf"])
def test_a_spectator_becomes_a_guest_and_comes_back_to_the_raid(faction: str) -> None:
    client, raid = Client(), make_raid()
    form = form_in(page_of(client, f"/raids/{raid}/"), "/play/guest/")
    assert client.post(form.action, form.data(faction=faction))["Location"] == f"/raids/{raid}/"
    assert Character.objects.get().faction == faction
    assert "Strike" in page_of(client, f"/raids/{raid}/")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_a_guest_is_not_led_to_another_site(elsewhere: str) -> None:
    form = {"idempotency_key": "click-00000001", "next": elsewhere}
    assert Client().post("/play/guest/", form)["Location"] == "/play/"


def test_names_are_text_and_never_markup() -> None:
    raid = make_raid()
    Raid.objects.filter(pk=raid).update(top=[[1, "<b>x</b>", 5]], latest=[["<img src=x>", 5, "hit"]])
    html = page_of(Client(), f"/raids/{raid}/")
    assert "<b>x</b>" not in html and "&lt;b&gt;x&lt;/b&gt;" in html and "<img src=x>" not in html


def test_a_raid_that_is_not_there_is_a_page_with_a_way_out() -> None:
    answer = Client().get("/raids/404/")
    assert answer.status_code == 404 and "There is no such raid." in answer.content.decode()


def test_the_short_address_leads_to_the_raid_that_is_on_else_to_the_calendar() -> None:
    assert Client().get("/raids/")["Location"] == "/play/raids/"
    raid = make_raid()
    assert Client().get("/raids/")["Location"] == f"/raids/{raid}/"
    end_now(raid)
    assert Client().get("/raids/")["Location"] == "/play/raids/"


# --- the end ---------------------------------------------------------------------------------------------------------


def test_a_won_raid_names_the_killing_blow_and_the_own_reward() -> None:
    raid, (client, hunter), other = make_raid(health=100), make_striker(name="Grimm"), make_hunter()
    strike(other, raid)
    end_as_won(raid, hunter)
    html = page_of(client, f"/raids/{raid}/")
    words = words_of(html)
    assert "Mister Snuff fell." in words and "The killing blow was struck by Grimm" in words
    assert re.search(r"Your reward [\d,]+ gold", words) and "for the killing blow" in words and "The Fourteenth Lamp" in words
    assert re.search(r"Who did it .*?\bGrimm\b", words) and "data-strike" not in html
    others = words_of(page_of(browser_of(other), f"/raids/{raid}/"))
    assert "Your reward" in others and "for the killing blow" not in others
    spectator = words_of(page_of(Client(), f"/raids/{raid}/"))
    assert "Mister Snuff fell." in spectator and "Your reward" not in spectator and "Join as a vampire" in spectator


def test_an_escaped_raid_says_how_much_the_boss_lost() -> None:
    raid, (client, hunter) = make_raid(health=5000), make_striker()
    damage = strike(hunter, raid).damage
    fold_now(raid)
    end_now(raid)
    unsettled = words_of(page_of(client, f"/raids/{raid}/"))
    assert (
        "Mister Snuff got away." in unsettled and "last blows are being counted" in unsettled and "Your reward" not in unsettled
    )
    fold_now(raid)
    settled = words_of(page_of(client, f"/raids/{raid}/"))
    assert f"It lost {damage} of 5,000 health" in settled and "Your reward" in settled and "being counted" not in settled


def test_a_boss_that_escaped_comes_back_with_its_damage() -> None:
    raid, hunter = make_raid(health=1000), make_hunter()
    damage = strike(hunter, raid).damage
    fold_now(raid)
    end_now(raid)
    fold_now(raid)
    again = make_raid(health=1000)
    assert f"It still carries {damage} damage from last time." in words_of(page_of(Client(), f"/raids/{again}/"))


def test_a_raid_that_was_called_off_says_why_and_gives_the_energy_back() -> None:
    raid, (client, hunter) = make_raid(), make_striker()
    strike(hunter, raid)
    fold_now(raid)
    settle(Raid.objects.get(pk=raid), Raid.CALLED_OFF, reason="The bridge is shut.")
    words = words_of(page_of(client, f"/raids/{raid}/"))
    assert "The raid was called off." in words and "The bridge is shut." in words and "2 energy back" in words


# --- a hit -------------------------------------------------------------------------------------------------------------


def test_without_scripts_a_hit_leads_back_to_the_raid_with_its_words() -> None:
    raid, (client, hunter) = make_raid(), make_striker()
    form = form_in(page_of(client, f"/raids/{raid}/"), f"/play/raids/{raid}/hit/")
    answer = client.post(form.action, form.data())
    assert answer.status_code == 302 and answer["Location"] == f"/raids/{raid}/#strike"
    damage = RaidHit.objects.get(character=hunter).damage
    html = page_of(client, f"/raids/{raid}/")
    assert (f"{damage}" if damage else "was not where you struck") in html[
        html.index('id="toasts"') : html.index("</template>")
    ]


def test_with_scripts_a_hit_is_answered_with_its_figures_and_the_status_strip() -> None:
    raid, (client, hunter) = make_raid(), make_striker(energy=100)
    status, html = post_hit(client, raid, **HTMX)
    damage = RaidHit.objects.get(character=hunter).damage
    assert status == 200 and f'data-damage="{damage}"' in html and "<html" not in html
    assert 'id="hud-energy" hx-swap-oob="true"' in html and 'id="hud-hp" hx-swap-oob="true"' in html
    assert '<span id="strike-energy" hx-swap-oob="true">98</span>' in html


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_refused_hit_is_told_beside_the_button_with_a_next_step(headers: dict[str, str]) -> None:
    gathering, (client, hunter) = make_raid(gather=100), make_striker()
    status, html = post_hit(client, gathering, **headers)
    assert status == 409 and "Wait for the horn." in html and 'data-refused="raid_not_started"' in html
    Raid.objects.filter(pk=gathering).delete()
    raid = make_raid()
    Character.objects.filter(pk=hunter.pk).update(energy=1, energy_at=timezone.now())
    status, html = post_hit(client, raid, **headers)
    assert status == 409 and "too tired" in html and 'href="/play/shop/?kind=consumable"' in html
    Character.objects.filter(pk=hunter.pk).update(energy=100, hp=1, hp_at=timezone.now())
    status, html = post_hit(client, raid, **headers)
    assert status == 409 and "hardly stand" in html and 'data-refused="defeated"' in html
    end_now(raid)
    status, html = post_hit(client, raid, **headers)
    assert status == 409 and 'data-refused="raid_over"' in html and "Nothing was spent." in html
    assert not RaidHit.objects.exists()


def test_two_hits_at_once_are_refused_with_the_seconds_to_wait(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True
    raid, (client, hunter) = make_raid(), make_striker()
    assert post_hit(client, raid, **HTMX)[0] == 200
    status, html = post_hit(client, raid, **HTMX)
    assert status == 429 and 'data-refused="too_fast"' in html and re.search(r'data-wait="[12]"', html)
    rest(hunter)
    assert post_hit(client, raid, **HTMX)[0] == 200


def test_a_hit_on_a_raid_that_is_not_there_is_refused_as_a_page() -> None:
    client, _ = make_striker()
    status, html = post_hit(client, RaidId(404))
    assert status == 404 and "There is no such raid." in html


def test_a_visitor_who_hits_is_led_to_the_login_and_back_to_the_raid() -> None:
    raid = make_raid()
    answer = Client().post(f"/play/raids/{raid}/hit/", headers={"Referer": f"http://testserver/raids/{raid}/"})
    assert answer.status_code == 302 and answer["Location"] == f"/accounts/login/?next=/raids/{raid}/"
    assert not RaidHit.objects.exists()


def test_a_form_that_is_sent_twice_hits_once() -> None:
    raid, (client, hunter) = make_raid(), make_striker()
    form = form_in(page_of(client, f"/raids/{raid}/"), f"/play/raids/{raid}/hit/")
    client.post(form.action, form.data())
    rest(hunter)
    assert client.post(form.action, form.data()).status_code == 200, "the page that says when it was done"
    assert RaidHit.objects.filter(character=hunter).count() == 1


# --- other pages tell of it ----------------------------------------------------------------------------------------------


def test_every_page_of_a_player_says_that_a_raid_is_on() -> None:
    client, _ = make_striker()
    pages = ["/play/", "/play/hunt/", "/play/inventory/", "/play/missions/", "/fairness/", "/accounts/data/", "/nothing-here/"]
    for page in pages:
        assert "raid-strip" not in client.get(page).content.decode(), page
    raid = make_raid(gather=300)
    for page in pages:
        html = client.get(page).content.decode()
        assert f'<a class="raid-strip raid-strip--gathering" href="/raids/{raid}/">' in html and "is on its way" in html, page
    assert "raid-strip" not in page_of(client, f"/raids/{raid}/"), "the raid's own page says it larger"
    Raid.objects.filter(pk=raid).update(starts_at=timezone.now())
    assert "is in town, at 100 % of its health" in page_of(client, "/play/hunt/")
    end_now(raid)
    assert "raid-strip" not in page_of(client, "/play/hunt/")


def test_the_dashboard_has_a_card_of_the_raid() -> None:
    client, _ = make_striker()
    assert "Join the fight" not in page_of(client, "/play/")
    raid = make_raid()
    html = page_of(client, "/play/")
    assert "Mister Snuff" in words_of(html) and re.search(rf'href="/raids/{raid}/">.*?Join the fight', html)


def test_the_landing_page_and_the_navigation_lead_to_the_raids() -> None:
    client, _ = make_striker()
    assert 'href="/raids/">Watch the raids' in page_of(Client(), "/")
    assert 'href="/play/raids/"' in page_of(client, "/play/hunt/")


# --- cost --------------------------------------------------------------------------------------------------------------


def test_the_page_runs_the_same_number_of_statements_for_few_and_many_hits() -> None:
    raid, (client, hunter) = make_raid(), make_striker()
    page = f"/raids/{raid}/"
    few = statements_of(lambda: client.get(page)), statements_of(lambda: Client().get(page))
    for one in [hunter, *(make_hunter() for _ in range(11))]:
        strike(one, raid)
    fold_now(raid)
    many = statements_of(lambda: client.get(page)), statements_of(lambda: Client().get(page))
    end_now(raid)
    fold_now(raid)
    ended = statements_of(lambda: client.get(page)), statements_of(lambda: Client().get(page))
    assert (few, many, ended) == ((5, 2), (5, 2), (7, 3))


@pytest.mark.parametrize("state", ["gathering", "fighting", "over", "settled"])
def test_showing_the_page_writes_nothing(state: str) -> None:
    raid, (client, hunter) = make_raid(gather=60 if state == "gathering" else 0), make_striker()
    if state != "gathering":
        strike(hunter, raid)
        fold_now(raid)
    if state in ("over", "settled"):
        end_now(raid)
    if state == "settled":
        fold_now(raid)
    before = Raid.objects.values().get(pk=raid)
    with CaptureQueriesContext(connection) as captured:
        page_of(client, f"/raids/{raid}/")
        page_of(Client(), f"/raids/{raid}/")
    run = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(run) > 5 and all(sql.startswith(("SELECT", "WITH")) for sql in run)
    assert not any(re.search(r"\b(INSERT|UPDATE|DELETE)\b", sql) for sql in run)
    assert Raid.objects.values().get(pk=raid) == before


def test_a_hit_runs_a_fixed_number_of_statements() -> None:
    raid, (client, hunter) = make_raid(), make_striker()
    taken = []
    for headers in ({}, HTMX):
        taken.append(statements_of(lambda sent=headers: client.post(f"/play/raids/{raid}/hit/", headers=sent)))  # type: ignore[misc]
        rest(hunter)
    assert taken == [4, 4], "as many as a hunt"
