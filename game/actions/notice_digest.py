"""The daily mail with notices that a user has not read, to those who chose it."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string

from accounts.actions.outbox import NewMail, queue_mails
from accounts.models.ids import UserId
from accounts.queries.email_addresses import addresses_for_mail
from game.queries.notice_digest import DueDigest, due_digests
from game.queries.unsubscribe_token import unsubscribe_token

BATCH = 2_000
"""Users in one transaction."""


def send_digests(day: date) -> int:
    """Write the mails of this day into the outbox, each once: a user and a day have one row, written with the mail. Returns how many.

    Two at once share the work, and one that is killed loses nothing. For each BATCH of users: two reads, then one transaction of three
    statements. A digest does not count for the limits of accounts/limits/mail.py: nobody but its receiver can cause it, who verified
    the address and chose it, and it comes once a day. So it never uses up the warnings of a mailbox either.
    """
    sent, after = 0, 0
    while due := due_digests(day, after=after, limit=BATCH):
        after = due[-1].user
        addresses = addresses_for_mail(digest.user for digest in due)
        reachable = [digest for digest in due if digest.user in addresses]
        mails = {digest.user: digest_mail(digest, addresses[digest.user]) for digest in reachable}
        sent += _send(day, reachable, mails)
        if len(due) < BATCH:
            break
    return sent


def _send(day: date, digests: Sequence[DueDigest], mails: dict[UserId, NewMail]) -> int:
    if not digests:
        return 0
    characters = [(c.character, c.last, digest.user) for digest in digests for c in digest.characters]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, {
            "day": day, "users": [digest.user for digest in digests], "counts": [_count(digest) for digest in digests],
        })  # fmt: skip
        claimed = {row[0] for row in cursor.fetchall()}
        mine = sorted(row for row in characters if row[2] in claimed)
        cursor.execute(_LOOKED_AT, {"characters": [row[0] for row in mine], "lasts": [row[1] for row in mine]})
        return queue_mails([mail for user, mail in mails.items() if user in claimed])


def digest_mail(digest: DueDigest, address: str) -> NewMail:
    """The mail with its headers, by which a mail program offers to end the mails in one click (RFC 8058)."""
    site, count = settings.SITE_URL.rstrip("/"), _count(digest)
    stop = f"{site}/play/notices/unsubscribe/{unsubscribe_token(digest.user)}/"
    words = {
        "digest": digest, "count": count, "site": site, "stop": stop, "choices": f"{site}/play/notices/choices/",
        "several": len(digest.characters) > 1,
    }  # fmt: skip
    number = "99 things or more" if count > 99 else f"{count} things" if count > 1 else "One thing"
    return NewMail(
        subject=f"{number} that the city has for you",
        text=render_to_string("game/email/notice_digest.txt", words), html=render_to_string("game/email/notice_digest.html", words),
        to=[address], sender=settings.DEFAULT_FROM_EMAIL,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )  # fmt: skip


def _count(digest: DueDigest) -> int:
    return sum(c.count for c in digest.characters)


# Who has stopped the mails since the read gets none.
_CLAIM = """INSERT INTO game_noticedigest (user_id, day, notices)
SELECT d.user_id, %(day)s, d.notices FROM unnest(%(users)s::bigint[], %(counts)s::int[]) AS d(user_id, notices)
WHERE EXISTS (SELECT FROM game_noticechoice ch WHERE ch.user_id = d.user_id AND ch.channel = 'mail')
ORDER BY d.user_id ON CONFLICT (user_id, day) DO NOTHING RETURNING user_id"""
_LOOKED_AT = """UPDATE game_noticesequence s SET mailed = greatest(s.mailed, d.last)
FROM unnest(%(characters)s::bigint[], %(lasts)s::bigint[]) AS d(character_id, last) WHERE s.character_id = d.character_id"""
