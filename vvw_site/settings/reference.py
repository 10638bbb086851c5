"""docs/settings.md, written from the declared settings."""

from .declared import SECTIONS
from .folders import BASE_DIR
from .setting import Section

PAGE = BASE_DIR / "docs" / "settings.md"
INTRODUCTION = """\
# Settings

`manage.py settings_doc` writes this page from `vvw_site/settings/declared.py`, which declares each setting once; a test checks
that the page is up to date.

Every setting is an environment variable. An empty variable counts as not set. A wrong value stops the start with one sentence
that names the variable. `vvw_site/settings/` has the settings module `base`, and what differs in `dev` (`make run`), `test`
(`make test`), `bench` (load measurements) and `prod`; `pages` is for `render_seo_pages` only. `DJANGO_SETTINGS_MODULE` chooses one.
"""


def page() -> str:
    return "\n".join([INTRODUCTION, *map(table, SECTIONS)])


def table(section: Section) -> str:
    lines = [f"## {section.title}", ""]
    if section.introduction:
        lines += [section.introduction, ""]
    lines += ["| variable | default | what it does |", "|---|---|---|"]
    for setting in section.settings:
        default = f"{setting.shown}; production refuses to start without it" if setting.required else setting.shown
        lines.append(f"| `{setting.name}` | {default} | {setting.help} |")
    return "\n".join([*lines, ""])
