"""The browser's socket client (static/js/live.js) in a real Chromium, against a real server that dies and comes back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from game.tests.realtime.servers import RoomServer, advance, room_server, write_state
from vvw_site.tests.tiers import CHECKOUT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGE = """<!doctype html><title>live</title><section data-live="/ws/test/1/" data-live-poll="/polled" data-live-snapshot="test.snapshot"></section>
<script type="module">
import { live } from "/static/js/live.js";
const got = window.got = [], keep = (message) => got.push([message.type, message.seq]);
window.sent = [];
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) { window.sent.push(JSON.parse(text)); return send.call(this, text); };
window.watching = live(document.querySelector("section"), { "test.snapshot": keep, "test.update": keep });
</script>"""
SEEN = "seq => window.got.some((one) => one[1] === seq)"
STATE = "state => document.querySelector('section').dataset.liveState === state"


class LivePage:
    """A page of the server's own origin, whose address for polling answers with `polled`."""

    def __init__(self, chromium: Browser, server: RoomServer) -> None:
        self.context = chromium.new_context(base_url=f"http://127.0.0.1:{server.port}")
        self.page: Page = self.context.new_page()
        self.polled: dict[str, object] = {"seq": 0}
        self.tags: list[str | None] = []
        self.page.set_default_timeout(20_000)
        self.page.route("**/polled", self.answer)
        self.page.goto("/page")

    def answer(self, route: Route) -> None:
        tag = f'"{self.polled["seq"]}"'
        self.tags.append(route.request.headers.get("if-none-match"))
        if self.tags[-1] == tag:
            route.fulfill(status=304)
        else:
            route.fulfill(json=self.polled, headers={"ETag": tag})

    def sees(self, seq: int) -> None:
        self.page.wait_for_function(SEEN, arg=seq)

    def is_in(self, state: str) -> None:
        self.page.wait_for_function(STATE, arg=state)


@pytest.fixture
def live_room(tmp_path: Path) -> Iterator[RoomServer]:
    write_state(tmp_path, 1, 5)
    (tmp_path / "page.html").write_text(PAGE)
    with room_server("uvicorn", tmp_path, "--drain", "1") as server:
        yield server


def test_it_follows_a_room_and_asks_for_what_it_missed(chromium: Browser, live_room: RoomServer) -> None:
    view = LivePage(chromium, live_room)
    view.sees(5)
    view.is_in("open")
    advance(live_room.rooms, 1, 6)
    view.sees(6)
    # A frame is lost between the server and this page: 7 does not arrive.
    view.page.evaluate("() => { const parse = JSON.parse; JSON.parse = (text) => { const found = parse(text);"
                       " if (found.seq === 7 && !window.lost) { window.lost = true; throw new SyntaxError(); } return found; }; }")  # fmt: skip
    advance(live_room.rooms, 1, 7)
    advance(live_room.rooms, 1, 8)
    view.sees(8)
    assert view.page.evaluate("() => window.sent") == [{"type": "resume", "seq": 6}]
    assert view.page.evaluate("() => window.got") == [
        ["test.snapshot", 5], ["test.update", 6], ["test.update", 7], ["test.update", 8],
    ]  # fmt: skip
    view.context.close()


def test_while_the_server_is_away_it_polls_and_afterwards_it_comes_back_by_itself(
    chromium: Browser, live_room: RoomServer
) -> None:
    view = LivePage(chromium, live_room)
    view.is_in("open")
    live_room.process.kill()
    live_room.process.wait()
    view.polled = {"seq": 9}
    view.is_in("polling")
    view.sees(9)
    write_state(live_room.rooms, 1, 12)
    with room_server("uvicorn", live_room.rooms, PORT=str(live_room.port)):
        view.is_in("open")
        view.sees(12)
    view.context.close()


def test_offline_and_online_again(chromium: Browser, live_room: RoomServer) -> None:
    view = LivePage(chromium, live_room)
    view.is_in("open")
    view.context.set_offline(True)
    view.page.wait_for_function("() => document.querySelector('section').dataset.liveState !== 'open'")
    write_state(live_room.rooms, 1, 15)
    view.context.set_offline(False)
    view.is_in("open")
    view.sees(15)
    view.context.close()


def test_an_unknown_room_is_not_tried_again(chromium: Browser, live_room: RoomServer) -> None:
    (live_room.rooms / "1").unlink()
    view = LivePage(chromium, live_room)
    view.is_in("gone")
    view.page.wait_for_timeout(2000)
    assert live_room.reads(1) == 1
    view.context.close()


def test_it_obeys_a_server_that_asks_it_to_come_back_later(chromium: Browser, live_room: RoomServer) -> None:
    view = LivePage(chromium, live_room)
    view.is_in("open")
    view.page.evaluate("() => { Math.random = () => 0.6; }")
    live_room.process.terminate()
    live_room.process.wait(60)
    view.is_in("polling")  # three fifths of 29 seconds: longer than it waits without news, and than a server takes to start
    with room_server("uvicorn", live_room.rooms, PORT=str(live_room.port)) as again:
        view.page.wait_for_timeout(2000)
        assert again.caller().figures()("sockets_open", route="test") == 0
        view.is_in("open")
    view.context.close()


def test_every_word_for_its_state_is_one_of_those_it_documents() -> None:
    text = (CHECKOUT / "static/js/live.js").read_text()
    used = set(re.findall(r'(?:say|rest)\("(\w+)"\)', text))
    assert used == set(
        json.loads("[" + ",".join(re.findall(r'"\w+"', text.partition("how it goes:")[2].partition("*/")[0])) + "]")
    )
