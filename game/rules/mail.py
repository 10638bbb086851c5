"""What a letter may contain, who may send one, and how long its attachments wait."""

import unicodedata

from msgspec import Struct

from game.rules.errors import GameError

SUBJECT_MAX, TEXT_MAX = 80, 2000
ATTACHMENTS_MAX = 10
"""Items in one letter, besides gold."""
GOLD_MAX = 2**63 - 1
RETURN_DAYS = 14
GOODS_LEVEL = 3
STRANGERS_A_DAY = 20
LETTERS_A_DAY = 200
CIRCULARS_A_DAY = 5
"""Letters to many, such as a clan, of an account in 24 hours."""
DRAFTS_MOST = 10
"""Drafts of a character."""
RAW_TIMES = 5
"""How many times longer words may be before spaces and control characters are taken out."""
DRAFT_TO_MAX, DRAFT_SUBJECT_MAX, DRAFT_TEXT_MAX = 60, SUBJECT_MAX * RAW_TIMES, TEXT_MAX * RAW_TIMES
"""A draft may be longer than a letter: its writer shortens it before it is sent."""
MARKS_MAX = 4
"""Accents and other marks on one character; the most that a living script needs."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs of Unicode that are drawn as nothing: fillers of Hangul, and Braille without dots."""


class Attachment(Struct, frozen=True, omit_defaults=True):
    """Gold ("gold") or an item by its slug. holding: the instance; None for gold and stacks."""

    asset: str
    quantity: int
    holding: int | None = None
    upgrade: int = 0


class LettersSent(Struct, frozen=True, array_like=True):
    """What an account sent in the last 24 hours. strangers: to people who never answered. answered: whether this recipient ever
    wrote to the sender. wait, wait_strangers: seconds until the oldest letter of each kind is a day old."""

    letters: int
    wait: int
    strangers: int
    wait_strangers: int
    answered: bool


def clean_words(subject: str, text: str) -> tuple[str, str]:
    """Subject and text as they are stored: one line, and lines without control characters. GameError invalid names the field.

    What is many times too long is refused unread: an action that cleans it holds the lock of the recipient meanwhile.
    """
    _check_lengths(len(subject), len(text), least=0, times=RAW_TIMES)
    subject = few_marks(" ".join("".join(c for c in subject if c.isprintable() or c.isspace()).split()))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join("".join(c for c in line if c.isprintable() or c == "\t").rstrip() for line in lines).strip()
    text = few_marks(text)
    _check_lengths(_length(subject), _length(text))
    return subject, text


def few_marks(words: str) -> str:
    """Without the marks on one character beyond MARKS_MAX: a heap of them is drawn over the lines above and below."""
    kept, marks = [], 0
    for c in words:
        marks = marks + 1 if unicodedata.category(c) in ("Mn", "Me") else 0
        if marks <= MARKS_MAX:
            kept.append(c)
    return "".join(kept)


def _check_lengths(subject: int, text: int, *, least: int = 1, times: int = 1) -> None:
    if not least <= subject <= SUBJECT_MAX * times:
        raise GameError("invalid", f"A subject has 1 to {SUBJECT_MAX} characters; this one has {subject:,}.", field="subject")
    if not least <= text <= TEXT_MAX * times:
        raise GameError("invalid", f"A letter has 1 to {TEXT_MAX:,} characters; this one has {text:,}.", field="text")


def _length(words: str) -> int:
    """0 for words that nobody sees: only spaces, marks without a character of their own, and letters that are drawn as nothing."""
    seen = any(unicodedata.category(c)[0] not in "MZ" and c not in BLANK for c in words)
    return len(words) if seen else 0


def check_pace(sent: LettersSent) -> None:
    """GameError too_fast when the account has sent as many letters as a day allows."""
    if sent.letters >= LETTERS_A_DAY:
        raise GameError(
            "too_fast", f"You have sent {LETTERS_A_DAY} letters in a day. Try again later.", retry_after=max(sent.wait, 1)
        )
    if not sent.answered and sent.strangers >= STRANGERS_A_DAY:
        words = f"You have sent {STRANGERS_A_DAY} letters in a day to people who never answered. Write to others later."
        raise GameError("too_fast", words, retry_after=max(sent.wait_strangers, 1))


def check_may_attach(*, level: int, is_guest: bool) -> None:
    """GameError forbidden for guests, level_too_low below GOODS_LEVEL."""
    if is_guest:
        raise GameError("forbidden", "Guests send no gold or items. Choose a name and a password first.", field="items")
    if level < GOODS_LEVEL:
        raise GameError("level_too_low", f"Gold and items can be sent from level {GOODS_LEVEL} on.", field="items")
