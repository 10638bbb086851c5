"""How often something may be done by each of many."""

from accounts.rules.allowance import KEYS_MAX, Allowance


def test_so_many_at_once_and_then_as_many_as_come_back() -> None:
    allowance = Allowance(at_once=3, per_second=2)
    assert [allowance.wait("a", 100) for _ in range(4)] == [0, 0, 0, 1]
    assert allowance.wait("b", 100) == 0  # another one's own
    assert [allowance.wait("a", 100.5), allowance.wait("a", 100.5)] == [0, 1]
    assert [allowance.wait("a", 1000) for _ in range(4)] == [0, 0, 0, 1]  # a long pause gives no more than the whole


def test_a_refused_use_does_not_count() -> None:
    allowance = Allowance(at_once=1, per_second=0.125)
    assert [allowance.wait("a", now) for now in (0, 1, 2, 3, 7.5, 8)] == [0, 7, 6, 5, 1, 0]


def test_the_wait_that_is_named_is_enough() -> None:
    allowance = Allowance(at_once=5, per_second=0.7)
    now = 50.0
    for _ in range(40):
        if wait := allowance.wait("a", now):
            now += wait
            assert allowance.wait("a", now) == 0


def test_keys_take_limited_memory_and_those_in_use_stay() -> None:
    allowance = Allowance(at_once=1, per_second=0.001)
    for number in range(KEYS_MAX - 1):
        allowance.wait(f"old {number}", 0)
    allowance.wait("busy", 1500)
    allowance.wait("another", 1500)
    assert len(allowance.whole_at) == 2 and allowance.wait("busy", 1500) > 0
    for number in range(3 * KEYS_MAX):
        allowance.wait(f"new {number}", 1500)
    assert len(allowance.whole_at) <= KEYS_MAX
