"""How a raid's page looks in real browsers: widths, targets, contrast on the drawn ground, less motion."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from game.actions.raid_settle import settle
from game.models import Character, Raid
from game.models.ids import RaidId
from game.tests.browser.raid_room import LONGEST, RaidRoom, Visit
from game.tests.browser.test_admin_accessibility import COLOURS, faults_of
from game.tests.browser.test_pages import FAULTS
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike
from game.tests.test_look import contrast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_state(state: str) -> tuple[RaidId, Character]:
    """A raid in a state, and a hunter who was there, with the longest name."""
    hunter, other = make_hunter(name=LONGEST, level=30), make_hunter(faction="werewolf", level=30)
    raid = make_raid(boss="chairman", gather=600 if state == "gathering" else 0, health=60 if state == "won" else 1_000)
    if state == "gathering":
        return raid, hunter
    share = {"fighting": 100, "adds": 35, "weak_spot": 60, "enrage": 15}.get(state, 100)
    strike(hunter, raid)
    fold_now(raid)
    while state != "won" and Raid.objects.get(pk=raid).hp > share * 10:
        strike(other, raid)
        fold_now(raid)
    while state == "won" and Raid.objects.get(pk=raid).state == Raid.OPEN:
        strike(hunter, raid)
        fold_now(raid)
    if state == "escaped":
        end_now(raid)
        fold_now(raid)
    if state == "called_off":
        settle(Raid.objects.get(pk=raid), Raid.CALLED_OFF, reason="The bridge is shut.")
    return raid, hunter


STATES = ["gathering", "fighting", "weak_spot", "adds", "enrage", "won", "escaped", "called_off"]
# Targets of the page itself; those of every page are in FAULTS.
SMALL = """() => [...document.querySelectorAll('#raid a, #raid button')].filter((e) => e.offsetParent).map((e) => {
  const own = e.getBoundingClientRect(), line = e.closest('p:not(.stage-name, .strike-cost, .raid-card-do)');
  const whole = e.closest('.top-line')?.getBoundingClientRect() ?? own;
  return !line && whole.height < 43.9 ? `${own.width} x ${own.height}: ${e.outerHTML.slice(0, 80)}` : '';
}).filter(Boolean)"""


@pytest.mark.parametrize("state", ["gathering", "enrage", "won", "escaped"])
def test_the_page_has_no_faults_at_any_width(visit: Visit, state: str) -> None:
    raid, hunter = make_state(state)
    widths = [(360, hunter), (390, None), (1440, hunter)]
    if state == "gathering":
        widths += [(768, hunter), (900, None), (1024, hunter)]
    for width, who in widths:
        page = visit(RaidRoom(raid), who, width=width)
        assert (page.evaluate(FAULTS), page.evaluate(SMALL)) == ([], []), (width, who)


@pytest.mark.parametrize("state", ["gathering", "enrage", "won"])
def test_axe_finds_no_fault(visit: Visit, state: str) -> None:
    raid, hunter = make_state(state)
    for who in (hunter, None):
        page = visit(RaidRoom(raid), who, width=1440, color_scheme="light", reduced_motion="reduce")
        found = list(faults_of(page, "light"))
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += faults_of(page, "dark", COLOURS)
        assert not found, "\n".join(found)


# The place and the colour of each text of the stage. Buttons and chips have a ground of their own, which axe checks.
TEXTS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector('.stage'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, e = text.parentElement;
    if (!text.textContent.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.closest('button, .visually-hidden, .boss, .refused')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const style = getComputedStyle(e), colour = e.closest('svg') ? style.fill : style.color;
    for (const { x, y, width, height } of range.getClientRects()) {
      if (width > 1) found.push({ text: text.textContent.trim().slice(0, 40), colour, box: [x + scrollX, y + scrollY, width, height] });
    }
  }
  return found;
}"""
HIDE = """.stage * { color: transparent !important; text-shadow: none !important; transition: none !important; }
.stage text { fill: none !important; } .stage .icon, .rail { visibility: hidden; }"""


def faint_words(page: Page) -> list[str]:
    """The words on the drawn ground that have too little contrast against the brightest point under them."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    # High enough for the whole stage: a picture of more than the window would lay the page out anew after the measuring.
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 2000})  # type: ignore[index]  # each page has one
    texts = page.evaluate(TEXTS)
    page.evaluate(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }", HIDE
    )
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.stage [data-hp], .stage h1, .stage p')).color === 'rgba(0, 0, 0, 0)'"
    )
    page.wait_for_timeout(100)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    assert len(texts) > 5
    faint = []
    for one in texts:
        x, y, w, h = (round(value) for value in one["box"])
        ground = picture.crop((x, y, x + w, y + h)).resize((max(1, w // 2), max(1, h // 2)))
        colours: list[tuple[int, tuple[int, int, int]]] = ground.getcolors(ground.width * ground.height)  # type: ignore[assignment]  # three bands
        brightest = max((colour for _, colour in colours), key=sum)
        red, green, blue = (int(float(part)) for part in one["colour"].removeprefix("rgb(").rstrip(")").split(",")[:3])
        ratio = contrast(f"#{red:02x}{green:02x}{blue:02x}", "#{:02x}{:02x}{:02x}".format(*brightest))
        if ratio < 4.5:
            faint.append(f"{one['text']}: {ratio:.2f} on {brightest}")
    return faint


@pytest.mark.parametrize("state", STATES)
def test_words_on_the_drawn_ground_have_contrast_against_its_brightest_point(visit: Visit, state: str) -> None:
    raid, hunter = make_state(state)
    for width in (390, 1440):
        page = visit(RaidRoom(raid), hunter, width=width, reduced_motion="reduce")
        assert not faint_words(page), width
        page.context.close()


def test_who_wants_less_motion_sees_no_number_fly_and_the_same_figures(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(health=10_000)), make_hunter()
    page = visit(room, hunter, reduced_motion="reduce")
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("[data-struck]")).to_be_visible()
    room.fold()
    expect(page.locator("[data-hp]")).to_have_text(f"{room.state().hp:,}")
    assert page.locator(".flash").count() == 0
