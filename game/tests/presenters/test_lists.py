"""Pages of lists: the log and the notices."""

from game.models import Notice, Transfer
from game.models.ids import CharacterId
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
    notices = [Notice(pk=9), Notice(pk=8, read_at=NOW), Notice(pk=7)]
    page = notices_page(notices, 2)
    assert ([n.pk for n in page.lines], [n.pk for n in page.unread], page.next) == ([9, 8], [9], 8)
    assert notices_page(notices, 3).next is None
