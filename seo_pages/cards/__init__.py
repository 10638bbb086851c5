"""Cards: the picture of 1200 x 630 that stands beside a link to an entry when somebody shares it."""

from seo_pages.cards.card import card

__all__ = ["card"]
