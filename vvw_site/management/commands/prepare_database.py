"""Create the roles of the tiers in Postgres, and give them their settings."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vvw_site.foundation.database.roles import prepare_roles
from vvw_site.settings.data import session_settings


class Command(BaseCommand):
    help = (
        "Create the roles of the tiers and give them their settings, over DATABASE_DIRECT_URL. Run again, it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with psycopg.connect(settings.DATABASE_DIRECT_URL, autocommit=True) as connection:
                for sentence in prepare_roles(connection, session_settings()):
                    self.stdout.write(sentence)
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(
                f"{error.diag.message_primary}. Roles are created by a superuser of Postgres: run this with one in DATABASE_DIRECT_URL."
            ) from error
        except psycopg.OperationalError as error:
            raise CommandError(f"No connection with DATABASE_DIRECT_URL: {error}") from error
