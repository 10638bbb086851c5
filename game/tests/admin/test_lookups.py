"""No list of the admin tells more than it shows: it is filtered, sorted and searched by what it names, for every rank."""

import json
import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field
from django.urls import reverse

from accounts.admin.base import ReadOnlyAdmin
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.groups import make_groups
from game.models import ApiToken, Battle, Character, DiceSeed, Holding, Transfer
from game.tests.actions.test_staff import make_staff
from game.tests.admin.rows import ROWS
from game.tests.make import make_character
from vvw_site.foundation.staff.lists import StaffList
from vvw_site.foundation.staff.named_lookups import named_lookups
from vvw_site.foundation.staff.site import StaffSite

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
RANKS = [rank for rank in Rank if rank >= Rank.MODERATOR]
ASKED = ("exact", "iexact", "startswith", "istartswith", "contains", "icontains", "endswith", "regex", "iregex", "gt", "gte", "lt",
         "lte", "in", "range", "isnull", "year", "date", "length", "has_key", "search", "isempty", "xmin")  # fmt: skip


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False


def changelist(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def paths_of(model, hops=1):
    """Every field of a model by its path, and of the models it leads to."""
    for field in model._meta.get_fields(include_hidden=True):
        yield field.name
        if isinstance(field, Field):
            yield field.attname
        if hops and field.is_relation and field.related_model:
            yield from (f"{field.name}__{path}" for path in paths_of(field.related_model, hops - 1))
    yield "pk"


def request_of(rf, rank):
    request = rf.get("/")
    request.user = make_staff(rank)
    return request


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_no_field_near_or_one_step_away_is_asked_by_a_lookup_that_no_filter_and_no_search_names(rf, model, rank):
    page, request = admin.site._registry[model], request_of(rf, rank)
    named, tried = named_lookups(page, request), 0
    for path in paths_of(model):
        for lookup in (path, *(f"{path}__{ask}" for ask in ASKED), f"{path}__0__startswith", f"{path}__secret__startswith"):
            assert page.lookup_allowed(lookup, "x", request) == (lookup in named), lookup
            tried += 1
    assert tried > 50


SECRET_WORDS = ("password", "secret", "token", "session", "digest", "seed", "payload", "data", "key", "answer", "email")
NO_SECRETS = {"payload__subject__icontains", "key__exact"}
"""The subject of a mail; the key of a receipt, which a player chose and only its own character can use."""


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_what_is_named_holds_no_secret(rf, rank):
    """Reads the names themselves: a secret that somebody adds to search_fields or list_filter fails here."""
    request, seen = request_of(rf, rank), 0
    for model in MODELS:
        page = admin.site._registry[model]
        if not page.has_view_permission(request):
            continue
        for name in named_lookups(page, request) - NO_SECRETS:
            may = rank >= Rank.ADMINISTRATOR and "email" in name
            assert may or not any(word in name for word in SECRET_WORDS), f"{model._meta.label}: {name}"
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_refused_lookup_is_a_page_with_a_next_step(client, model, rank):
    ROWS[model](1)
    client.force_login(make_staff(rank))
    for query in (
        {"pk__in": "1,2"},
        {"pk__gt": "0"},
        {"id__regex": "."},
        {"user__password__startswith": "md5"},
        {"nothing": "x"},
    ):
        response = client.get(changelist(model), query)
        if response.status_code == 403:
            return
        text = response.content.decode()
        assert response.status_code == 400 and "This list cannot be shown like that" in text
        assert f'href="{changelist(model)}"' in text


def test_a_session_key_a_seed_and_a_password_hash_are_not_guessed_letter_by_letter(client):
    ROWS[UserSession](1)
    character = make_character()
    seed = DiceSeed.objects.get(character=character)
    secrets = [
        (Rank.MODERATOR, UserSession, "session_key", UserSession.objects.latest("pk").session_key),
        (Rank.GAME_MASTER, DiceSeed, "server_seed", seed.server_seed),
        (Rank.MODERATOR, User, "password", character.user.password),
        (Rank.MODERATOR, Character, "user__password", character.user.password),
        (Rank.MODERATOR, User, "email", "a"), (Rank.MODERATOR, Character, "user__email", "a"),
        (Rank.ADMINISTRATOR, ApiToken, "digest", "a"),
    ]  # fmt: skip
    for rank, model, field, value in secrets:
        client.force_login(make_staff(rank))
        for lookup in ("", "__exact", "__startswith", "__gte", "__regex", "__in", "__isnull"):
            response = client.get(changelist(model), {f"{field}{lookup}": value[:1]})
            assert response.status_code == 400, (field, lookup)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_filter_that_a_list_offers_works(client, model):
    """The links beside the list, followed."""
    ROWS[model](2)
    client.force_login(make_staff(Rank.SUPERUSER))
    links = set(re.findall(r'href="(\?[^"]+)"', client.get(changelist(model)).content.decode()))
    for link in links:
        assert client.get(changelist(model) + link.replace("&amp;", "&")).status_code == 200, link
    page = admin.site._registry[model]
    if page.list_filter and model is not Transfer:
        assert links


def test_a_filtered_list_by_groups_and_a_relation_still_works(client):
    groups = make_groups()
    assert groups
    moderator = make_staff(Rank.MODERATOR)
    make_character()
    client.force_login(make_staff(Rank.SUPERUSER))
    text = client.get(changelist(User), {"groups__id__exact": moderator.groups.get().pk}).content.decode()
    assert moderator.username in text and Character.objects.get().user.username not in text
    assert client.get(changelist(User), {"groups__name__startswith": "Mod"}).status_code == 400
    assert client.get(changelist(User), {"is_staff__exact": "1"}).status_code == 200


@pytest.mark.parametrize("query", [
    {"won__exact": "perhaps"}, {"at__gte": "yesterday"}, {"at__gte": "2026-99-99"},
    {"at__gte": "yesterday", "e": "1"}, {"_to_field": "seed"}, {"_to_field": "nothing"},
])  # fmt: skip
def test_an_odd_value_is_a_clear_400(client, query):
    client.force_login(make_staff(Rank.SUPERUSER))
    response = client.get(changelist(Battle), query)
    assert response.status_code == 400 and "This list cannot be shown like that" in response.content.decode()


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"won__exact": "\0"}, {"\0": "1"}, {"pk__exact": "\0"}, {"p": "x"}, {"p": "-1"}]
)
def test_what_no_parameter_can_hold_is_a_400(client, query):
    client.force_login(make_staff(Rank.SUPERUSER))
    assert client.get(changelist(Battle), query).status_code == 400


