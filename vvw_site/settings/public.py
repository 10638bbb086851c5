"""Where the site is and where its static pages lie: all that the pages' command needs to know, so that it starts at once."""

from .env import BASE_DIR, env

LOCAL_DIR = BASE_DIR / ".local"

SITE_URL = env("SITE_URL", default="http://localhost:8000")
SITE_NAME = "Vampires vs Werewolves"

PAGES_ROOT = env.path("PAGES_ROOT", default=str(LOCAL_DIR / "pages"))()
# The proxy serves the pages; where none stands before the site, it can do so itself.
SERVE_PAGES = env.bool("SERVE_PAGES", default=False)
