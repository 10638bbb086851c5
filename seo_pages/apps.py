from django.apps import AppConfig


class SeoPagesConfig(AppConfig):
    name = "seo_pages"
