"""The log of a clan in sentences."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from clans.models import Clan, ClanLogEntry
from clans.presenters.home import rights_of
from clans.queries.log import PAGE
from clans.queries.membership import Membership
from clans.rules.rank import CAPABILITIES
from game.models import Character


class ClanLogLine(Struct, frozen=True):
    """One sentence: actor, words, subject, after. actor, subject: names, "" for nobody. icon: a name of the icon set."""

    icon: str
    actor: str
    words: str
    subject: str
    after: str
    at: datetime


class ClanLogPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    lines: list[ClanLogLine]
    next: int | None
    tab: str


_WORDS = {
    "founded": ("banner", "founded the clan", ""),
    "disbanded": ("close", "disbanded the clan", ""),
    "left": ("logout", "left", ""),
    "expelled": ("close", "expelled", ""),
    "promoted": ("up", "promoted", " to {after}"),
    "demoted": ("down", "made", " {after}"),
    "handed_over": ("key", "handed the lead over to", ""),
    "admission": ("settings", "changed how people join to: {after}", ""),
    "charter": ("book", "changed the charter", ""),
    "crest": ("shield", "changed the crest", ""),
    "invited": ("mail", "invited", ""),
    "link": ("link", "made a share link", ""),
    "withdrawal_asked": ("chest", "asks for {what} out of the bank", ""),
    "withdrawal_signed": ("check", "signed the withdrawal of", ""),
    "withdrawal_stopped": ("close", "stopped the withdrawal of", ""),
    "withdrawal_paid": ("chest", "", " got {what} out of the bank"),
    "withdrawal_void": ("close", "", " gets nothing out of the bank. {why}"),
    "dues": ("gold", "set the dues from {before} to {after} gold a week", ""),
    "lent": ("bag", "lent {what} to", ""),
    "loan_ended": ("bag", "took back {what} from", ""),
    "webhook": ("link", "changed where movements of the bank are reported", ""),
    "level": ("trophy", "The clan's level changed from {before} to {after}", ""),
    "perk": ("chest", "bought “{title}” for the clan", ""),
    "war_answered": ("swords", "answered the declaration of war", ""),
    "renamed": ("alert", "renamed the clan, from {before} to {after}", ""),
}

BY_THE_CITY = ("disbanded", "charter", "crest", "renamed")
"""Kinds of entries that name no member when the staff did it."""


_WAR_ENDED = {
    "won": "The war against {} was won",
    "lost": "The war against {} was lost",
    "draw": "The war against {} ended in a draw",
    "cancelled": "The city ended the war against {}",
}


def log_page(reader: Membership, entries: Sequence[ClanLogEntry]) -> ClanLogPage:
    shown = entries[:PAGE]
    following = shown[-1].pk if len(entries) > PAGE else None
    return ClanLogPage(reader.clan, rights_of(reader), [line_of(entry) for entry in shown], following, "log")


def line_of(entry: ClanLogEntry) -> ClanLogLine:
    """The entry in words. An entry of a later kind shows its kind."""
    detail = {"before": "", "after": "", "what": "", "why": ""} | {name: str(value) for name, value in entry.detail.items()}
    actor, subject = _name(entry.actor), _name(entry.subject)
    if entry.kind == "joined":
        if subject:
            return ClanLogLine("plus", actor, "took in", subject, "", entry.at)
        how = {"invitation": " by invitation", "link": " by a share link"}.get(detail.get("by", ""), "")
        return ClanLogLine("plus", actor, f"joined{how}", "", "", entry.at)
    if entry.kind == "succeeded":
        why = {"away": "the leader was away for too long", "banned": "the leader was suspended"}
        return ClanLogLine(
            "key", "", "", subject, f" leads now, because {why.get(detail.get('why', ''), 'the leader left')}", entry.at
        )
    if entry.kind == "left" and not actor:
        return ClanLogLine("logout", "", "", subject, " left the city", entry.at)
    if entry.kind == "war_declared":
        words = f"{detail['by']} declared war on the clan" if "by" in detail else f"declared war on {detail.get('other', '')}"
        return ClanLogLine("swords", actor, words, "", "", entry.at)
    if entry.kind == "war_ended":
        return ClanLogLine(
            "swords", "", _WAR_ENDED.get(detail.get("outcome", ""), "").format(detail.get("other", "")), "", "", entry.at
        )
    if entry.kind == "rights":
        return ClanLogLine(
            "lock", actor, f"changed what the rank {detail.get('rank', '')} may do", "", _changes(entry), entry.at
        )
    if not actor and entry.kind in BY_THE_CITY:
        actor = "The city"
    if entry.kind == "loan_ended" and not actor:
        return ClanLogLine("bag", "", "", subject, f" gave back {detail['what']}", entry.at)
    icon, words, after = _WORDS.get(entry.kind, ("info", entry.kind.replace("_", " "), ""))
    return ClanLogLine(icon, actor, words.format_map(detail), subject, after.format_map(detail), entry.at)


def _changes(entry: ClanLogEntry) -> str:
    given, taken = entry.detail.get("given", []), entry.detail.get("taken", [])
    parts = [f"may now {_rights(given)}"] if given else []
    parts += [f"may no longer {_rights(taken)}"] if taken else []
    return f": {'; '.join(parts)}" if parts else ""


def _rights(names: Sequence[str]) -> str:
    words = {str(capability): text for capability, text in CAPABILITIES.items()}
    return ", ".join(words.get(name, name) for name in names)


def _name(character: Character | None) -> str:
    if character is None:
        return ""
    return character.name if character.user_id is not None else "somebody who left"
