"""The charter and the crest of a clan."""

from django.db import connection
from msgspec import Struct, to_builtins

from clans.actions.changed import changed
from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.models import Clan
from clans.models.ids import ClanId
from clans.rules.charter import charter_html, clean_charter
from clans.rules.crest import check_crest, crest_slug
from game.actions.letter_checks import check_may_write
from game.actions.player_action import ActionContext, action

BATCH = 200


class CharterWritten(Struct, frozen=True):
    """characters: how long it is; 0: the clan has none any more."""

    clan: int
    characters: int


class CrestChosen(Struct, frozen=True):
    """crest: its name in the address of its picture."""

    clan: int
    crest: str


@action("write_charter", CharterWritten, lock_user=True)
def write_charter(context: ActionContext, *, text: str) -> CharterWritten:
    """Replace the charter; empty takes it away. It is rendered once, here. GameError: invalid (text), banned, forbidden (muted, or the
    rank), no_clan."""
    text = clean_charter(text)
    check_may_write(context)
    clan = lock_own_clan(context, "charter").clan
    if text != clan.charter:
        Clan.objects.filter(pk=clan.pk).update(charter=text, charter_html=charter_html(text))
        log(clan, "charter", actor=context.character.id, characters=len(text))
        changed(clan.id)
    return CharterWritten(clan.pk, len(text))


@action("choose_crest", CrestChosen)
def choose_crest(context: ActionContext, *, charge: str, colours: str) -> CrestChosen:
    """Both empty for the crest that the tag gives. GameError: invalid (charge, colours), no_clan, forbidden."""
    chosen = check_crest(charge, colours)
    clan = lock_own_clan(context, "charter").clan
    stored = to_builtins(chosen)
    if stored != clan.crest:
        Clan.objects.filter(pk=clan.pk).update(crest=stored)
        log(clan, "crest", actor=context.character.id, charge=charge, colours=colours)
        changed(clan.id)
    return CrestChosen(clan.pk, crest_slug(clan.tag, chosen))


def render_charters_again() -> int:
    """Render every charter anew, after the renderer changed. Returns how many came out differently. Two statements for BATCH clans. A
    charter that is written meanwhile is left as it is written; a second run changes nothing."""
    last = different = 0
    written = Clan.objects.exclude(charter="").order_by("pk").values_list("pk", "charter", "charter_html")
    while rows := list(written.filter(pk__gt=last)[:BATCH]):
        last = rows[-1][0]
        made = [(pk, text, html) for pk, text, before in rows if (html := charter_html(text)) != before]
        if made:
            with connection.cursor() as cursor:
                cursor.execute(_RENDERED, [list(column) for column in zip(*made, strict=True)])
                for (pk,) in cursor.fetchall():
                    different += 1
                    changed(ClanId(pk))
    return different


# Locked in the order of their ids, as actions lock several clans.
_RENDERED = """WITH r AS MATERIALIZED (
    SELECT c.id, r.text, r.html FROM clans_clan c JOIN unnest(%s::bigint[], %s::text[], %s::text[]) AS r(id, text, html) ON c.id = r.id
    ORDER BY c.id FOR UPDATE OF c
)
UPDATE clans_clan c SET charter_html = r.html FROM r WHERE c.id = r.id AND c.charter = r.text RETURNING c.id"""
