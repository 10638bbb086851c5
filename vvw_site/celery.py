"""The Celery application: `celery -A vvw_site`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
app = Celery("vvw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()
