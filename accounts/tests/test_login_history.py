"""The history of log-ins: what is recorded, who sees it, and how long it is kept."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.erase import erase
from accounts.actions.forget_addresses import forget_addresses
from accounts.actions.login_history import record_failed_login, sweep_logins
from accounts.models import AuditEntry, LoginEvent
from accounts.queries.login_history import hash_of_network, login_history, seen_together
from accounts.rules.browsers import browser_family
from accounts.rules.networks import KEY_DAYS, network_hash, network_prefix
from accounts.tests.make import SECRET, code_now, guest_client, log_in, make_staff, make_user, soon
from vvw_site.tests.index_plans import expect_indexes

pytestmark = pytest.mark.django_db
HOME, SCHOOL = "198.51.100.7", "203.0.113.9"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def rows() -> list[tuple[object, ...]]:
    return list(LoginEvent.objects.order_by("pk").values_list("user__username", "method", "succeeded", "browser"))


def test_a_login_and_a_wrong_password_are_recorded_without_the_address() -> None:
    user = make_user(username="Mirela")
    client = Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR=HOME)
    log_in(client, "mirela", "wrong wrong wrong")
    log_in(client, "Mirela")
    assert rows() == [("Mirela", "password", False, "Firefox on Linux"), ("Mirela", "password", True, "Firefox on Linux")]
    assert set(LoginEvent.objects.values_list("network", flat=True)) == {hash_of_network(HOME)}
    user.refresh_from_db()
    assert user.last_login == LoginEvent.objects.latest("pk").at
    with connection.cursor() as cursor:
        for table in ("accounts_loginevent", "usersessions_usersession"):
            cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE t::text LIKE %s) FROM {table} t", [f"%{HOME}%"])
            some, with_address = cursor.fetchone()
            assert some and not with_address


def test_a_second_factor_is_named_and_so_is_one_that_failed() -> None:
    user, client = make_user(), Client()
    TOTP.activate(user, SECRET)
    log_in(client, user.username)
    assert not LoginEvent.objects.exists()
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert [row[1:3] for row in rows()] == [("code", False), ("code", True)]


def test_a_guest_is_recorded_as_one() -> None:
    guest_client()
    assert [row[1:3] for row in rows()] == [("guest", True)]


def test_a_name_of_nobody_leaves_a_row_of_nobody_for_a_day() -> None:
    record_failed_login(login="Nobody", method="password", address=HOME, agent="")
    assert rows() == [(None, "password", False, "another program")]
    assert sweep_logins() == 0 and sweep_logins(timezone.now() + timedelta(days=1, seconds=1)) == 1


def test_log_ins_are_kept_for_ninety_days() -> None:
    user = make_user()
    for days in (89, 91):
        LoginEvent.objects.create(user=user, method="password", succeeded=True, at=soon(days=-days))
    assert (sweep_logins(), sweep_logins()) == (1, 0)
    assert LoginEvent.objects.count() == 1


def test_the_owner_sees_the_log_ins_on_the_page_of_sessions_and_no_code_or_address() -> None:
    user, client = make_user(), Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR=HOME)
    log_in(Client(REMOTE_ADDR=SCHOOL), user.username, "wrong wrong wrong")
    log_in(client, user.username)
    log_in(Client(REMOTE_ADDR=HOME), make_user().username)
    page = client.get("/accounts/sessions/").content.decode()
    table = page.split("The latest log-ins of this account")[1]
    assert table.count("<tr>") == 1 + 2 and "Refused" in table and "Logged in" in table and "The one you are in" in table
    assert HOME not in page and SCHOOL not in page and hash_of_network(HOME) not in page


def test_an_erased_account_keeps_no_log_ins() -> None:
    user = make_user()
    log_in(Client(), user.username)
    erase(user_id=user.pk)
    assert not LoginEvent.objects.exists()


def test_accounts_of_one_network_are_seen_together_unless_the_login_failed() -> None:
    one, two, other, victim = (make_user() for _ in range(4))
    for user, address in ((one, HOME), (two, "198.51.100.200"), (one, SCHOOL), (two, SCHOOL), (other, "192.0.2.1")):
        log_in(Client(REMOTE_ADDR=address), user.username)
    log_in(Client(REMOTE_ADDR=HOME), victim.username, "wrong wrong wrong")
    [found] = seen_together(one.pk, 10)
    assert (found.user, found.username, found.networks) == (two.pk, two.username, 2)
    assert not seen_together(other.pk, 10) and not seen_together(victim.pk, 10)


def test_a_login_of_a_month_ago_is_still_known_by_the_key_of_its_time() -> None:
    user, then = make_user(), timezone.now() - timedelta(days=KEY_DAYS + 1)
    LoginEvent.objects.create(user=user, method="password", succeeded=True, at=then, network=hash_of_network(HOME, then))
    [event] = login_history(user, HOME, 5)
    assert event.is_here  # type: ignore[attr-defined]
    assert event.network != hash_of_network(HOME)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("198.51.100.7", "198.51.100.250", True), ("198.51.100.7", "198.51.101.7", False),
    ("2001:db8:1:2::3", "2001:db8:1:ffff::9", True), ("2001:db8:1::3", "2001:db8:2::3", False),
    ("::ffff:198.51.100.7", "198.51.100.9", True),
])  # fmt: skip
def test_a_network_is_the_first_24_or_48_bits(one: str, other: str, same: bool) -> None:
    assert (network_hash(one, "key", 0) == network_hash(other, "key", 0)) == same


def test_a_hash_depends_on_the_secret_and_on_the_month_and_unknown_addresses_have_none() -> None:
    seconds = timezone.now().timestamp()
    hashes = [
        network_hash(HOME, "one", seconds), network_hash(HOME, "two", seconds),
        network_hash(HOME, "one", seconds + KEY_DAYS * 86_400),
    ]  # fmt: skip
    assert len(set(hashes)) == 3 and all(len(found) == 20 for found in hashes)
    assert [network_prefix(address) for address in ("0.0.0.0", "", "::", "nonsense")] == [""] * 4


def test_a_browser_is_named_by_family_and_system_only() -> None:
    assert browser_family("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1") == "Safari on iPhone"
    assert browser_family("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0") == "Edge on Windows"
    assert browser_family("curl/8.5 of Mirela") == "another program"


def test_addresses_of_the_version_before_are_forgotten_and_the_audit_keeps_everything_else() -> None:
    user, entry = make_user(), record(actor=make_staff(), action="x", reason="r")
    now = timezone.now()
    UserSession.objects.create(user=user, ip=HOME, session_key="k", last_seen_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_auditentry (actor_id, action, target, reason, detail, address, at) "
            "VALUES (%s, 'old', '', '', '{}', %s, %s) RETURNING id", [user.pk, HOME, now],
        )  # fmt: skip
        old = cursor.fetchone()[0]
    assert (forget_addresses(), forget_addresses()) == (2, 0)
    assert UserSession.objects.get().ip == "0.0.0.0"
    changed = AuditEntry.objects.get(pk=old)
    assert (changed.address, changed.network, changed.action) == (None, hash_of_network(HOME, now), "old")
    assert AuditEntry.objects.get(pk=entry.pk).network == "" and settings.SECRET_KEY not in changed.network


def test_the_history_and_the_hint_are_read_from_their_indexes() -> None:
    user = make_user()
    expect_indexes()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX logins_by_age")  # with a table that is nearly empty, any index would do
        for query, index in (
            ("SELECT * FROM accounts_loginevent WHERE user_id = %s ORDER BY at DESC LIMIT 30", "logins_of_user"),
            (
                "SELECT o.user_id FROM (SELECT DISTINCT network FROM accounts_loginevent WHERE user_id = %s AND succeeded AND "
                "network <> '') m JOIN accounts_loginevent o ON o.network = m.network AND o.succeeded AND o.network <> ''",
                "logins_of_network",
            ),
        ):
            cursor.execute(f"EXPLAIN {query}", [user.pk])
            assert index in str(cursor.fetchall())