@pytest.mark.parametrize("query", [{"e": "1"}, {"p": "0"}, {"o": "-1.x.99"}, {"_popup": "1"}, {"_facets": "True"}, {"all": ""}])
def test_what_changes_nothing_that_is_told_is_answered(client, query):
    client.force_login(make_staff(Rank.SUPERUSER))
    for model in (Character, Transfer, User):
        assert client.get(changelist(model), query).status_code == 200


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_list_is_sorted_by_nothing_but_the_columns_that_it_shows_and_sorts(client, model, rank):
    page = admin.site._registry[model]
    ROWS[model](3)
    user = make_staff(rank)
    client.force_login(user)

    def sorted_by(number):
        response = client.get(changelist(model), {"o": str(number)})
        return response.status_code, str(response.context["cl"].queryset.query.order_by) if response.status_code == 200 else ""

    status, plain = sorted_by("x")
    if status == 403:
        return
    request = client.get(changelist(model)).wsgi_request
    columns, sortable = list(page.get_list_display(request)), page.get_sortable_by(request)
    for number, column in enumerate([*columns, "beyond", "beyond"]):
        status, order = sorted_by(number)
        assert status == 200
        if column not in sortable:
            assert order in (plain, "('-pk',)"), column
    if rank < Rank.ADMINISTRATOR:
        assert "email" not in columns


