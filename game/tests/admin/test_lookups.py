"""No list of the admin reveals hidden values: it is filtered, sorted and searched only by what it declares, for every rank."""

import json
import re
from collections.abc import Iterator

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, Model
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.admin.base import ReadOnlyAdmin
from accounts.models import User
from accounts.queries.rank import Rank, rank_of
from game.actions.groups import make_groups
from game.models import ApiToken, Battle, Character, DiceSeed, Holding, Transfer
from game.tests.admin.pages import admin_url, list_of, owner_of
from game.tests.admin.rows import ROWS
from game.tests.make import make_character
from game.tests.staff import make_staff
from vvw_site.foundation.staff.lists import RefusedError, StaffList
from vvw_site.foundation.staff.named_lookups import named_lookups
from vvw_site.foundation.staff.site import StaffSite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
RANKS = [rank for rank in Rank if rank >= Rank.MODERATOR]
LOOKUPS = ("exact", "iexact", "startswith", "istartswith", "contains", "icontains", "endswith", "regex", "iregex", "gt", "gte", "lt",
         "lte", "in", "range", "isnull", "year", "date", "length", "has_key", "search", "isempty", "xmin")  # fmt: skip


def paths_of(model: type[Model], hops: int = 1) -> Iterator[str]:
    """The paths of all fields of a model, and of the models that it refers to."""
    for field in model._meta.get_fields(include_hidden=True):
        yield field.name
        if isinstance(field, Field):
            yield field.attname
        if hops and field.is_relation and field.related_model:
            yield from (f"{field.name}__{path}" for path in paths_of(field.related_model, hops - 1))
    yield "pk"


def request_of(rf: RequestFactory, rank: Rank) -> HttpRequest:
    request = rf.get("/")
    request.user = make_staff(rank)
    return request


def those_with_a_list_of_their_own(rf: RequestFactory, model: type[Model]) -> Iterator[User]:
    """A member of the staff of each rank whose list has other columns, orders or lookups than those of the ranks below."""
    page, seen = admin.site._registry[model], []
    for rank in RANKS:
        request = request_of(rf, rank)
        if page.has_view_permission(request):
            columns, order = list(page.get_list_display(request)), page.get_sortable_by(request)
            if (like := (columns, order, named_lookups(page, request))) not in seen:
                seen.append(like)
                assert isinstance(request.user, User)
                yield request.user
    assert seen, "somebody sees this list"


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_list_refuses_every_lookup_that_its_filters_and_searches_do_not_name(rf: RequestFactory, model: type[Model]) -> None:
    endings = ("", *(f"__{name}" for name in LOOKUPS), "__0__startswith", "__secret__startswith")
    lookups = [path + ending for path in sorted(set(paths_of(model))) for ending in endings]
    assert len(lookups) > 50
    page = admin.site._registry[model]
    for rank in RANKS:
        request = request_of(rf, rank)
        named = named_lookups(page, request)
        allowed = {lookup for lookup in lookups if page.lookup_allowed(lookup, "x", request)}
        assert allowed == named & set(lookups), rank.name


SECRET_WORDS = ("password", "secret", "token", "session", "digest", "seed", "payload", "data", "key", "answer", "email")
NO_SECRETS = {"payload__subject__icontains", "key__exact"}
"""The subject of a mail; the key of a receipt, which a player chose and only its own character can use."""


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_no_filter_or_search_names_a_secret(rf: RequestFactory, rank: Rank) -> None:
    """Reads the names, so that a secret in search_fields or list_filter fails here."""
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


REFUSED = (
    {"pk__in": "1,2"}, {"pk__gt": "0"}, {"id__regex": "."}, {"user__password__startswith": "md5"}, {"nothing": "x"},
)  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_refused_lookup_is_a_page_with_a_next_step(client: Client, rf: RequestFactory, model: type[Model]) -> None:
    ROWS[model](1)
    address = admin_url(model, "changelist")
    for user in those_with_a_list_of_their_own(rf, model):
        client.force_login(user)
        response = client.get(address, REFUSED[0])
        text = response.content.decode()
        assert response.status_code == 400 and "This list cannot be shown like that" in text, user.username
        assert f'href="{address}"' in text
        for query in REFUSED:
            with pytest.raises(RefusedError):  # of which changelist_view makes that page
                list_of(model, user, query)


