"""What the failure of a mail means: whether it is about this mail or about the way to the server."""

import errno
from collections.abc import Sequence
from enum import Enum
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

SERVICE_CLOSES = 421
"""RFC 5321 (3.8): the server says this of itself, whatever it was asked."""
_ABOUT_THE_SERVICE = {401, 403, 407, 408, 429}
"""HTTP answers of a mail service that are about our account or our rate, not about the mail."""


class MailFailure(Enum):
    """REFUSED: the server will never take this mail. LATER: it does not take it now (SMTP 4xx). AWAY: no server took anything, so other
    mails need not be tried. BROKEN: an error of ours, such as a body that cannot be decrypted."""

    REFUSED = "refused"
    LATER = "later"
    AWAY = "away"
    BROKEN = "broken"


class NoConnectionError(OSError):
    """No mail was offered: the server could not be reached, or did not let us in. Its text is the reason."""


def failure_of(error: Exception) -> MailFailure:
    """Of an error that sending a mail raised."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [int(answer[0]) for answer in error.recipients.values()]
        return _by_code(min(codes, default=0))
    if isinstance(error, (SMTPSenderRefused, SMTPDataError)):
        return _by_code(error.smtp_code)
    if isinstance(error, SMTPNotSupportedError):
        return MailFailure.REFUSED  # an address that this server cannot take
    status = getattr(error, "status_code", None)  # of a mail service (anymail)
    if type(error).__name__ == "AnymailRecipientsRefused":
        return MailFailure.REFUSED
    if isinstance(status, int):
        return MailFailure.REFUSED if 400 <= status < 500 and status not in _ABOUT_THE_SERVICE else MailFailure.AWAY
    return MailFailure.AWAY if isinstance(error, (OSError, SMTPException)) else MailFailure.BROKEN


def reason_of(error: Exception) -> str:
    """What went wrong, without the text of the server, which often repeats the address."""
    if isinstance(error, NoConnectionError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk for mails is full: free some space"
    codes: Sequence[object] = []
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({int(answer[0]) for answer in error.recipients.values()})
    elif isinstance(error, SMTPResponseException):
        codes = [error.smtp_code]
    elif isinstance(getattr(error, "status_code", None), int):
        codes = [error.status_code]  # type: ignore[attr-defined]  # checked above
    return " ".join([type(error).__name__, *map(str, codes)])


def _by_code(code: int) -> MailFailure:
    if code == SERVICE_CLOSES or not 400 <= code < 600:
        return MailFailure.AWAY
    return MailFailure.REFUSED if code >= 500 else MailFailure.LATER
