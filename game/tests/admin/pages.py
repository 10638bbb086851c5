"""Opening pages and sending forms of the admin, as a browser does."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from game.models import Character


def admin_url(model: type[Model] | Model, page: str, *args: object) -> str:
    """page: changelist, add, change, delete or staff."""
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def list_of(model: type[Model], user: User, query: dict[str, str]) -> ChangeList:
    """The list behind a page: its rows are read, and nothing is rendered, because rendering takes most of the time of a page."""
    request = RequestFactory().get(admin_url(model, "changelist"), query)
    request.user = user
    return admin.site._registry[model].get_changelist_instance(request)


def change_page(client: Client, record: Model) -> str:
    return client.get(admin_url(record, "change", record.pk)).content.decode()


def panel(page: str, title: str) -> str:
    """The HTML of one panel of a page."""
    return page.split(f"<h2>{title}</h2>")[1].split("</section>")[0]


def staff_form_url(record: Model, slug: str) -> str:
    return admin_url(record, "staff", record.pk, slug)


def key_of(response: Any) -> str:
    return matched(r'name="key" value="([^"]+)"', response.content.decode())


def send(client: Client, address: str, **values: object) -> Any:
    """Open the form of a staff action, and send it with its own key."""
    opened = client.get(address)
    assert opened.status_code == 200
    return client.post(address, {"reason": "lost in a bug", "key": key_of(opened), **values})


def owner_of(character: Character) -> User:
    assert character.user
    return character.user


def matched(pattern: str, text: str) -> str:
    """The first group of the first match. AssertionError when there is none."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]