def test_session_keys_seeds_and_password_hashes_cannot_be_guessed_by_filters(client: Client) -> None:
    ROWS[UserSession](1)
    character = make_character()
    seed = DiceSeed.objects.get(character=character)
    secrets = [
        (Rank.MODERATOR, UserSession, "session_key", UserSession.objects.latest("pk").session_key),
        (Rank.GAME_MASTER, DiceSeed, "server_seed", seed.server_seed),
        (Rank.MODERATOR, User, "password", owner_of(character).password),
        (Rank.MODERATOR, Character, "user__password", owner_of(character).password),
        (Rank.MODERATOR, User, "email", "a"), (Rank.MODERATOR, Character, "user__email", "a"),
        (Rank.ADMINISTRATOR, ApiToken, "digest", "a"),
    ]  # fmt: skip
    for rank, model, field, value in secrets:
        client.force_login(make_staff(rank))
        for lookup in ("", "__exact", "__startswith", "__gte", "__regex", "__in", "__isnull"):
            response = client.get(admin_url(model, "changelist"), {f"{field}{lookup}": value[:1]})
            assert response.status_code == 400, (field, lookup)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_filter_that_a_list_offers_works(client: Client, model: type[Model]) -> None:
    """Follows the links beside the list."""
    ROWS[model](2)
    superuser = make_staff(Rank.SUPERUSER)
    client.force_login(superuser)
    links = set(re.findall(r'href="(\?[^"]+)"', client.get(admin_url(model, "changelist")).content.decode()))
    rendered: set[str] = set()
    for link in sorted(links):
        query = QueryDict(link.replace("&amp;", "&").removeprefix("?")).dict()
        assert list_of(model, superuser, {name: str(value) for name, value in query.items()}).result_count >= 0, link
        if not rendered >= query.keys():  # one page for each filter
            rendered |= query.keys()
            assert client.get(admin_url(model, "changelist"), query).status_code == 200, link
    page = admin.site._registry[model]
    if page.list_filter and model is not Transfer:
        assert links


def test_a_filtered_list_by_groups_and_a_relation_still_works(client: Client) -> None:
    groups = make_groups()
    assert groups
    moderator = make_staff(Rank.MODERATOR)
    make_character()
    client.force_login(make_staff(Rank.SUPERUSER))
    text = client.get(admin_url(User, "changelist"), {"groups__id__exact": moderator.groups.get().pk}).content.decode()
    assert moderator.username in text and owner_of(Character.objects.get()).username not in text
    assert client.get(admin_url(User, "changelist"), {"groups__name__startswith": "Mod"}).status_code == 400
    assert client.get(admin_url(User, "changelist"), {"is_staff__exact": "1"}).status_code == 200


@pytest.mark.parametrize("query", [
    {"won__exact": "perhaps"}, {"at__gte": "yesterday"}, {"at__gte": "2026-99-99"},
    {"at__gte": "yesterday", "e": "1"}, {"_to_field": "seed"}, {"_to_field": "nothing"},
])  # fmt: skip
def test_an_odd_value_is_a_clear_400(client: Client, query: dict[str, str]) -> None:
    client.force_login(make_staff(Rank.SUPERUSER))
    response = client.get(admin_url(Battle, "changelist"), query)
    assert response.status_code == 400 and "This list cannot be shown like that" in response.content.decode()


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"won__exact": "\0"}, {"\0": "1"}, {"pk__exact": "\0"}, {"p": "x"}, {"p": "-1"}]
)
def test_invalid_parameters_are_a_400(client: Client, query: dict[str, str]) -> None:
    client.force_login(make_staff(Rank.SUPERUSER))
    assert client.get(admin_url(Battle, "changelist"), query).status_code == 400


