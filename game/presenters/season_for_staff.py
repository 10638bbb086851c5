"""The numbers of a season, in words for the staff."""

from datetime import datetime

from game.models import Season
from game.queries.season_payment import SeasonPayment
from game.queries.season_preview import BoardPreview, SeasonPreview


def state_in_words(season: Season, now: datetime) -> str:
    if season.ended_at is not None:
        return "ended"
    if season.end_requested_at is not None:
        return "is being ended"
    return "on" if now < season.ends_at else "over, and about to end"


def payment_in_words(payment: SeasonPayment) -> str:
    """Such as `120 of 400 rewards paid; 12,000 of 140,000 gold; 2 wait for a suspended or deleted player`."""
    if not payment.rewards:
        return "none"
    words = f"{payment.paid:,} of {payment.rewards:,} rewards paid; {payment.gold_paid:,} of {payment.gold:,} gold"
    return f"{words}; {payment.waiting:,} of a suspended or deleted player wait" if payment.waiting else words


def leaders_in_words(board: BoardPreview) -> str:
    if not board.leaders:
        return "nobody"
    return "; ".join(f"{rank}. {one.name} ({one.score:,} {board.unit})" for rank, one in enumerate(board.leaders, 1))


def preview_rows(preview: SeasonPreview, raids: list[int], waits_until: datetime) -> list[tuple[str, str]]:
    """(what, how much) of an end of the season now."""
    rows = [(f"First on “{board.title}”", f"{leaders_in_words(board)}, of {board.ranked:,} ranked") for board in preview.boards]
    return [
        *rows,
        ("Characters whose ranks are archived", f"{preview.results:,}"),
        ("Letters with rewards", f"{preview.letters:,}"),
        ("Gold in them", f"{preview.gold:,}"),
        ("Baselines of the next season", f"{preview.baselines:,}"),
        ("Raids that it waits for", raids_in_words(raids, waits_until)),
    ]


def raids_in_words(raids: list[int], waits_until: datetime) -> str:
    if not raids:
        return "none"
    listed = ", ".join(f"raid {raid}" for raid in raids)
    return f"{listed}, until {waits_until:%d %b %Y %H:%M} UTC at the latest. If you end the season now, it waits for none."
