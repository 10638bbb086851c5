"""What staff reads and is offered: who did it, what was done before, what waits, and where a player is."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions import ledger, shop, staff_account, staff_goods
from game.actions.reversal import reverse as take_back
from game.models import Character, PendingGrant, Transfer
from game.models.transfer import REASONS
from game.rules.staff_limits import ALONE_MAX
from game.tests.actions.test_staff import by, in_days, make_staff
from game.tests.admin.test_staff_action_form import door, send
from game.tests.make import by as player
from game.tests.make import give, make_character, make_user

pytestmark = pytest.mark.django_db


def page_of(client, record):
    opts = record._meta
    return client.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])).content.decode()


def panel(page, title):
    return page.split(f"<h2>{title}</h2>")[1].split("</section>")[0]


@pytest.fixture
def master(client):
    user = make_staff(Rank.GAME_MASTER)
    client.force_login(user)
    return user


# --- the books ------------------------------------------------------------------------------------------------------
def test_a_reversal_stands_in_the_audit_of_every_character_that_it_touched(client, master):
    characters = [make_character(gold=50), make_character()]
    codes = [ledger.of(character.id) for character in characters]
    ledger.post([ledger.Move(codes[0], codes[1], "gold", 7)], reason="test")
    line = Transfer.objects.latest("pk")
    done = take_back(by(master, "a bug in trade"), transfer=line.pk, whole=True)
    for character in characters:
        assert "staff.reverse" in panel(page_of(client, character), "Audit")
        entry = AuditEntry.objects.get(target=f"character:{character.pk}")
        assert (entry.actor, entry.reason, entry.detail["part_of"]) == (master, "a bug in trade", done.audit)
        found = client.get(reverse("admin:accounts_auditentry_changelist"), {"q": entry.target}).content.decode()
        assert "staff.reverse" in found
    assert "staff.reverse" not in panel(page_of(client, make_character()), "Audit")


def test_what_was_taken_back_is_not_offered_to_be_taken_back(client, master):
    character = make_character()
    give(character, "gold", 77)
    line = Transfer.objects.latest("pk")
    assert "/staff/reverse/" in page_of(client, line)
    assert send(client, door(line, "reverse"), whole="on").status_code == 302
    assert "/staff/reverse/" not in page_of(client, line)
    counter = Transfer.objects.latest("pk")
    assert counter.reverses == line and "/staff/reverse/" in page_of(client, counter)


def test_the_filter_of_reasons_lists_every_reason_that_the_code_posts_for(client, master):
    posted = set()
    for path in (Path(__file__).resolve().parents[2] / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("post", "give"):
                posted |= {k.value.value for k in node.keywords if k.arg == "reason" and isinstance(k.value, ast.Constant)}
    assert posted == set(REASONS) and len(posted) > 10
    text = client.get(reverse("admin:game_transfer_changelist")).content.decode()
    assert set(re.findall(r"\?why=(\w+)", text)) == set(REASONS)


def test_each_reason_filters(client, master):
    character = make_character(gold=500)
    shop.buy(player(character), item="cellar-draught", quantity=2)
    shown = client.get(reverse("admin:game_transfer_changelist"), {"why": "buy"}).context["cl"].queryset
    assert {line.reason for line in shown} == {"buy"}


def test_every_link_of_the_overview_and_of_the_panels_leads_somewhere(client):
    client.force_login(make_staff(Rank.SUPERUSER))
    character = make_character()
    staff_goods.grant_gold(by(make_staff(Rank.GAME_MASTER)), character=character.id, quantity=5)
    pages = [client.get(reverse("admin:index")).content.decode(), page_of(client, character), page_of(client, character.user)]
    links = {link.replace("&amp;", "&") for text in pages for link in re.findall(r'href="(/admin/[^"]*)"', text)}
    links -= {link for link in links if "/logout" in link or "/staff/" in link}
    assert len(links) > 30
    for link in links:
        assert client.get(link).status_code == 200, link


# --- who did it ------------------------------------------------------------------------------------------------------
def test_what_nobody_did_the_site_did(client):
    client.force_login(make_staff(Rank.SUPERUSER))
    entry = record(actor=None, action="staff.unban", target="user:1", reason="its time was over")
    pages = [
        client.get(reverse("admin:index")).content.decode(), page_of(client, entry),
        client.get(reverse("admin:accounts_auditentry_changelist")).content.decode(),
    ]  # fmt: skip
    for text in pages:
        assert "the site" in text and ">None<" not in text


# --- earlier sanctions --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.GAME_MASTER, Rank.SUPERUSER])
def test_every_rank_sees_the_earlier_sanctions_of_an_account(client, rank):
    user, master = make_user(), make_staff(Rank.GAME_MASTER)
    staff_account.mute(by(master, "shouting"), user=user.id, until=in_days(1))
    staff_account.ban(by(master, "sold gold"), user=user.id, until=staff_account.FOR_GOOD)
    staff_account.unban(by(master, "was somebody else"), user=user.id)
    staff_account.ban(by(master, "of another account"), user=make_user().id, until=in_days(1))
    client.force_login(make_staff(rank))
    told = panel(page_of(client, user), "Earlier sanctions")
    for words in ("shouting", "sold gold", "was somebody else", "muted", "banned", "ban lifted", "for good", master.username):
        assert words in told
    assert "of another account" not in told
    assert "None." in panel(page_of(client, make_user()), "Earlier sanctions")


# --- grants that wait -----------------------------------------------------------------------------------------------------
def test_a_large_grant_goes_through_two_pairs_of_hands(client, master):
    character = make_character()
    asked = client.get(send(client, door(character, "grant-gold"), quantity=ALONE_MAX + 1).url).content.decode()
    assert "another member of the staff has to confirm" in asked
    grant = PendingGrant.objects.get()
    assert "/staff/confirm/" not in page_of(client, grant) and "/staff/refuse/" in page_of(client, grant)
    assert send(client, door(grant, "confirm")).status_code == 403
    second = make_staff(Rank.GAME_MASTER)
    client.force_login(second)
    waiting = panel(client.get(reverse("admin:index")).content.decode(), "Waits for a second person")
    assert f"{ALONE_MAX + 1:,} gold" in waiting and character.name in waiting and master.username in waiting
    listed = client.get(reverse("admin:game_pendinggrant_changelist"), {"state": "waits"}).content.decode()
    assert f"{ALONE_MAX + 1:,} gold" in listed
    assert "/staff/confirm/" in page_of(client, grant)
    assert send(client, door(grant, "confirm")).status_code == 302
    assert Character.objects.get(pk=character.pk).gold == character.gold + ALONE_MAX + 1
    assert "/staff/confirm/" not in page_of(client, grant)
    assert send(client, door(grant, "confirm")).status_code == 409
    audit = panel(page_of(client, character), "Audit")
    assert "staff.grant_gold_asked" in audit and "staff.confirm_grant" in audit


def test_a_moderator_sees_no_grants(client):
    client.force_login(make_staff(Rank.MODERATOR))
    assert client.get(reverse("admin:game_pendinggrant_changelist")).status_code == 403
    assert "Waits for a second person" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("state", ["waits", "expired", "granted", "refused"])
def test_grants_are_filtered_by_state(client, master, state):
    staff_goods.grant_gold(by(make_staff(Rank.GAME_MASTER)), character=make_character().id, quantity=ALONE_MAX + 1)
    if state == "expired":
        PendingGrant.objects.update(expires_at=timezone.now())
    elif state != "waits":
        PendingGrant.objects.update(state=state, decided_by=master)
    for asked in ("waits", "expired", "granted", "refused"):
        response = client.get(reverse("admin:game_pendinggrant_changelist"), {"state": asked})
        assert response.context["cl"].queryset.count() == (asked == state)


# --- Ctrl+K -------------------------------------------------------------------------------------------------------------
def search(client, words, **query):
    response = client.get(reverse("admin:search"), {"s": words, "extended": 1, **query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("rank", [r for r in Rank if r >= Rank.MODERATOR])
def test_players_are_found_by_name_by_every_rank_and_by_address_by_administrators(client, rank):
    character = make_character(name="Wilhelmina", user=make_user(username="mina_murray", email="secret-box@example.test"))
    client.force_login(make_staff(rank))
    there = [reverse("admin:game_character_change", args=[character.pk])]
    there.append(reverse("admin:accounts_user_change", args=[character.user_id]))
    for words in ("wilhel", "WILHELMINA"):
        assert there[0] in search(client, words)
    assert all(link in search(client, "mina_mur") for link in there)
    assert (there[1] in search(client, "secret-box")) == (rank >= Rank.ADMINISTRATOR)
    assert "secret-box" not in search(client, "mina_mur")


def test_the_exact_name_comes_first_and_a_new_name_is_found_at_once(client, master):
    assert "Nobodyyet" not in search(client, "nobodyyet")
    names = [f"Nobodyyet{letter}" for letter in "abcdefghkmnp"]
    for name in names:
        make_character(name=name)
    last = make_character(name="Nobodyyet")
    assert search(client, "nobodyyet").index(f"/character/{last.pk}/") < search(client, "nobodyyet").index("Nobodyyeta")


def test_the_lists_are_found_by_their_names_as_far_as_one_may_see_them(client):
    for rank, sees in ((Rank.MODERATOR, False), (Rank.GAME_MASTER, True)):
        client.force_login(make_staff(rank))
        assert (reverse("admin:game_transfer_changelist") in search(client, "transfer")) == sees


@pytest.mark.parametrize("words", ["", " ", "a", "%%", "' OR 1=1", "9" * 400, "é" * 500, "\N{BAT}"])
@pytest.mark.parametrize("page", ["1", "0"])
def test_odd_searches_are_answered(client, master, words, page):
    search(client, words, page=page)


@pytest.mark.parametrize(("words", "page"), [("\0", "1"), ("a", "-1"), ("a", "x"), ("a", "9" * 30)])
def test_a_search_that_cannot_be_is_a_400(client, master, words, page):
    assert client.get(reverse("admin:search"), {"s": words, "page": page}).status_code == 400


def test_players_search_nothing(client):
    client.force_login(make_staff(Rank.PLAYER))
    assert client.get(reverse("admin:search"), {"s": "a"}).status_code == 302
    assert User.objects.exists()