@pytest.mark.parametrize("query", [{"e": "1"}, {"p": "0"}, {"o": "-1.x.99"}, {"_popup": "1"}, {"_facets": "True"}, {"all": ""}])
def test_parameters_without_effect_are_accepted(client: Client, query: dict[str, str]) -> None:
    client.force_login(make_staff(Rank.SUPERUSER))
    for model in (Character, Transfer, User):
        assert client.get(admin_url(model, "changelist"), query).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_list_is_sorted_only_by_its_sortable_columns(client: Client, rf: RequestFactory, model: type[Model]) -> None:
    """The order is that of the list behind the page. The page itself is asked for by all columns at once."""
    page, address = admin.site._registry[model], admin_url(model, "changelist")
    ROWS[model](3)
    for user in those_with_a_list_of_their_own(rf, model):
        client.force_login(user)

        def sorted_by(number: int | str, user: User = user) -> str:
            return str(list_of(model, user, {"o": str(number)}).queryset.query.order_by)

        request, plain = rf.get(address), sorted_by("x")
        request.user = user
        columns, sortable = list(page.get_list_display(request)), page.get_sortable_by(request)
        numbered = list(enumerate([*columns, "beyond", "beyond"]))
        for number, column in numbered:
            order = sorted_by(number)
            if column not in sortable:
                assert order in (plain, "('-pk',)"), column
        by_all = client.get(address, {"o": ".".join(str(number) for number, _ in numbered)})
        assert by_all.status_code == 200
        assert str(by_all.context["cl"].queryset.query.order_by) == sorted_by(".".join(str(number) for number, _ in numbered))
        if rank_of(user) < Rank.ADMINISTRATOR:
            assert "email" not in columns


def test_a_moderator_does_not_sort_accounts_by_address(client: Client) -> None:
    client.force_login(make_staff(Rank.MODERATOR))
    for number in range(10):
        response = client.get(admin_url(User, "changelist"), {"o": f"{number}.-{number}"})
        assert "email" not in str(response.context["cl"].queryset.query.order_by)


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_a_search_of_addresses_is_for_administrators(client: Client, rank: Rank) -> None:
    user = owner_of(make_character())
    User.objects.filter(pk=user.pk).update(email="hidden-address@example.test")
    client.force_login(make_staff(rank))
    for model, found in ((User, user.username), (Character, Character.objects.get().name)):
        text = client.get(admin_url(model, "changelist"), {"q": "hidden-address"}).content.decode()
        assert (found in text) == (model is User and rank >= Rank.ADMINISTRATOR)


@pytest.mark.parametrize("rank", RANKS, ids=lambda r: r.name)
def test_autocomplete_is_refused_for_fields_without_it(client: Client, rank: Rank) -> None:
    ROWS[Holding](1)
    client.force_login(make_staff(rank))
    tried = 0
    for model in MODELS:
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                asked = {
                    "app_label": model._meta.app_label,
                    "model_name": str(model._meta.model_name),
                    "field_name": field.name,
                }
                assert client.get(reverse("admin:autocomplete"), {**asked, "term": "a"}).status_code == 403
                tried += 1
    assert tried > 15
    assert client.get(reverse("admin:autocomplete")).status_code == 403
    assert client.get(reverse("admin:autocomplete"), {"term": "\0", "app_label": "game"}).status_code == 400


def test_a_page_registered_by_a_library_is_guarded(rf: RequestFactory) -> None:
    class Theirs(ModelAdmin):  # type: ignore[type-arg]  # as a library writes it: Django's class takes no type at run time
        list_display = ("username",)
        list_filter = ("is_guest",)
        search_fields = ("^username", "=first_name", "pk__exact")
        date_hierarchy = "date_joined"

        def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
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


def test_a_page_of_ours_cannot_replace_the_guard() -> None:
    class Leaky(ReadOnlyAdmin[User]):
        def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
            return True

    with pytest.raises(ImproperlyConfigured, match="lookup_allowed"):
        StaffSite(name="another").register(User, Leaky)
    with pytest.raises(ImproperlyConfigured, match="lookup_allowed"):
        StaffSite(name="another").register(User, ReadOnlyAdmin, lookup_allowed=lambda *_: True)
    site = StaffSite(name="another")
    site.register(User, lookup_allowed=lambda *_: True)
    guard: object = type(site._registry[User]).lookup_allowed
    assert guard is StaffList.lookup_allowed


def test_every_registered_page_is_guarded_and_counts_nothing_beside_its_filters() -> None:
    assert len(MODELS) > 20
    for page in admin.site._registry.values():
        guard: object = type(page).lookup_allowed
        assert guard is StaffList.lookup_allowed, page
        assert page.show_facets.name == "NEVER"


def test_autocomplete_answers_json_for_a_field_with_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = admin.site._registry[Holding]
    monkeypatch.setattr(type(page), "autocomplete_fields", ("character",))
    character = make_character()
    client.force_login(make_staff(Rank.MODERATOR))
    asked = {"app_label": "game", "model_name": "holding", "field_name": "character", "term": character.name}
    response = client.get(reverse("admin:autocomplete"), asked)
    assert json.loads(response.content)["results"] == [{"id": str(character.pk), "text": character.name}]
