"""The Celery application: `celery -A vvw_site`."""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init

from vvw_site.foundation.database import time_limit
from vvw_site.foundation.logs import tasks as task_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
app = Celery("vvw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()
task_logs.connect()


def lift_time_limit(**_: object) -> None:
    """Statements of tasks have no time limit: the limit is for requests, because users wait for them."""
    time_limit.lift()


celeryd_init.connect(lift_time_limit)
beat_init.connect(lift_time_limit)
