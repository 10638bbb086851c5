"""Staff write news of the city, hide one, and show it again."""

from accounts.queries.rank import Rank
from game.actions.staff_action import StaffContext, staff_action
from game.models import NewsEntry
from game.models.ids import NewsId
from game.queries.news import forget_cached
from game.queries.news_kinds import CITY
from game.rules.errors import GameError
from vvw_site.foundation.database.clock import database_now

TEXT_MIN, TEXT_MAX = 10, NewsEntry.TEXT_MAX


@staff_action("write_news", Rank.GAME_MASTER)
def write_news(context: StaffContext, *, text: str, link: str = "") -> None:
    """Write news from the city: plain text, and a path of this site to read on. GameError: forbidden, invalid (text, link)."""
    context.once()
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not TEXT_MIN <= len(words) <= TEXT_MAX:
        raise GameError("invalid", f"Give {TEXT_MIN} to {TEXT_MAX} characters.", field="text")
    entry = NewsEntry.objects.create(
        kind=CITY, key=context.actor.key[:60], text=words, link=_path(link), at=database_now(), written_by=context.staff
    )
    context.write(f"news:{entry.pk}")
    context.after_commit(forget_cached)


@staff_action("hide_news", Rank.GAME_MASTER)
def hide_news(context: StaffContext, *, news: NewsId) -> None:
    """Nobody reads it any more; it is not recorded again. GameError: forbidden, not_found, nothing_to_do."""
    _show(context, news, hidden=True)


@staff_action("show_news", Rank.GAME_MASTER)
def show_news(context: StaffContext, *, news: NewsId) -> None:
    """Show a hidden one again. GameError: forbidden, not_found, nothing_to_do."""
    _show(context, news, hidden=False)


def _show(context: StaffContext, news: NewsId, *, hidden: bool) -> None:
    found = next(iter(context.lock_shared(NewsEntry, [news])), None)
    context.once()
    if found is None:
        raise GameError("not_found", "There is no such news.")
    if (found.hidden_at is not None) == hidden:
        raise GameError("nothing_to_do", "It is hidden already." if hidden else "It is shown already.")
    found.changed_at = database_now()
    found.hidden_at = found.changed_at if hidden else None
    found.save(update_fields=["hidden_at", "changed_at"])
    context.write(f"news:{news}")
    context.after_commit(forget_cached)


def _path(link: str) -> str:
    """GameError invalid."""
    path = link.strip()
    if path and (
        not path.startswith("/") or path.startswith("//") or len(path) > 200 or not path.isprintable() or "\\" in path
    ):
        raise GameError("invalid", "Give a path of this site, such as /events/, or leave it empty.", field="link")
    return path
