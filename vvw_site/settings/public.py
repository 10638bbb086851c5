"""The site's address and the folder of its static pages. `render_seo_pages` needs nothing else, so it starts quickly."""

from . import declared
from .folders import *

SITE_URL = declared.SITE_URL.value()
SITE_NAME = "Vampires vs Werewolves"

PAGES_ROOT = str(declared.PAGES_ROOT.value())
SERVE_PAGES = declared.SERVE_PAGES.value()
