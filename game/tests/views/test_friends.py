"""The pages of friends, mentors and blocks, the buttons of a profile, and their statements."""

import pytest

from game.models import Block, Character, FriendRequest, Friendship, Letter, Mentorship
from game.models.friend_request import FRIEND
from game.queries.friends import is_friend
from game.rules.friends import OPEN_MOST
from game.tests.friends import make_block, make_friends, make_mentor
from game.tests.letters import make_letter
from game.tests.make import make_character, owner_of
from game.tests.views.browsers import Player, browser_of, make_player, page_of, statements_of
from game.tests.views.forms import form_to, forms_of

pytestmark = pytest.mark.django_db
PATH = "/play/friends/"


@pytest.fixture
def player() -> Player:
    return make_player(name="Ada_Lamplight")


@pytest.fixture
def other() -> Player:
    return make_player(name="Bram_Coldwater", level=9)


def press(player: Player, path: str, button: str, **fields: str) -> str:
    """The page that follows after a button of a page."""
    form = form_to(player.client, path, f"/{button}/")
    answer = player.client.post(form.action, form.data(**fields), follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_one_asks_and_the_other_accepts_by_the_buttons_of_the_pages(player: Player, other: Player) -> None:
    html = press(player, PATH, "ask", name="bram_coldwater")
    assert "has your request" in html and "You asked" in html and "Take back" in html
    waiting = page_of(other.client, PATH)
    assert "1 waits for your answer" in waiting and "wants to be your friend" in waiting
    assert f'id="c{player.character.pk}"' in waiting, "the notice leads there"
    html = press(other, PATH, "accept")
    assert "Ada_Lamplight is told" in html and is_friend(player.character.id, other.character.id)
    html = page_of(player.client, PATH)
    assert "level 9" in html and "seen today" in html and "/play/mail/new/?to=Bram_Coldwater" in html
    press(player, PATH, "end")
    assert not Friendship.objects.exists()


def test_requests_are_declined_and_taken_back(player: Player, other: Player) -> None:
    press(player, PATH, "ask", name=other.character.name)
    assert "is not told" in press(other, PATH, "decline")
    press(other, PATH, "ask", name=player.character.name)
    assert "taken back" in press(other, PATH, "take-back") and not FriendRequest.objects.filter(closed_at=None).exists()


@pytest.mark.parametrize("name", ["", "Nobody_here", "a\0b", "x" * 500, "Ada_Lamplight"])
@pytest.mark.parametrize("action", ["ask", "accept", "decline", "take-back", "end", "block"])
def test_a_name_that_does_not_fit_is_a_plain_refusal(player: Player, name: str, action: str) -> None:
    answer = player.client.post(f"{PATH}{action}/", {"name": name, "kind": "friend"})
    assert answer.status_code in (400, 404) and not Block.objects.exists() and not FriendRequest.objects.exists()


@pytest.mark.parametrize("kind", ["", "enemy", "a\0b"])
def test_a_kind_that_there_is_not_is_refused(player: Player, other: Player, kind: str) -> None:
    for action in ("ask", "accept", "decline", "take-back", "end"):
        assert player.client.post(f"{PATH}{action}/", {"name": other.character.name, "kind": kind}).status_code == 400


def test_no_page_writes_when_it_is_read(player: Player, other: Player) -> None:
    for action in ("ask", "accept", "decline", "take-back", "end", "seen", "block", "unblock"):
        assert player.client.get(f"{PATH}{action}/").status_code == 405


def test_the_day_is_hidden_and_shown_again(player: Player, other: Player) -> None:
    make_friends(player.character, other.character)
    assert "Your friends do not see it" in press(player, PATH, "seen")
    assert "seen today" not in page_of(other.client, PATH)
    press(player, PATH, "seen")
    assert "seen today" in page_of(other.client, PATH)


def test_a_pupil_finds_a_mentor_and_both_see_where_they_stand(player: Player) -> None:
    mentor = Player(client := browser_of(found := make_mentor()), found)
    page = page_of(player.client, f"{PATH}mentors/")
    assert "You can teach from level 21 on" in page
    press(player, f"{PATH}mentors/", "ask", name=found.name)
    assert "wants you as a mentor" in page_of(client, f"{PATH}mentors/")
    press(mentor, f"{PATH}mentors/", "accept")
    assert Mentorship.objects.get().mentor_id == found.pk
    assert "1 of 3" in page_of(client, f"{PATH}mentors/") and "20 levels to go" in page_of(player.client, f"{PATH}mentors/")
    assert "20 levels to go" in page_of(client, f"{PATH}mentors/")
    Character.objects.filter(pk=found.pk).update(mentor_bonus=15)
    assert "+15 % XP" in page_of(client, f"{PATH}mentors/")
    press(player, f"{PATH}mentors/", "end")
    assert not Mentorship.objects.exists()


def test_one_is_blocked_from_a_letter_and_unblocked_on_the_page(player: Player, other: Player) -> None:
    letter = make_letter(other.character, player.character)
    html = press(player, f"/play/mail/{letter.pk}/", "block")
    assert "Bram_Coldwater is blocked, and is not told" in html
    assert "Unblocked" in press(player, f"{PATH}blocks/", "unblock") and not Block.objects.exists()
    assert player.client.post(f"{PATH}unblock/", {"block": ""}).status_code == 400
    assert player.client.post(f"{PATH}unblock/", {"block": "12345"}).status_code == 404


def test_the_profile_offers_what_is_possible(player: Player, other: Player) -> None:
    path = f"/characters/{other.character.name}/"
    assert "Add as a friend" in page_of(player.client, path)
    press(player, path, "ask")
    assert "You asked" in page_of(player.client, path)
    mine = f"/characters/{player.character.name}/"
    assert "Accept as a friend" in page_of(other.client, mine)
    assert "is told" in press(other, mine, "accept")
    assert "Your friend" in page_of(player.client, path)
    press(player, path, "block")
    html = page_of(player.client, path)
    assert "Blocked by you" in html and "Add as a friend" not in html
    own = page_of(player.client, mine)
    assert "/play/friends/ask/" not in own and "/play/friends/block/" not in own
    second = make_character(owner_of(player.character))
    both = [page_of(player.client, f"/characters/{one.name}/") for one in (player.character, second)]
    assert sorted("One of your own characters" in html for html in both) == [False, True]


def test_the_profile_shows_the_clan(other: Player) -> None:
    Character.objects.filter(pk=other.character.pk).update(clan_tag="ABC")
    html = page_of(other.client, f"/characters/{other.character.name}/")
    assert 'href="/clans/ABC/"' in html
    friend = make_player()
    make_friends(friend.character, other.character)
    assert 'href="/clans/ABC/"' in page_of(friend.client, PATH)


def test_a_blocked_one_is_told_plainly_that_no_letter_goes(player: Player, other: Player) -> None:
    make_block(other.character, player.character)
    form = {"to": other.character.name, "subject": "Hello", "text": "There", "idempotency_key": "key-00000001"}
    answer = player.client.post("/play/mail/new/", form)
    assert answer.status_code == 403 and "one of you has blocked the other" in answer.content.decode()
    assert "There</textarea>" in answer.content.decode(), "what was typed is still there"


def many_friends(character: Character, count: int) -> None:
    """Friends, requests of some of them, and a letter from and to each."""
    model = make_character()
    rows = Character.objects.bulk_create(
        Character(
            user=model.user, name=f"M{n}x{model.pk}", skeleton=f"m{n}x{model.pk}", faction="vampire", class_slug="redclaw"
        )
        for n in range(count)
    )
    Friendship.objects.bulk_create(Friendship(one=character, other=row) for row in rows)
    FriendRequest.objects.bulk_create(FriendRequest(kind=FRIEND, asker=row, asked=character) for row in rows[:OPEN_MOST])
    Letter.objects.bulk_create(Letter(sender=row, recipient=character, subject="Hello", text="There") for row in rows)
    Letter.objects.bulk_create(Letter(sender=character, recipient=row, subject="Hello", text="There") for row in rows)


PAGES = {PATH: 7, f"{PATH}mentors/": 5, "/play/mail/": 4, "/play/mail/sent/": 4}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_as_many_statements_for_a_thousand_friends_and_letters(player: Player, page: str) -> None:
    player.client.get("/play/")
    few = statements_of(lambda: player.client.get(page))
    many_friends(player.character, 1_000)
    assert (few, statements_of(lambda: player.client.get(page))) == (PAGES[page], PAGES[page])


def test_a_thousand_friends_are_listed_page_by_page_without_a_gap(player: Player) -> None:
    many_friends(player.character, 120)
    path, seen = PATH, []
    while path:
        html = page_of(player.client, path)
        listed = html.partition('aria-label="Friends"')[2].partition("</ul>")[0]
        seen += [form.data()["name"][0] for form in forms_of(listed)]
        after = html.partition("/play/friends/?after=")[2].partition('"')[0]
        path = f"/play/friends/?after={after}" if after else ""
    assert len(seen) == len(set(seen)) == 120 and seen == sorted(seen, key=str.lower)


def test_the_menu_leads_to_the_friends(player: Player) -> None:
    assert 'href="/play/friends/"' in page_of(player.client, "/play/")
