"""Staff make events of the world, change them, start them now and stop them."""

from datetime import datetime, timedelta

from accounts.queries.rank import Rank
from game.actions.staff_action import StaffContext, staff_action
from game.content import catalogue
from game.models import GameEvent
from game.models.event import LONGEST
from game.models.ids import EventId
from game.rules.errors import GameError
from game.rules.tuning import EVENT_PERCENT_LEAST, EVENT_PERCENT_MOST
from vvw_site.foundation.database.clock import database_now

FURTHEST = timedelta(days=400)
"""How far ahead an event may begin."""
TITLE_MIN, MARKED_MAX = 3, 20

__all__ = [
    "EVENT_PERCENT_LEAST", "EVENT_PERCENT_MOST", "FURTHEST", "LONGEST", "MARKED_MAX", "TITLE_MIN", "change_event", "make_event",
    "start_event", "stop_event",
]  # fmt: skip


@staff_action("make_event", Rank.GAME_MASTER)
def make_event(
    context: StaffContext,
    *,
    title: str,
    text: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime,
    xp: int = 100,
    gold: int = 100,
    drop: int = 100,
    marked: list[str] | None = None,
) -> None:
    """Make an event. starts_at: None for at once. xp, gold, drop: in percent. marked: slugs of monsters; none means all.

    GameError: forbidden, invalid (title, text, starts_at, ends_at, xp, gold, drop, marked).
    """
    context.once()
    now = database_now()
    if starts_at is not None and starts_at < now:
        raise GameError("invalid", "That moment is over. Leave the start empty to begin at once.", field="starts_at")
    event = GameEvent(kind=GameEvent.STAFF, starts_at=starts_at or now, made_by=context.staff, reason=context.actor.reason)
    _fill(event, title, text, ends_at, xp, gold, drop, marked or [], now)
    event.save()
    context.write(f"event:{event.pk}")


@staff_action("change_event", Rank.GAME_MASTER)
def change_event(
    context: StaffContext,
    *,
    event: EventId,
    title: str,
    text: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime,
    xp: int = 100,
    gold: int = 100,
    drop: int = 100,
    marked: list[str] | None = None,
) -> None:
    """Change an event that is not over, also while it is on: hunts from then on go by the new values, and earlier battles keep
    those that are stored with them. starts_at: None leaves it. The start of one that has begun, and the times of a Blood Moon,
    stay. GameError: as make_event, and not_found, event_over."""
    found, now = _locked(context, event)
    starts_at = starts_at or found.starts_at
    if found.kind == GameEvent.BLOOD_MOON and (starts_at, ends_at) != (found.starts_at, found.ends_at):
        field = "starts_at" if starts_at != found.starts_at else "ends_at"
        raise GameError("invalid", "A Blood Moon follows the calendar. Stop it, and make an event of your own.", field=field)
    if starts_at != found.starts_at:
        if found.starts_at <= now:
            raise GameError("invalid", "It has begun, so its start stays as it is.", field="starts_at")
        if starts_at < now:
            raise GameError("invalid", "That moment is over. Use “Start it now” to begin at once.", field="starts_at")
        found.starts_at = starts_at
    before = _values(found)
    _fill(found, title, text, ends_at, xp, gold, drop, marked or [], now)
    found.changed_at = now
    found.save()
    context.write(f"event:{event}", before=before)


@staff_action("start_event", Rank.GAME_MASTER)
def start_event(context: StaffContext, *, event: EventId) -> None:
    """Let an event of the staff begin now instead of later; its end stays. GameError: forbidden, not_found, event_over,
    nothing_to_do, invalid (a Blood Moon, or longer than an event may be)."""
    found, now = _locked(context, event)
    if found.kind == GameEvent.BLOOD_MOON:
        raise GameError("invalid", "A Blood Moon follows the calendar. Make an event of your own instead.")
    if found.starts_at <= now:
        raise GameError("nothing_to_do", "It has begun already.")
    before = found.starts_at
    found.starts_at = found.changed_at = now
    _check_times(found, now)
    found.save(update_fields=["starts_at", "changed_at"])
    context.write(f"event:{event}", before=before.isoformat())


@staff_action("stop_event", Rank.GAME_MASTER)
def stop_event(context: StaffContext, *, event: EventId) -> None:
    """End an event now, or call off one that has not begun. It cannot be taken back. GameError: forbidden, not_found, event_over."""
    found, now = _locked(context, event)
    found.stopped_at = found.changed_at = now
    found.save(update_fields=["stopped_at", "changed_at"])
    context.write(f"event:{event}")


def _locked(context: StaffContext, event: EventId) -> tuple[GameEvent, datetime]:
    """The event, locked, and the moment. GameError: not_found, event_over."""
    found = next(iter(context.lock_shared(GameEvent, [event])), None)
    context.once()
    if found is None:
        raise GameError("not_found", "There is no such event.")
    now = database_now()
    if found.stopped_at is not None or found.ends_at <= now:
        raise GameError("event_over", "This event is over already. Make a new one.")
    return found, now


def _fill(
    event: GameEvent, title: str, text: str, ends_at: datetime, xp: int, gold: int, drop: int, marked: list[str], now: datetime
) -> None:
    """Put checked values into the event. GameError invalid."""
    event.title, event.text = (
        _words("title", title, TITLE_MIN, GameEvent.TITLE_MAX),
        _words("text", text, 0, GameEvent.TEXT_MAX),
    )
    event.ends_at = ends_at
    _check_times(event, now)
    event.xp_percent, event.gold_percent = _percent("xp", xp), _percent("gold", gold)
    event.drop_percent, event.marked = _percent("drop", drop), _monsters(marked)


def _check_times(event: GameEvent, now: datetime) -> None:
    if event.ends_at <= max(event.starts_at, now):
        raise GameError("invalid", "Give an end after the start, and one that is still to come.", field="ends_at")
    if event.ends_at - event.starts_at > LONGEST:
        raise GameError("invalid", f"An event lasts {LONGEST.days} days at most.", field="ends_at")
    if event.starts_at > now + FURTHEST:
        raise GameError("invalid", f"An event begins within {FURTHEST.days} days.", field="starts_at")


def _words(field: str, given: str, least: int, most: int) -> str:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in given).split())
    if not least <= len(words) <= most:
        raise GameError("invalid", f"Give {least} to {most} characters.", field=field)
    return words


def _percent(field: str, given: int) -> int:
    if not EVENT_PERCENT_LEAST <= given <= EVENT_PERCENT_MOST:
        words = f"Give {EVENT_PERCENT_LEAST} to {EVENT_PERCENT_MOST} percent; 100 changes nothing."
        raise GameError("invalid", words, field=field)
    return given


def _monsters(given: list[str]) -> list[str]:
    known = catalogue().monsters
    if unknown := [slug for slug in given if slug not in known]:
        raise GameError("invalid", f"There is no monster “{unknown[0][:60]}”. Give slugs of the wiki.", field="marked")
    slugs = list(dict.fromkeys(given))
    if len(slugs) > MARKED_MAX:
        raise GameError("invalid", f"Mark {MARKED_MAX} monsters at most, or none, which means all.", field="marked")
    return slugs


def _values(event: GameEvent) -> dict[str, object]:
    return {
        "title": event.title, "text": event.text, "starts_at": event.starts_at.isoformat(), "ends_at": event.ends_at.isoformat(),
        "xp": event.xp_percent, "gold": event.gold_percent, "drop": event.drop_percent, "marked": event.marked,
    }  # fmt: skip
