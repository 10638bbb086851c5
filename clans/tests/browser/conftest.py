"""The browser of the game's tests, for pages of clans."""

from game.tests.browser.conftest import chromium, open_page

__all__ = ["chromium", "open_page"]
