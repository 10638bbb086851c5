"""Founding a clan by hand, from the list of clans on."""

from urllib.parse import urlsplit

from playwright.sync_api import Page


def found_night_owls(page: Page) -> str:
    """The page shows /clans/, and no clan stands. Returns the path of a share link of the new clan, OWL."""
    page.get_by_role("link", name="Found one").click()
    page.get_by_role("link", name="Found a clan").click()
    page.get_by_label("Name", exact=True).fill("Night_Owls")
    page.get_by_label("Tag", exact=True).fill("owl")
    page.get_by_role("button", name="Found it for 500 gold").click()
    page.get_by_role("link", name="Invitations").click()
    page.get_by_role("button", name="Make a link").click()
    return urlsplit(page.locator(".link-address").input_value()).path
