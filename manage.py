#!/usr/bin/env python
"""The command line of VvW."""

import os
import sys
from contextlib import nullcontext

EMBEDDED = {"vvw_site.settings.dev": "dev", "vvw_site.settings.test": "test", "vvw_site.settings.bench": "bench"}
"""The instance of embedded servers for each settings module."""
NEED_NO_SERVICES = {
    "help", "version", "check", "collectstatic", "diffsettings", "findstatic", "startapp", "render_seo_pages", "settings_doc",
    "logs_report", "restore", "open_copies", "adopt_world",
}  # fmt: skip
ANSWER_REQUESTS = {"runserver", "testserver"}
"""Commands that use the database as requests do. The statements of others have no time limit, and go past a pooler."""
SETTINGS_OF = {"render_seo_pages": "vvw_site.settings.pages"}
"""Commands that use little of the site, so that they need not load the rest."""


def instance_for(arguments: list[str]) -> str | None:
    """The instance of embedded servers that this command needs; None if it needs none, or if both URLs are set."""
    from vvw_site.foundation import services

    plain = [argument for argument in arguments if not argument.startswith("-")]
    wants_help = {"-h", "--help", "--version"} & set(arguments)
    if not plain or wants_help or plain[0] in NEED_NO_SERVICES or not services.needs_embedded():
        return None
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    for here, argument in enumerate(arguments):
        if argument.startswith("--settings="):
            settings = argument.partition("=")[2]
        elif argument == "--settings" and here + 1 < len(arguments):
            settings = arguments[here + 1]
    return EMBEDDED.get(settings)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
    try:
        import django  # noqa: F401
    except ImportError:
        sys.exit("Django is not installed here: run `make install`, then `.venv/bin/python manage.py`.")
    from vvw_site.management.command_output import as_lines

    with as_lines(sys.argv[1:]):
        if sys.argv[1:] and sys.argv[1] in SETTINGS_OF:
            os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_OF[sys.argv[1]]
        execute()


def execute() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from vvw_site.foundation import services
    from vvw_site.settings.output import refuse

    if (ANSWER_REQUESTS | NEED_NO_SERVICES).isdisjoint(sys.argv[1:]):
        from vvw_site.foundation.database import pooler, time_limit

        time_limit.lift()
        pooler.avoid()
    instance = instance_for(sys.argv[1:])
    try:
        with services.hold(instance) if instance else nullcontext():
            execute_from_command_line(sys.argv)
    except (services.ServicesError, ImproperlyConfigured) as error:
        refuse(error)
    except BrokenPipeError:  # whoever read the output has enough: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        from vvw_site.foundation.database.faults import for_a_person

        if "--traceback" in sys.argv or not (sentence := for_a_person(error)):
            raise
        refuse(sentence)


if __name__ == "__main__":
    main()
