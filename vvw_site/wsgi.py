"""The WSGI entry: pages, accounts, admin and API."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
application = get_wsgi_application()
