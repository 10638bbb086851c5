"""Whether this process goes past the pooler in front of Postgres: commands do, because their statements have no time limit and
migrations need a session of their own. The settings ask when they are read."""

_avoided = False


def avoid() -> None:
    """Use DATABASE_DIRECT_URL in this process. To be called before the settings are read."""
    global _avoided
    _avoided = True


def is_avoided() -> bool:
    return _avoided
