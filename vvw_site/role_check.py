"""Behind a pooler: whether a connection as the tiers have it has the settings that they rely on (`manage.py prepare_database`)."""

from django.conf import settings

from vvw_site.foundation.database import roles
from vvw_site.settings.data import session_settings


def role_settings_problems() -> list[str]:
    """A sentence with its remedy for each setting that differs. None without a pooler: then each connection sets them itself."""
    return roles.setting_faults(settings.DATABASE_URL, session_settings()) if settings.DATABASE_POOLER else []
