"""The embedded Postgres and Redis: where they live and how they are reached when no URL is given."""

import os


def postgres_url() -> str:
    return os.environ["VVW_EMBEDDED_DATABASE_URL"]


def redis_url() -> str:
    return os.environ["VVW_EMBEDDED_REDIS_URL"]
