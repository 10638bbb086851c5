"""The room of a raid for browser tests, which answers the pages' sockets with the frames that the server sends; and who comes there."""

import time
from collections.abc import Callable
from typing import Any

from msgspec import json
from playwright.sync_api import Page, WebSocketRoute, expect
from pytest_django.live_server_helper import LiveServer

from game.models import Character
from game.models.ids import RaidId
from game.presenters.raid_frames import snapshot_frame, update_frame
from game.queries.raid import RaidView, find_raid
from game.rules.raid_fold import RaidTally
from game.rules.raid_update import RaidUpdate
from game.tests.browser.openers import OpenPage, log_in
from game.tests.raids import fold_now
from game.tests.views.browsers import user_of

LONGEST = "Wet_Nose_Longname_20"
Visit = Callable[..., Page]


class RaidRoom:
    """is_open: otherwise each socket is closed at once, as where sockets are blocked."""

    def __init__(self, raid: RaidId) -> None:
        self.raid, self.is_open = raid, True
        self.sockets: list[WebSocketRoute] = []

    def watch(self, page: Page) -> None:
        """The page's sockets lead to this room from its next address on."""
        page.route_web_socket(f"**/ws/raids/{self.raid}/", self._joined)

    def _joined(self, socket: WebSocketRoute) -> None:
        if not self.is_open:
            socket.close(code=1011)
            return
        socket.on_message(lambda message: self._snapshot(socket))
        self.sockets.append(socket)
        self._snapshot(socket)

    def close(self) -> None:
        """All sockets are cut, and none is taken until `is_open`."""
        self.is_open, sockets = False, self.sockets
        self.sockets = []
        for socket in sockets:
            socket.close(code=1011)

    def fold(self) -> RaidView:
        """A fold, and its update to all."""
        before = self.state()
        fold_now(self.raid)
        after = self.state()
        if after.seq > before.seq:
            update = RaidUpdate(
                self.raid, after.seq, after.state, _tally_of(after), after.number - before.number, after.phase, after.killer
            )
            text = json.encode(update_frame(update, sent_at=time.time())).decode()
            for socket in self.sockets:
                socket.send(text)
        return after

    def state(self) -> RaidView:
        found = find_raid(self.raid)
        assert found is not None
        return found

    def _snapshot(self, socket: WebSocketRoute) -> None:
        socket.send(json.encode(snapshot_frame(self.state())).decode())


def _tally_of(raid: RaidView) -> RaidTally:
    return RaidTally(
        raid.hp, raid.number, raid.counted, raid.hunters, raid.vampire, raid.werewolf, raid.top, raid.latest, raid.killing_hit
    )  # fmt: skip


def visitor(open_page: OpenPage, live_server: LiveServer) -> Visit:
    """Opens a fresh browser on the page of a room's raid, logged in as `who`."""

    def made(room: RaidRoom, who: Character | None = None, *, script: bool = True, width: int = 390, **media: Any) -> Page:
        page = open_page("about:blank", script=script, width=width, refusals=True)
        if media:
            page.emulate_media(**media)
        if who:
            log_in(page, live_server, user_of(who))
        if script:
            room.watch(page)
        page.goto(f"/raids/{room.raid}/")
        if script and room.is_open and room.state().is_on:
            expect(page.locator("#raid-live")).to_have_attribute("data-live-state", "open")
        return page

    return made
