from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "vvw_site.foundation.jobs"
    label = "jobs"
    verbose_name = "Jobs"
