"""The Celery application: `celery -A vvw_site`."""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init

from vvw_site.foundation.database import time_limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
app = Celery("vvw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()


def lift_time_limit(**_: object) -> None:
    """A task may take as long as it needs: the limit of statements is for requests, which somebody waits for."""
    time_limit.lift()


celeryd_init.connect(lift_time_limit)
beat_init.connect(lift_time_limit)
