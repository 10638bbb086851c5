"""Limits on requests: how many, how large, and how long each may take."""

from django.conf import settings

from vvw_site.settings import declared

from .amounts import bytes_of, seconds_of, size, span
from .limit import TOO_FAST, Figure, Limit, LimitGroup, of_code, of_file, of_setting

UNAVAILABLE = "503: a page, or `unavailable`, with a time to try again"
PROXY = "deploy/nginx/vvw.conf"
GUNICORN = "deploy/gunicorn.conf.py"


def calls() -> LimitGroup:
    account, network = of_code("game.api.call_limits.OF_AN_ACCOUNT"), of_code("game.api.call_limits.OF_A_NETWORK")
    public, named = of_code("game.api.rest.PUBLIC_LIMIT"), of_code("game.api.rest.NAMED_CLIENT_LIMIT")
    each = "in one process of the tier"
    return LimitGroup(
        "Calls of the API",
        "Calls below `/api/v1/` are counted in the memory of each process, those of the catalogue in Redis; while it is away, those are not "
        "limited. Calls from this machine itself are not counted by network.",
        (
            Limit("calls of an account", f"{account.value[0]:,} at once, then {account.value[1]:g} a second, {each}", "account", TOO_FAST,
                  (account,), in_api=True),
            Limit("calls of a network (IPv4 /24, IPv6 /48)", f"{network.value[0]:,} at once, then {network.value[1]:g} a second, {each}",
                  "network", TOO_FAST, (network,), in_api=True),
            Limit("calls of the catalogue", f"{public.value} in a minute, {named.value} with an `X-VvW-Client` header that names the program",
                  "address", TOO_FAST, (public, named), in_api=True),
        ),
    )  # fmt: skip


def sizes() -> LimitGroup:
    form, body = (
        Figure(getattr(settings, name), f"`vvw_site/settings/base.py`: `{name}`")
        for name in ("DATA_UPLOAD_MAX_MEMORY_SIZE", "API_BODY_MAX")
    )
    proxy = of_file(PROXY, r"client_max_body_size (\w+);")
    path = of_code("vvw_site.middleware.input_checks.PATH_MAX")
    password, login = of_code("accounts.forms.max_length.PASSWORD_MAX"), of_code("accounts.forms.max_length.LOGIN_MAX")
    return LimitGroup(
        "Sizes",
        "There are no uploads of files. Each text field has a length of its own, which its page and the API's schema name.",
        (
            Limit("the body of a call of the API", size(body.value), "request", "413 `too_large`; nothing is done", (body,)),
            Limit("the body of a form", size(form.value), "request", "413: a page; nothing is done", (form,)),
            Limit("any body, before it reaches a tier", size(bytes_of(proxy.value)), "request", "413 from the proxy", (proxy,)),
            Limit("the path of an address", f"{path.value:,} characters", "request", "404", (path,)),
            Limit("a password; a name at a log-in", f"{password.value:,} characters; {login.value}", "field", "an error at the field",
                  (password, login)),
        ),
    )  # fmt: skip


def times_of_a_request() -> LimitGroup:
    silence = of_file(PROXY, r"client_(?:header|body)_timeout (\w+);", "client_header_timeout`, `client_body_timeout")
    connect = of_file(PROXY, r"proxy_connect_timeout (\w+);")
    read = of_file(PROXY, r"^    proxy_read_timeout (\w+);", "proxy_read_timeout")
    killed = of_file(GUNICORN, r"^timeout = (\d+)", "timeout")
    ends = of_file(GUNICORN, r"^graceful_timeout = (\d+)", "graceful_timeout")
    idle = of_file(GUNICORN, r"^keepalive = (\d+)", "keepalive")
    wait, pool = of_setting(declared.REQUEST_WAIT), of_setting(declared.DATABASE_POOL_TIMEOUT)
    lock, statement = of_setting(declared.DATABASE_LOCK_TIMEOUT), of_setting(declared.DATABASE_STATEMENT_TIMEOUT)
    staff = of_setting(declared.STAFF_LIST_TIMEOUT)
    connects, answers = (of_code(f"vvw_site.foundation.redis_roles.{name}_SECONDS") for name in ("CONNECT", "ANSWER"))
    task = Figure(settings.CELERY_TASK_TIME_LIMIT, "`vvw_site/settings/base.py`: `CELERY_TASK_TIME_LIMIT`")
    return LimitGroup(
        "Times",
        "From the client inwards. The proxy waits longer for a tier than the tier for Postgres, so the tier's own answer arrives.",
        (
            Limit("silence of a client in the middle of its request", span(seconds_of(silence.value)), "connection of the proxy",
                  "the connection is closed", (silence,)),
            Limit("the proxy connects to a tier", span(seconds_of(connect.value)), "request", UNAVAILABLE, (connect,)),
            Limit("the proxy waits for the answer of a tier", span(seconds_of(read.value)), "request", UNAVAILABLE, (read,)),
            Limit("waiting in front of a process of `site` or `game`", span(wait.value), "request", UNAVAILABLE, (wait,)),
            Limit("waiting for a connection of the pool to Postgres", span(pool.value), "request", UNAVAILABLE, (pool,)),
            Limit("waiting for a row that another transaction has locked", span(lock.value), "statement", UNAVAILABLE, (lock,)),
            Limit("one statement of a request", span(statement.value), "statement", UNAVAILABLE, (statement,)),
            Limit("one statement of a list in the admin", span(staff.value), "statement", "the page says so", (staff,)),
            Limit("Redis: to connect; to answer", f"{span(connects.value)}; {span(answers.value)}", "command",
                  "Redis counts as away: pages are slower, limits are counted in Postgres", (connects, answers)),
            Limit("a process of `site` or `game` that gives no sign of life", span(float(killed.value)), "process",
                  "it is killed and replaced", (killed,)),
            Limit("requests that are at work when such a process is told to end", span(float(ends.value)), "process",
                  "what is not done then is cut off; nothing that was answered is lost", (ends,)),
            Limit("an idle connection between proxy and tier", span(float(idle.value)), "connection", "it is closed", (idle,)),
            Limit("one task of a worker", span(task.value), "task", "it is killed and runs again", (task,)),
        ),
    )  # fmt: skip
