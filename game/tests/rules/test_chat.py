"""What a message names, and which words are the same word."""

import pytest

from game.rules.chat import links_in, mentions_in
from game.rules.chat_words import folded, folded_words

SITE = "https://vvw.example"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Mina, @MINA and @Lucy_2!", ["mina", "lucy_2"]),
        ("mail me@example.org or see /@Mina", []),
        ("@ab @abcdefghijklmnopqrstu", []),
        (" ".join(f"@name_{n}" for n in range(9)), [f"name_{n}" for n in range(5)]),
    ],
)
def test_names_follow_an_at_sign_that_begins_a_word(text: str, names: list[str]) -> None:
    assert mentions_in(text) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/raids/7/ and /raids/7", [("raid", "7"), ("raid", "7")]),
        (f"{SITE}/play/battles/12/", [("battle", "12")]),
        ("https://other.example/play/battles/12/ https://vvw.example.org/raids/7/ //other.example/raids/7/", []),
        ("/raids/0/ /raids/7/hits/ /wiki/items/ /play/battles/x/", []),
        ("(/wiki/items/clerks-sabre/)", [("item", "clerks-sabre")]),
    ],
)
def test_only_addresses_of_this_site_are_links(text: str, found: list[tuple[str, str]]) -> None:
    assert [(link.kind, link.key) for link in links_in(text, SITE)] == found


@pytest.mark.parametrize("text", ["drat", "DRAT!", "d.r.a.t", "d r a t", "dr4t", "drаt", "drrrrat", "dr\u200bat", "so_drat_it"])
def test_a_word_is_found_however_it_is_dressed_up(text: str) -> None:
    assert folded("drat") in folded_words(text)


@pytest.mark.parametrize("text", ["Scunthorpe drats", "quadrat", "hydration", "dra t"])
def test_a_word_within_a_word_is_another_word(text: str) -> None:
    assert folded("drat") not in folded_words(text)
