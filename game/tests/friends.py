"""Friends, mentors and blocks for tests: made through the actions."""

from accounts.models.ids import UserId
from game.actions import blocks, friends
from game.actions.actor import UserActor
from game.models import Character
from game.models.friend_request import FRIEND, MENTOR
from game.tests.make import by, make_character, owner_of


def make_friends(one: Character, other: Character) -> None:
    friends.ask(by(one), to=other.id, kind=FRIEND)
    friends.accept(by(other), asker=one.id, kind=FRIEND)


def make_pupil(mentor: Character, *, level: int = 3) -> Character:
    """A new character that this one teaches."""
    pupil = make_character(level=level)
    friends.ask(by(pupil), to=mentor.id, kind=MENTOR)
    friends.accept(by(mentor), asker=pupil.id, kind=MENTOR)
    return pupil


def make_mentor() -> Character:
    return make_character(level=40)


def user_actor(character: Character, key: str | None = None) -> UserActor:
    return UserActor(UserId(owner_of(character).pk), key)


def make_block(by_whom: Character, of: Character) -> int:
    done = blocks.block(user_actor(by_whom), character=of.id, owner=UserId(owner_of(of).pk))
    return done.block
