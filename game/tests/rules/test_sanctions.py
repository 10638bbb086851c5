"""The ladder, and the score of reports."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules.report import REASONS
from game.rules.report_score import HOURS_AS_ONE, REASON_FACTORS, score, trust, urgency
from game.rules.sanctions import DAY, LADDER, REMEMBERED, PastSanction, next_step

NOW = 2_000_000_000


def past(kind: str, lasts: int | None, ago: int = DAY, *, lifted: bool = False) -> PastSanction:
    return PastSanction(kind, NOW - ago, None if lasts is None else NOW - ago + lasts, lifted)


def test_each_step_leads_to_the_next_and_the_last_to_itself() -> None:
    steps = [next_step([past(step.kind, step.lasts)], NOW).slug for step in LADDER]
    assert steps == [step.slug for step in (*LADDER[1:], LADDER[-1])]
    assert next_step([], NOW) == LADDER[0]


def test_what_was_lifted_or_is_long_ago_or_about_reports_does_not_count() -> None:
    ban = past("ban", None)
    assert next_step([ban], NOW).slug == "ban"
    assert next_step([past("ban", None, lifted=True)], NOW) == LADDER[0]
    assert next_step([past("mute", DAY, REMEMBERED + 1)], NOW) == LADDER[0]
    assert next_step([past("no_reports", None)], NOW) == LADDER[0]


def test_a_length_between_two_steps_counts_as_the_shorter_one() -> None:
    assert next_step([past("suspension", 3 * DAY)], NOW).slug == "suspension-7d"
    assert next_step([past("mute", 60)], NOW).slug == "mute-24h"


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_trust_grows_with_upheld_reports_and_falls_with_dismissed_ones(upheld: int, dismissed: int) -> None:
    now = trust(upheld, dismissed)
    assert 0 < now < 2 and trust(upheld + 1, dismissed) > now > trust(upheld, dismissed + 1)
    assert trust(0, 0) == 1 == trust(upheld, upheld)


@given(
    st.sampled_from(sorted(REASONS)), st.sampled_from(sorted(REASONS)), st.floats(0.1, 50), st.floats(0.1, 50),
    st.integers(0, 10**6), st.integers(0, 10**6),
)  # fmt: skip
def test_the_stored_order_is_the_order_of_the_scores(one: str, other: str, t: float, u: float, waits: int, longer: int) -> None:
    scores = score(1, t, one, waits).total - score(1, u, other, longer).total
    keys = urgency(t, one, NOW - waits) - urgency(u, other, NOW - longer)
    assert abs(scores - keys) < 1e-6


def test_every_reason_has_a_factor_and_waiting_counts_like_people() -> None:
    assert REASON_FACTORS.keys() == REASONS.keys()
    assert score(2, 2.0, "spam", HOURS_AS_ONE * 3600).total == 3.0
