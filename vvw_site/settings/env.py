"""The one reader of environment variables. Every `env(...)` here has its line in docs/settings.md; a test compares."""

import environ

env = environ.Env()
