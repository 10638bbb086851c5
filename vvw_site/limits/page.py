"""docs/limits.md, and the table of limits in docs/api.md, written from the limits."""

import re
from collections.abc import Iterable

from vvw_site.settings.folders import BASE_DIR

from . import connections, people, play, requests
from .limit import Limit, LimitGroup

PAGE, API_PAGE = BASE_DIR / "docs/limits.md", BASE_DIR / "docs/api.md"
BEGIN, END = "<!-- written from vvw_site/limits/ -->\n", "<!-- end -->"
INTRODUCTION = """\
# Limits

`manage.py limits_doc` writes this page, and the table in [api.md](api.md#limits), from `vvw_site/limits/`. Each figure is read from the
place that the last column names; a test checks that both pages are up to date.

An **address** is an IPv4 address or the /64 network of an IPv6 address, as our own proxies saw it (`TRUSTED_PROXY_COUNT`). A **network** is
the /24 of an IPv4 address or the /48 of an IPv6 one. A **mailbox** is an e-mail address without what its provider ignores. A **process** is
one of a tier: with `WORKERS` 2 a client can have twice as much in the tier. A setting has its default here. Each 429 and 503 says in
`Retry-After` how many seconds to wait. In the settings for measurements (`bench`) limits by client are off.
"""


def groups() -> list[LimitGroup]:
    return [
        requests.calls(), people.group(), play.group(), connections.sockets(), requests.sizes(), requests.times_of_a_request(),
        connections.connections(), connections.memory(),
    ]  # fmt: skip


def page() -> str:
    return "\n".join([INTRODUCTION, *map(_table, groups())])


def api_page(text: str) -> str:
    """docs/api.md with its table written anew."""
    rows = [limit for group in groups() for limit in group.limits if limit.in_api]
    table = _rows(("what", "limit", "by", "response"), ((row.what, row.most, row.by, row.answer) for row in rows))
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}{table}\n{END}", text, flags=re.S)


def _table(group: LimitGroup) -> str:
    rows = ((row.what, row.most, row.by, row.answer, _where(row)) for row in group.limits)
    table = _rows(("what", "how much", "counted by", "at the limit", "where it is set"), rows)
    return f"## {group.title}\n\n{group.introduction}\n\n{table}\n"


def _where(limit: Limit) -> str:
    """One file with many names is said once."""
    names: dict[str, list[str]] = {}
    for where in dict.fromkeys(figure.where for figure in limit.figures):
        file, _, name = where.partition(": ")
        names.setdefault(file, []).append(name)
    return "; ".join(f"{file}: {', '.join(found)}" if any(found) else file for file, found in names.items())


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    top, *lines = (f"| {' | '.join(cells)} |" for cells in (head, *rows))
    return "\n".join([top, "|" + "---|" * len(head), *lines])
