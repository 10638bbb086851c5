"""Pages of lists: the log and the notices."""

from datetime import timedelta

from game.models import Notice, Transfer
from game.models.ids import CharacterId
from game.models.notice_choice import KINDS
from game.presenters.log import log_page
from game.presenters.notices import notices_page
from game.tests.presenters.unsaved import NOW

ONE = CharacterId(1)


def test_the_log_says_which_movements_came_in_and_where_the_next_page_begins() -> None:
    moves = [Transfer(pk=pk, source="faucet:hunt", destination=f"character:{pk % 2}") for pk in (9, 8, 7)]
    page = log_page(moves, ONE, 2)
    assert ([(line.moved.pk, line.came) for line in page.lines], page.next) == ([(9, True), (8, False)], 8)
    assert log_page(moves, ONE, 3).next is None and log_page([], ONE, 3).lines == []


def test_the_notices_say_which_are_unread_and_where_the_next_page_begins() -> None:
    notices = [Notice(pk=9, at=NOW), Notice(pk=8, at=NOW, read_at=NOW), Notice(pk=7, at=NOW)]
    page = notices_page(notices, 2, "", NOW)
    assert ([n.id for day in page.days for n in day.notices], page.new, page.next) == ([9, 8], [9], 8)
    assert notices_page(notices, 3, "", NOW).next is None


def test_the_notices_are_grouped_by_day_with_their_kinds() -> None:
    ages = {9: ("letter", 0), 8: ("unheard-of", 1), 7: ("raid_begins", 1), 6: ("letter", 4)}
    notices = [Notice(pk=pk, kind=kind, at=NOW - timedelta(days=days)) for pk, (kind, days) in ages.items()]
    page = notices_page(notices, 30, "", NOW)
    assert [(day.title, [n.kind.word for n in day.notices]) for day in page.days] == [
        ("Today", ["Letter"]), ("Yesterday", ["Staff", "Raid"]),
        (f"{NOW - timedelta(days=4):%A} {(NOW - timedelta(days=4)).day} {NOW - timedelta(days=4):%B %Y}", ["Letter"]),
    ]  # fmt: skip
    assert {k.kind for k in page.kinds} == set(KINDS)
