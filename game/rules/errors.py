"""Refusals: one exception class with a code. docs/api.md lists the codes, and a test compares."""

CODES: dict[str, tuple[int, str]] = {
    "invalid": (400, "A value is missing, of the wrong kind or out of range; `field` names it."),
    "not_logged_in": (401, "No token, or one that is no longer valid."),
    "bad_login": (401, "The username or the password is wrong."),
    "banned": (403, "The account is suspended; the message says until when."),
    "forbidden": (403, "You are not allowed to do this."),
    "level_too_low": (403, "The place, item or skill, or a letter with gold or items, needs a higher level."),
    "blocked": (403, "One of the two players has blocked the other."),
    "confirm_yourself": (403, "The account has to confirm itself first, by its password or its second factor."),
    "wrong_faction": (403, "The item, the class or the clan belongs to the other faction."),
    "not_found": (404, "There is no such thing, or it is not yours."),
    "wrong_method": (405, "The address does not accept this method; `Allow` lists those that it accepts."),
    "no_character": (409, "No character is chosen, or the named one does not belong to the account."),
    "already_claimed": (409, "The reward, or what came with the letter, was taken before."),
    "unclaimed": (409, "Something in the letter is not claimed or taken back yet."),
    "not_done": (409, "The mission is not done yet."),
    "name_taken": (409, "The name, or one that looks like it, belongs to another character."),
    "no_clan": (409, "The character is in no clan."),
    "in_a_clan": (409, "The character is in a clan already."),
    "clan_full": (409, "The clan has as many members as its level allows."),
    "too_early": (409, "It is not possible yet; `retry_after` says when it will be."),
    "too_many_characters": (409, "An account has three characters at most."),
    "not_enough_energy": (409, "The character has too little energy; `retry_after` says when it will have enough."),
    "raid_not_started": (409, "The raid's fight has not begun; `retry_after` says when it does."),
    "raid_over": (409, "The raid is over: the boss fell or escaped, or the raid was called off."),
    "event_over": (409, "The event of the world is over, or was stopped."),
    "defeated": (409, "The character has too little health to hit; `retry_after` says when it will have enough."),
    "not_enough_gold": (409, "The character has less gold than the price, or than the amount to send."),
    "not_enough_items": (409, "The character has fewer of the item than the requested quantity."),
    "too_much": (409, "A character cannot hold that much."),
    "worn": (409, "The item is equipped; take it off first."),
    "not_worn": (409, "The item is not equipped."),
    "lent": (409, "The item is lent by a clan: it can be worn and given back, and nothing else."),
    "nothing_to_mend": (409, "Nothing is damaged."),
    "missing_ingredients": (409, "The character has too few ingredients for the recipe; the message names the missing ones."),
    "cannot_upgrade_more": (409, "The item has its highest upgrade."),
    "nothing_to_do": (409, "The action would change nothing (for example, health is already full)."),
    "key_reused": (409, "The idempotency key was used before for another request."),
    "already_reversed": (409, "The transfer was reversed before."),
    "length_required": (411, "The chunked body cannot be read; send it with a `Content-Length`."),
    "too_large": (413, "The body is larger than 64 KB."),
    "wrong_type": (415, "The body must be JSON: `Content-Type: application/json`."),
    "wrong_encoding": (415, "The body must not be compressed (`Content-Encoding`)."),
    "too_fast": (429, "There were too many requests; `retry_after` says when to try again."),
    "broken": (500, "An internal error occurred and was reported to us; nothing was changed."),
    "unavailable": (503, "The database or Redis is not available, or was too slow; `retry_after` says when to try again."),
}
"""Every code, its HTTP status, and what it means."""


class GameError(Exception):
    """A refusal: nothing changes. message: says to a person why, and what to do. retry_after: seconds."""

    def __init__(self, code: str, message: str, *, field: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        return CODES[self.code][0]
