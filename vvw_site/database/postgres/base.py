"""ENGINE of the database. SESSION in its settings: what a new connection is told, by name, in one statement."""

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from vvw_site.database import time_limit


class DatabaseWrapper(base.DatabaseWrapper):
    def _configure_connection(self, connection: Any) -> bool:
        """Called once for each connection, by the pool or after connecting; what is set so survives a rollback because
        a commit follows. Start-up options would do the same, but a pooler between us and Postgres refuses them."""
        super()._configure_connection(connection)
        session = dict(self.settings_dict.get("SESSION", {}))
        if self.alias == NO_DB_ALIAS or time_limit.is_lifted():
            session["statement_timeout"] = "0"
        if not session:
            return True
        with connection.cursor() as cursor:
            said = ", ".join(["set_config(%s, %s, false)"] * len(session))
            cursor.execute(f"SELECT {said}", [part for pair in session.items() for part in pair])
        return True
