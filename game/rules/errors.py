"""Refusals: one exception class with a code. docs/api.md lists the codes, and a test compares."""

CODES: dict[str, tuple[int, str]] = {
    "invalid": (400, "A value is missing, of the wrong kind or out of range; `field` names it."),
    "not_logged_in": (401, "No token, or one that is no longer valid."),
    "bad_login": (401, "The name and the password do not go together."),
    "banned": (403, "The account is suspended; the message says until when."),
    "forbidden": (403, "This is not yours to do."),
    "level_too_low": (403, "The place, item or skill asks for a higher level."),
    "wrong_faction": (403, "The item or class belongs to the other side."),
    "not_found": (404, "There is no such thing, or it is not yours."),
    "wrong_method": (405, "The address exists and takes other methods; `Allow` lists them."),
    "no_character": (409, "The account has no character yet, or the one named is not its own."),
    "already_claimed": (409, "The reward was taken before."),
    "unclaimed": (409, "Something in the letter still waits to be claimed or taken back."),
    "not_done": (409, "The mission is not done yet."),
    "name_taken": (409, "The name, or one that looks like it, belongs to somebody else."),
    "too_many_characters": (409, "An account has three characters at the most."),
    "not_enough_energy": (409, "The action asks for more energy than there is; `retry_after` says when there will be."),
    "not_enough_gold": (409, "The price is higher than the gold at hand."),
    "not_enough_items": (409, "There are fewer of the item than asked for."),
    "too_much": (409, "An account cannot hold that much."),
    "worn": (409, "The item is worn; take it off first."),
    "not_worn": (409, "The item is not worn."),
    "nothing_to_mend": (409, "Nothing is damaged."),
    "missing_ingredients": (409, "There are fewer ingredients than the recipe asks for; the message names what is lacking."),
    "cannot_upgrade_more": (409, "The item is as good as it gets."),
    "nothing_to_do": (409, "It would change nothing (health is already full, for instance)."),
    "key_reused": (409, "The idempotency key was used before with another request."),
    "already_reversed": (409, "The movement was taken back before."),
    "length_required": (411, "The body came in chunks that cannot be read here; send it with its `Content-Length`."),
    "too_large": (413, "The body is larger than 64 KB."),
    "wrong_type": (415, "A body is JSON: `Content-Type: application/json`."),
    "wrong_encoding": (415, "A body is sent as it is, not packed with gzip or the like (`Content-Encoding`)."),
    "too_fast": (429, "One at a time; `retry_after` says when to come again."),
    "broken": (500, "A fault of ours; nothing was changed and we have been told."),
    "unavailable": (503, "A part that is needed does not answer; `retry_after` says when to come again."),
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
