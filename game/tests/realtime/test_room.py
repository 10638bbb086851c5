"""A room by itself: which frame goes to which socket. The clock and the connections are the test's."""

import pytest

from game.realtime.frames import Frame
from game.realtime.room import FRESH_SECONDS, GAP_SECONDS, HEARTBEAT_SECONDS, HISTORY, STUCK_SECONDS, Room
from game.realtime.watcher import Watcher
from vvw_site.foundation.sockets import SocketCounts, SocketText


class FakeOutlet:
    """full: what it reports. got: the texts that it was given. code: with what it was closed."""

    def __init__(self) -> None:
        self.full, self.code = False, 0
        self.got: list[str] = []

    def write(self, text: SocketText) -> bool:
        if not self.full:
            self.got.append(text.text)
        return not self.full

    def is_full(self) -> bool:
        return self.full

    def close(self, code: int, reason: str) -> None:
        self.code = code


class Played:
    """A room whose reads are answered by the test."""

    def __init__(self) -> None:
        self.reads = 0
        self.now = 100.0
        self.room = Room("test:1", SocketCounts("test"), self.read)

    def read(self, room: Room) -> None:
        self.reads += 1

    def join(self) -> FakeOutlet:
        outlet = FakeOutlet()
        self.watcher = Watcher(outlet)
        self.room.join(self.watcher, self.now)
        return outlet

    def update(self, *seqs: int) -> None:
        for seq in seqs:
            self.room.receive(Frame(seq, f"u{seq}"), self.now)

    def answer(self, seq: int | None) -> None:
        """The read that the room asked for ends with this state."""
        assert self.room.reading
        self.room.on_read(None if seq is None else Frame(seq, f"s{seq}"), self.now)

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.room.tick(self.now)


@pytest.fixture
def played() -> Played:
    return Played()


def test_a_newcomer_gets_the_state_and_the_updates_that_arrived_during_the_read(played: Played) -> None:
    outlet = played.join()
    played.update(5, 6)
    played.answer(4)
    assert outlet.got == ["s4", "u5", "u6"]


def test_a_newcomer_with_a_state_ahead_of_the_room_gets_no_update_twice(played: Played) -> None:
    first = played.join()
    played.answer(4)
    played.wait(FRESH_SECONDS + 1)
    second = played.join()
    played.answer(6)  # updates 5 and 6 are still on their way to this process
    played.update(5, 6, 7)
    assert first.got == ["s4", "u5", "u6", "u7"] and second.got == ["s6", "u7"]


def test_a_state_ahead_of_the_room_is_adopted_if_its_updates_never_arrive(played: Played) -> None:
    first = played.join()
    played.answer(4)
    played.wait(FRESH_SECONDS + 1)
    played.join()
    played.answer(6)
    played.wait(GAP_SECONDS + 0.1)
    played.answer(6)
    assert first.got == ["s4", "s6"]


def test_within_a_second_newcomers_share_one_state_and_get_the_updates_since(played: Played) -> None:
    played.join()
    played.answer(4)
    played.update(5)
    assert played.join().got == ["s4", "u5"] and played.reads == 1
    played.now += FRESH_SECONDS + 1
    assert played.join().got == [] and played.reads == 2


def test_updates_that_arrive_in_another_order_are_put_in_order_without_a_read(played: Played) -> None:
    outlet = played.join()
    played.answer(4)
    played.update(6, 7, 5, 6)
    played.wait(GAP_SECONDS + 0.1)
    assert outlet.got == ["s4", "u5", "u6", "u7"] and played.reads == 1


def test_a_lost_update_is_replaced_by_the_state_and_later_ones_follow_it(played: Played) -> None:
    outlet = played.join()
    played.answer(4)
    played.update(6)
    played.wait(GAP_SECONDS + 0.1)
    played.update(7)
    played.answer(6)
    assert outlet.got == ["s4", "s6", "u7"]


def test_a_number_that_the_state_never_reaches_does_not_make_the_room_read_all_the_time(played: Played) -> None:
    played.join()
    played.answer(4)
    played.update(1000)
    for _ in range(40):
        played.wait(0.25)
        if played.room.reading:
            played.answer(4)
    assert 2 <= played.reads <= 10


def test_a_full_socket_gets_nothing_until_it_can_take_the_newest_state(played: Played) -> None:
    slow, good = played.join(), played.join()
    played.answer(1)
    slow.full = True
    played.update(*range(2, 60))
    played.wait(1.0)
    slow.full = False
    played.wait(0.25)
    played.answer(59)
    played.update(60)
    assert slow.got == ["s1", "s59", "u60"]
    assert good.got == ["s1", *(f"u{seq}" for seq in range(2, 61))]


def test_a_socket_that_stays_full_is_closed(played: Played) -> None:
    outlet = played.join()
    played.answer(1)
    outlet.full = True
    played.update(2)
    played.wait(STUCK_SECONDS)
    before = outlet.code
    played.wait(0.25)
    assert (before, outlet.code) == (0, 4408) and not played.room.watchers


def test_resume_gives_what_was_missed_or_a_state(played: Played) -> None:
    outlet = played.join()
    played.answer(1)
    played.update(*range(2, HISTORY + 10))
    outlet.got.clear()
    played.room.resume(played.watcher, HISTORY + 7, played.now)
    assert outlet.got == [f"u{HISTORY + 8}", f"u{HISTORY + 9}"]
    played.room.resume(played.watcher, 3, played.now)
    played.answer(HISTORY + 9)
    assert outlet.got[2:] == [f"s{HISTORY + 9}"]


def test_a_quiet_room_sends_a_heartbeat_and_a_busy_one_does_not(played: Played) -> None:
    outlet = played.join()
    played.answer(1)
    for seq in range(2, 60):
        played.update(seq)
        played.wait(0.25)
    assert all(text.startswith(("s", "u")) for text in outlet.got)
    played.wait(HEARTBEAT_SECONDS + 0.1)
    assert '"heartbeat","seq":59' in outlet.got[-1]


def test_a_quiet_room_finds_a_last_update_that_was_lost(played: Played) -> None:
    outlet = played.join()
    played.answer(1)
    played.wait(HEARTBEAT_SECONDS + 0.1)
    played.answer(2)
    assert outlet.got[0] == "s1" and outlet.got[-1] == "s2"


def test_a_room_that_is_gone_closes_everyone(played: Played) -> None:
    outlet = played.join()
    played.answer(1)
    played.room.read(adopt=True)
    played.answer(None)
    assert outlet.code == 4404


def test_when_the_state_cannot_be_read_only_newcomers_are_sent_away(played: Played) -> None:
    old = played.join()
    played.answer(1)
    played.now += FRESH_SECONDS + 1
    new = played.join()
    played.room.on_read_failed(played.now)
    assert (old.code, new.code) == (0, 1013)
