"""Limits on log-ins, accounts and mails."""

from accounts.limits import mail
from vvw_site.settings import identity

from .amounts import span, times
from .limit import TOO_FAST, Figure, Limit, LimitGroup, of_code

TOO_MANY = "a page with status 429 that says how long to wait"
AT_THE_FORM = "status 429 with an error at the form that says how long to wait"
NO_SECOND_MAIL = "no second mail is sent; who asks for one is told when"
ADDRESS = "address"
_RATES = Figure(None, "`vvw_site/settings/identity.py`: `ACCOUNT_RATE_LIMITS`")
ALLAUTH: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("login_failed", "codes of a second factor at a log-in", {"key": "account, and each browser that its owner has used"}),
    ("signup", "forms of the sign-up that are sent", {}),
    ("reset_password", "mails for a forgotten password", {"key": "mailbox"}),
    ("reset_password_from_key", "openings of the link in such a mail", {}),
    ("change_password", "changes of the password", {}),
    ("manage_email", "changes of the e-mail addresses", {}),
    ("reauthenticate", "passwords that confirm something important", {}),
    ("confirm_email", "mails that confirm an address", {"key": "mailbox"}),
)
"""(allauth's name, ours, what its key is)."""
_COUNTED_BY = {"ip": ADDRESS, "user": "account"}


def of_allauth() -> list[Limit]:
    """A row for each action of ACCOUNT_RATE_LIMITS with its rates together."""
    from allauth.core.internal.ratelimit import parse_rates

    rows = []
    for action, what, keys in ALLAUTH:
        rates = parse_rates(identity.ACCOUNT_RATE_LIMITS[action])
        named = [(times(rate.amount, rate.duration), (_COUNTED_BY | keys)[rate.per]) for rate in rates]
        most = "; ".join(f"{most} by {by.partition(',')[0]}" for most, by in named)
        answer = NO_SECOND_MAIL if action == "confirm_email" else TOO_MANY
        rows.append(Limit(what, most, ", ".join(dict.fromkeys(by for _, by in named)), answer, (_RATES,)))
    return rows


def group() -> LimitGroup:
    names = ("PER_ADDRESS", "PER_NAME", "PER_KNOWN_BROWSER")
    address, name, known = (of_code(f"accounts.limits.login.LOGINS_{which}") for which in names)
    guests, signups, per_email, of_all = (
        of_code(f"accounts.limits.signup.{which}")
        for which in ("GUESTS_PER_ADDRESS", "SIGNUPS_PER_ADDRESS", "SIGNUPS_PER_EMAIL", "SIGNUPS_OF_ALL")
    )
    exports, tokens = of_code("accounts.views.personal_data.EXPORTS"), of_code("game.actions.tokens.DAYS")
    asked = Figure(mail.TRIGGERED_LIMITS, "`accounts/limits/mail.py`: `TRIGGERED_LIMITS`")
    warned = Figure(mail.WARNING_LIMITS, "`accounts/limits/mail.py`: `WARNING_LIMITS`")
    session = Figure(identity.SESSION_COOKIE_AGE, "`vvw_site/settings/identity.py`: `SESSION_COOKIE_AGE`")
    reset = Figure(identity.PASSWORD_RESET_TIMEOUT, "`vvw_site/settings/identity.py`: `PASSWORD_RESET_TIMEOUT`")
    return LimitGroup(
        "Log-ins, accounts and mails",
        "They are counted in Redis, and in Postgres while Redis is away or full. A refused attempt counts as well, for the limit "
        "that refused it.",
        (
            Limit(
                "log-ins, by page and API together",
                f"{times(*address.value)} for an address; {times(*name.value)} for an account (username and e-mail address count together, upper "
                f"and lower case are the same), then {times(*known.value)} for each browser that its owner has used",
                "address, account", f"{TOO_FAST}; on the page an error at the form", (address, name, known), in_api=True,
            ),
            Limit("new guests", times(*guests.value), ADDRESS, TOO_MANY, (guests,)),
            Limit(
                "new accounts",
                f"{times(*signups.value)}; {times(*per_email.value)} with one e-mail address; {times(*of_all.value)} in all",
                "address, mailbox, everybody", AT_THE_FORM, (signups, per_email, of_all),
            ),
            *of_allauth(),
            Limit(
                "mails that anybody can cause by typing an address", " and ".join(times(*rate) for rate in asked.value), "mailbox",
                "the page answers as always, and no mail is sent", (asked,),
            ),
            Limit(
                "mails that tell the owner of a change", " and ".join(times(*rate) for rate in warned.value), "mailbox",
                "no mail is sent; the change is made", (warned,),
            ),
            Limit("downloads of one's own data", times(*exports.value), "account", TOO_MANY, (exports,)),
            Limit("life of a log-in by page", span(session.value), "session", "log in again", (session,)),
            Limit("life of a token of the API", f"{tokens.value} days", "token", "401 `not_logged_in`", (tokens,)),
            Limit("life of a link for a forgotten password", span(reset.value), "link", "a page that offers a new one", (reset,)),
        ),
    )  # fmt: skip
