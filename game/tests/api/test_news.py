"""The news over the API: anybody reads them."""

import pytest

from game.tests.api.talk import Program
from game.tests.make import make_character
from game.tests.news import make_news

pytestmark = pytest.mark.django_db(transaction=True)


def test_anybody_reads_the_news_in_pages() -> None:
    hunter = make_character()
    make_news("{0} did it.", people=[hunter.id], link="/raids/7/", kind="raid")
    for n in range(31):
        make_news(f"Story {n} of the city.", kind="city")
    answer = Program().get("news")
    assert answer.status == 200 and len(answer.json["news"]) == 30 and answer.json["next"] == answer.json["news"][-1]["id"]
    rest = Program().get(f"news?before={answer.json['next']}").json
    assert rest["next"] is None and len(rest["news"]) == 2
    [raid] = Program().get("news?kind=raid").json["news"]
    assert (raid["text"], raid["people"], raid["link"], raid["kind"]) == (
        f"{hunter.name} did it.",
        [hunter.name],
        "/raids/7/",
        "raid",
    )


def test_an_unknown_kind_is_refused_with_the_kinds_that_there_are() -> None:
    answer = Program().get("news?kind=gossip")
    assert answer.status == 400 and "raid" in answer.json["error"]["message"] and answer.json["error"]["field"] == "kind"
