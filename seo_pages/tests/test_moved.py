"""Pages whose address changed are found at the old one, in development and behind the proxy."""

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from pytest_django.fixtures import Settings

from seo_pages.moved import MOVED, proxy_lines
from seo_pages.tests.conftest import Rendered

OLD = [address for old in MOVED for address in (old, old.rstrip("/"))]


def test_every_old_address_is_free_and_leads_to_a_page(rendered: Rendered) -> None:
    by_address = {page.address for page in rendered.pages.values()}
    assert MOVED and not by_address & MOVED.keys()
    assert set(MOVED.values()) <= by_address
    assert all(address.endswith("/") for pair in MOVED.items() for address in pair)


def test_the_proxy_has_the_same_table() -> None:
    assert (Path(site_settings.BASE_DIR) / "deploy/nginx/pages-moved.conf").read_text() == proxy_lines()


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_redirects_for_good(built: Path, client: Client, settings: Settings, old: str) -> None:
    settings.SERVE_PAGES, settings.PAGES_ROOT = True, str(built)
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, MOVED[old.rstrip("/") + "/"])
    assert client.get(answer["Location"]).status_code == 200
