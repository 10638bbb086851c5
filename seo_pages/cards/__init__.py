"""Cards: the pictures of 1200 x 630 that other sites show beside a shared link to an entry."""

from seo_pages.cards.card import card

__all__ = ["card"]
