"""The one reader of environment variables. Every `env(...)` here has its line in docs/settings.md; a test compares."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
