"""A room with its sockets in this process: which frame goes to which of them. It runs on the event loop and never waits."""

import time
from collections import deque
from collections.abc import Callable

import structlog

from game.realtime.frames import EncodedFrame, Frame, encoded
from game.realtime.messages import CloseCode, Heartbeat, encode
from game.realtime.rooms import RoomChanges
from game.realtime.watcher import Watcher
from vvw_site.foundation.sockets import SocketCounts

log = structlog.get_logger(__name__)
HISTORY = 40
"""How many updates a room keeps for `resume`: ten seconds of a raid."""
FRESH_SECONDS, FRESH_UPDATES = 1.0, 5
"""So old may a snapshot be that a newcomer gets, followed by the updates since: a second of a raid."""
GAP_SECONDS = 0.2
"""So long may a missing frame be on its way before the room reads its state again."""
HEARTBEAT_SECONDS = 10.0
STUCK_SECONDS = 10.0
"""A socket whose connection was full for so long is closed."""


class Room:
    """Frames are numbered: each watcher gets its `seq` + 1, or a snapshot. `known` is the highest number that this process has
    heard of; while it is above `seq`, frames are missing or on their way. read: asks the hub to call `on_read` later.
    is_compared: the hub compares its number with those of other rooms, so that it need not read its state when it is quiet."""

    __slots__ = (
        "_read", "adopts", "behind", "catching_up", "changed_again", "counts", "history", "is_compared", "known", "last_sent",
        "missing_since", "name", "outdated", "pending", "read_at", "reading", "seq", "snapshot", "waiting", "watchers",
    )  # fmt: skip

    def __init__(self, name: str, counts: SocketCounts, read: Callable[["Room"], None], *, is_compared: bool = False) -> None:
        self.name, self.counts, self._read, self.is_compared = name, counts, read, is_compared
        self.seq = self.known = -1
        self.snapshot: EncodedFrame | None = None
        self.read_at = self.missing_since = self.last_sent = 0.0
        self.history: deque[EncodedFrame] = deque(maxlen=HISTORY)
        self.pending: dict[int, Frame] = {}
        self.watchers: set[Watcher] = set()
        self.waiting: set[Watcher] = set()
        self.behind: set[Watcher] = set()
        self.reading = self.adopts = self.outdated = False
        self.catching_up = self.changed_again = False

    # --- sockets ----------------------------------------------------------------------------------------------------
    def join(self, watcher: Watcher, now: float) -> None:
        if not self.watchers:
            self.last_sent = now
        self.watchers.add(watcher)
        self.bring_up_to_date(watcher, now)

    def leave(self, watcher: Watcher) -> None:
        for group in (self.watchers, self.waiting, self.behind):
            group.discard(watcher)

    def close(self, watcher: Watcher, code: CloseCode) -> None:
        """The watcher gets no more frames. The server drops the connection if the client does not answer in time."""
        self.leave(watcher)
        watcher.close(code)

    def resume(self, watcher: Watcher, seq: int, now: float) -> None:
        """The client has everything up to `seq`: send what it missed, or a snapshot."""
        if watcher in self.waiting or watcher in self.behind:
            return  # the newest state is on its way
        if seq == self.seq:
            self._write(watcher, encoded(Frame(seq, self._heartbeat(seq))), now)
        elif 0 <= seq < self.seq and self._history_follows(seq):
            self._send_after(watcher, seq, now)
        else:
            self.bring_up_to_date(watcher, now)

    def bring_up_to_date(self, watcher: Watcher, now: float) -> None:
        """Send the newest state: now if a snapshot is here that is fresh and new to the watcher, otherwise after one read for
        all who wait."""
        state = self.snapshot
        is_fresh = state and now - self.read_at < FRESH_SECONDS and self.seq - state.seq <= FRESH_UPDATES
        if state and is_fresh and state.seq > watcher.seq and self._history_follows(state.seq):
            self._send_state(watcher, state, now)
        else:
            self.waiting.add(watcher)
            self.read()

    # --- frames -----------------------------------------------------------------------------------------------------
    def receive(self, frame: Frame, now: float) -> None:
        """A frame was published. An old one is ignored; one with a gap before it waits until the gap is filled."""
        if frame.seq <= self.seq:
            return
        if self.seq >= 0 and frame.seq == self.seq + 1:
            self._apply(frame, now)
            self._apply_pending(now)
            return
        if len(self.pending) < HISTORY:
            self.pending[frame.seq] = frame
        self._expect(frame.seq, now)

    def read(self, *, adopt: bool = False) -> None:
        """Read the state. adopt: whoever has an older state gets this one; otherwise only those who wait get it."""
        self.adopts = self.adopts or adopt
        if not self.reading:
            self.reading = True
            self._read(self)

    def on_read(self, frame: Frame | None, now: float) -> None:
        """frame: None if there is no such room."""
        self.reading, self.read_at = False, now
        if self.outdated:
            self.outdated = False
            self.read()
            return
        if frame is None:
            for watcher in list(self.watchers):
                self.close(watcher, CloseCode.NO_SUCH_ROOM)
            return
        self.snapshot = encoded(frame)
        if self.seq < 0 or (self.adopts and frame.seq > self.seq):
            self._adopt(self.snapshot, now)
        elif frame.seq > self.seq:
            self._expect(frame.seq, now)
        self.adopts = False
        if self.known > self.seq:
            self.missing_since = max(self.missing_since, now) + FRESH_SECONDS * (frame.seq <= self.seq)
        if self._history_follows(frame.seq):
            for watcher in list(self.waiting):
                self._send_state(watcher, self.snapshot, now)
            if self.is_compared:
                self.snapshot = None  # there are many such rooms, with a socket or two each
        # Otherwise the state is older than all updates that are kept: `tick` reads again.

    def forget_state(self) -> None:
        """Something changed: a snapshot from before is not sent any more, and neither is one that is being read."""
        self.snapshot, self.outdated = None, self.reading

    def on_changes(self, changes: RoomChanges | None, now: float) -> None:
        """What has changed since the room's last number. changes: None if there is no such room."""
        if changes is None:
            self.on_read(None, now)
            return
        for frame in changes.updates:
            self.receive(frame, now)
        if not changes.updates and self.seq >= 0:
            self.broadcast(EncodedFrame(self.seq, changes.state), now)

    def on_read_failed(self, now: float) -> None:
        """The state cannot be read now. Who has none is told to come back later; for the others `tick` tries again."""
        self.reading, self.read_at = False, now
        for watcher in [watcher for watcher in self.waiting if watcher.seq < 0]:
            self.close(watcher, CloseCode.TRY_LATER)

    def tick(self, now: float) -> None:
        """Four times a second: gaps, slow sockets, heartbeat."""
        if self.known > self.seq and now - self.missing_since > GAP_SECONDS:
            self.read(adopt=True)
        elif self.waiting:
            self.read()
        for watcher in list(self.behind):
            if not watcher.outlet.is_full():
                self.behind.discard(watcher)
                watcher.full_since = 0.0
                self.bring_up_to_date(watcher, now)
            elif now - watcher.full_since > STUCK_SECONDS:
                self.close(watcher, CloseCode.TOO_SLOW)
        if self.watchers and self.seq >= 0 and now - self.last_sent > HEARTBEAT_SECONDS:
            self.broadcast(EncodedFrame(self.seq, self._heartbeat(self.seq)), now)
            if not self.is_compared:
                self.read(adopt=True)  # the last update may have been lost, and no later one shows the gap

    def broadcast(self, message: EncodedFrame, now: float) -> None:
        """A message beside the numbered frames, to all who are up to date."""
        for watcher in self.watchers - self.waiting - self.behind:
            self._write(watcher, message, now)
        self.last_sent = now

    # --- within -----------------------------------------------------------------------------------------------------
    def _apply(self, frame: Frame, now: float) -> None:
        update = encoded(frame)
        seq, before, sent = frame.seq, frame.seq - 1, 0
        self.seq, self.last_sent = seq, now
        self.known = max(self.known, seq)
        self.history.append(update)
        for watcher in self.watchers:
            if watcher.seq == before:
                if watcher.write(update):
                    watcher.seq = seq
                    sent += 1
                else:
                    watcher.full_since = now
                    self.behind.add(watcher)
        self.counts.frames_out.inc(sent)

    def _apply_pending(self, now: float) -> None:
        while frame := self.pending.pop(self.seq + 1, None):
            self._apply(frame, now)
        self.pending = {seq: frame for seq, frame in self.pending.items() if seq > self.seq}

    def _adopt(self, snapshot: EncodedFrame, now: float) -> None:
        """The updates up to this snapshot are lost for this process: it replaces them."""
        self.history.clear()
        self.seq = snapshot.seq
        self.known = max(self.known, self.seq)
        for watcher in list(self.watchers - self.waiting - self.behind):
            if watcher.seq < self.seq:
                self._send_state(watcher, snapshot, now)
        self._apply_pending(now)

    def _expect(self, seq: int, now: float) -> None:
        if self.known <= self.seq:
            self.missing_since = now
        self.known = max(self.known, seq)

    def _history_follows(self, seq: int) -> bool:
        """Whether all updates after `seq` are kept."""
        return seq >= self.seq or (bool(self.history) and self.history[0].seq <= seq + 1)

    def _send_state(self, watcher: Watcher, snapshot: EncodedFrame, now: float) -> None:
        self.waiting.discard(watcher)
        if self._write(watcher, snapshot, now):
            watcher.seq = snapshot.seq
            self._send_after(watcher, snapshot.seq, now)

    def _send_after(self, watcher: Watcher, seq: int, now: float) -> None:
        for update in self.history:
            if update.seq > seq:
                if not self._write(watcher, update, now):
                    return
                watcher.seq = max(watcher.seq, update.seq)

    def _write(self, watcher: Watcher, message: EncodedFrame, now: float) -> bool:
        if watcher.write(message):
            self.counts.frames_out.inc()
            return True
        if watcher not in self.behind:
            watcher.full_since = now
            self.behind.add(watcher)
        return False

    @staticmethod
    def _heartbeat(seq: int) -> str:
        return encode(Heartbeat(seq=seq, sent_at=round(time.time(), 3)))