def test_a_moderator_does_not_sort_accounts_by_address(client):
    client.force_login(make_staff(Rank.MODERATOR))
    for number in range(10):
        response = client.get(changelist(User), {"o": f"{number}.-{number}"})
        assert "email" not in str(response.context["cl"].queryset.query.order_by)


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_a_search_of_addresses_is_for_administrators(client, rank):
    user = make_character().user
    User.objects.filter(pk=user.pk).update(email="hidden-address@example.test")
    client.force_login(make_staff(rank))
    for model, found in ((User, user.username), (Character, Character.objects.get().name)):
        text = client.get(changelist(model), {"q": "hidden-address"}).content.decode()
        assert (found in text) == (model is User and rank >= Rank.ADMINISTRATOR)


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_no_foreign_key_is_completed_that_no_page_completes(client, rank):
    ROWS[Holding](1)
    client.force_login(make_staff(rank))
    tried = 0
    for model in MODELS:
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
                assert client.get(reverse("admin:autocomplete"), {**asked, "term": "a"}).status_code == 403
                tried += 1
    assert tried > 15
    assert client.get(reverse("admin:autocomplete")).status_code == 403
    assert client.get(reverse("admin:autocomplete"), {"term": "\0", "app_label": "game"}).status_code == 400


def test_a_library_that_registers_a_page_tomorrow_is_covered(rf):
    class Theirs(ModelAdmin):
        list_display = ("username",)
        list_filter = ("is_guest",)
        search_fields = ("^username", "=first_name", "pk__exact")
        date_hierarchy = "date_joined"

        def lookup_allowed(self, lookup, value, request=None):
            return True

    site = StaffSite(name="another")
    site.register(User, Theirs)
    page, request = site._registry[User], request_of(rf, Rank.SUPERUSER)
    assert named_lookups(page, request) == {
        "is_guest__exact", "is_guest__isnull", "username__istartswith", "first_name__iexact", "pk__exact",
        "date_joined__year", "date_joined__month", "date_joined__day",
    }  # fmt: skip
    assert not page.lookup_allowed("password__startswith", "a", request)
    assert page.show_facets.name == "NEVER"


def test_a_page_of_ours_cannot_replace_the_guard():
    class Leaky(ReadOnlyAdmin):
        def lookup_allowed(self, lookup, value, request=None):
            return True

    with pytest.raises(ImproperlyConfigured, match="lookup_allowed"):
        StaffSite(name="another").register(User, Leaky)
    with pytest.raises(ImproperlyConfigured, match="lookup_allowed"):
        StaffSite(name="another").register(User, ReadOnlyAdmin, lookup_allowed=lambda *_: True)
    site = StaffSite(name="another")
    site.register(User, lookup_allowed=lambda *_: True)
    assert type(site._registry[User]).lookup_allowed is StaffList.lookup_allowed


def test_every_registered_page_is_guarded_and_counts_nothing_beside_its_filters():
    assert len(MODELS) > 20
    for page in admin.site._registry.values():
        assert type(page).lookup_allowed is StaffList.lookup_allowed, page
        assert page.show_facets.name == "NEVER"


def test_the_answer_of_an_autocomplete_is_json_where_a_page_completes(client, monkeypatch):
    page = admin.site._registry[Holding]
    monkeypatch.setattr(type(page), "autocomplete_fields", ("character",))
    character = make_character()
    client.force_login(make_staff(Rank.MODERATOR))
    asked = {"app_label": "game", "model_name": "holding", "field_name": "character", "term": character.name}
    response = client.get(reverse("admin:autocomplete"), asked)
    assert json.loads(response.content)["results"] == [{"id": str(character.pk), "text": character.name}]
