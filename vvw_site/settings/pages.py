"""`manage.py render_seo_pages`: no database, no secrets, one app.

If nothing changed, the command ends in less time than loading all apps of the site would take.
"""

from .public import *

SECRET_KEY = "signs-nothing"
INSTALLED_APPS = ["seo_pages"]
USE_TZ = True
LOGGING_CONFIG = None
