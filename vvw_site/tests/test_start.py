"""deploy/start as the image runs it: a copy of what .dockerignore lets in, owned by root, run by an unprivileged user, without SMTP,
with production settings, in front of it the proxy with TLS on a port that is not 443."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
import redis
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from pytest_django import DjangoDbBlocker

from vvw_site.foundation.keyring import new_key
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import find_runner
from vvw_site.foundation.services.instance_paths import is_root
from vvw_site.tests.image import CHECKOUT, image_files
from vvw_site.tests.proxies import NGINX, NO_NGINX, proxy
from vvw_site.tests.test_nginx_configuration import raw
from vvw_site.tests.tiers import Answer, Caller, database_url, until, wait_until_live

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AS_PRODUCTION = "vvw_site.settings.trial"
TRIAL = """
from .prod import *
# Brotli takes a minute for all static files.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "map", "svg", "json", "txt", "html", "ico", "md")
"""


@dataclass(frozen=True)
class Installation:
    """The copied tree, the folders that its user may write, and the environment of its processes."""

    tree: Path
    written: Path
    environment: dict[str, str]

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*as_user(), *command], cwd=self.tree, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip

    def with_port(self, port: int) -> "Installation":
        return Installation(self.tree, self.written, self.environment | {"PORT": str(port)})


def as_user() -> list[str]:
    """What runs a command as an unprivileged user, if the tests are root's. It keeps one right, to read: the virtual environment
    of root often lies where nobody else can look. It can write only what belongs to that user."""
    if not is_root():
        return []
    runner = find_runner()
    only = "-all,+dac_read_search"
    return [
        "setpriv", f"--reuid={runner.uid}", f"--regid={runner.gid}", "--clear-groups", "--pdeathsig=TERM",
        f"--inh-caps={only}", f"--ambient-caps={only}", f"--bounding-set={only}",
    ]  # fmt: skip


def copy_tree(to: Path) -> None:
    """What the image has in /app, for everybody to read and for nobody but its owner to write."""
    for name in image_files():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, to / name)
    (to / "vvw_site/settings/trial.py").write_text(TRIAL)
    for path in [to, *to.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


@pytest.fixture(scope="module")
def installation(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    """Installed and released: static files are collected, the database is migrated, the content is loaded."""
    # Not in pytest's own folder, which only its owner can enter.
    with tempfile.TemporaryDirectory(prefix="vvw-image-") as folder:
        here = Path(folder)
        here.chmod(0o755)
        copy_tree(tree := here / "app")
        (written := here / "srv").mkdir()
        if is_root():
            shutil.chown(written, find_runner().uid, find_runner().gid)
        with django_db_blocker.unblock():
            url = database_url()
        installed = Installation(tree, written, {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPYCACHEPREFIX": str(written / "compiled"),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "DJANGO_SETTINGS_MODULE": AS_PRODUCTION,
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2, "ENCRYPTION_KEYS": f"trial:{new_key()}",
            "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": "https://127.0.0.1", "DATABASE_URL": url,
            "REDIS_URL": os.environ["REDIS_URL"], "TRUSTED_PROXY_COUNT": "1", "BIND": "127.0.0.1", "WORKERS": "1", "THREADS": "2",
            "STATIC_ROOT": str(written / "static"), "PAGES_ROOT": str(written / "pages"), "MAIL_ROOT": str(written / "mail"),
            "MAINTENANCE_FILE": str(written / "maintenance"), "SMTP_URL": "",
        })  # fmt: skip
        yield installed


@pytest.fixture(scope="module")
def release(installation: Installation) -> "subprocess.CompletedProcess[str]":
    return installation.run("deploy/start", "release")


@pytest.fixture(scope="module")
def released(installation: Installation, release: "subprocess.CompletedProcess[str]") -> Installation:
    assert release.returncode == 0, release.stdout + release.stderr
    return installation


def said(done: "subprocess.CompletedProcess[str]") -> list[str]:
    """What a command of production says, each sentence an object of the log."""
    lines = [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]
    assert all({"time", "level", "event", "logger", "tier", "version"} <= set(line) for line in lines)
    return [line["event"] for line in lines]


@contextmanager
def running(installation: Installation, name: str, log: Path) -> Iterator[Caller]:
    port = free_port()
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*as_user(), "deploy/start", name], cwd=installation.tree, env=installation.with_port(port).environment, stdout=out, stderr=out
        )  # fmt: skip
    try:
        wait_until_live(Caller(port), process, log)
        yield Caller(port)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def working(installation: Installation, log: Path) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*as_user(), "deploy/start", "worker"], cwd=installation.tree, env=installation.environment, stdout=out, stderr=out
        )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def site(released: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    with running(released, "site", tmp_path_factory.mktemp("site") / "site.log") as caller:
        yield caller


@pytest.fixture(scope="module")
def front(site: Caller, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    if not NGINX:
        pytest.skip(NO_NGINX)
    with proxy(tmp_path_factory.mktemp("front"), {"site": site.port}, tls=True) as running:
        yield running


class Browser:
    """Over TLS, with cookies, and with the headers that a browser adds to a form."""

    def __init__(self, port: int) -> None:
        self.origin, self.port, self.cookies = f"https://127.0.0.1:{port}", port, SimpleCookie()

    def request(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())}
        if fields is not None:
            headers |= {
                "Origin": self.origin,
                "Referer": self.origin + path,
                "Content-Type": "application/x-www-form-urlencoded",
            }
        context = ssl._create_unverified_context()
        connection = HTTPSConnection("127.0.0.1", self.port, context=context, timeout=30)
        try:
            connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
            response = connection.getresponse()
            for header in response.headers.get_all("Set-Cookie", []):
                self.cookies.load(header)
            return Answer(response, response.read(), 0)
        finally:
            connection.close()


def test_the_site_is_ready_and_its_health_check_says_so(site: Caller, released: Installation) -> None:
    assert site.get("/healthz/ready").json["status"] == "ready"
    checked = released.with_port(site.port).run(sys.executable, "-m", "deploy.healthcheck", "http")
    assert (checked.returncode, checked.stdout) == (0, "healthy\n"), checked.stderr


def health(released: Installation, name: str) -> tuple[int, str]:
    """The exit code and the output of a health check of compose.yaml. Nothing listens on its port."""
    checked = released.with_port(free_port()).run(sys.executable, "-m", "deploy.healthcheck", name)
    assert not checked.stderr
    return checked.returncode, checked.stdout


def test_the_health_checks_say_what_is_wrong(released: Installation) -> None:
    assert "It does not answer" in health(released, "http")[1]
    assert health(released, "worker") == (1, f"worker@{socket.gethostname()} does not answer.\n")
    assert health(released, "beat") == (1, "It has started nothing for 600 seconds.\n")


def test_the_health_checks_see_a_worker_and_a_beat_and_leave_nothing_in_the_broker(
    released: Installation, tmp_path: Path
) -> None:
    with working(released, tmp_path / "worker.log"), redis.Redis.from_url(released.environment["REDIS_URL"]) as broker:
        until(lambda: health(released, "worker")[0] == 0)
        queues = broker.smembers("_kombu.binding.reply.celery.pidbox")
        assert health(released, "worker")[0] == 0
        assert broker.smembers("_kombu.binding.reply.celery.pidbox") == queues
    schedule = IntervalSchedule.objects.create(every=15, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.create(name="trial", task="trial", interval=schedule, last_run_at=timezone.now())
    assert health(released, "beat") == (0, "healthy\n")


def test_a_release_says_what_it_does_in_lines_of_the_log(release: "subprocess.CompletedProcess[str]") -> None:
    sentences = said(release)
    assert sentences[0] == "Release: begins." and sentences[-1] == "Release: done."
    assert any(sentence.startswith("Content ") for sentence in sentences)


def test_the_first_staff_account_is_made_with_production_settings(released: Installation) -> None:
    made = released.run(sys.executable, "manage.py", "ensure_staff", "--print-once")
    assert made.returncode == 0 and "Staff login: warden" in made.stdout, made.stderr


def test_without_smtp_a_mail_becomes_a_file(released: Installation) -> None:
    sent = released.run(sys.executable, "manage.py", "sendtestemail", "somebody@example.org")
    assert sent.returncode == 0, sent.stderr
    (mail,) = (released.written / "mail").iterdir()
    assert "somebody@example.org" in mail.read_text()


def test_the_maintenance_file_closes_the_site(site: Caller, released: Installation) -> None:
    closed = Path(released.environment["MAINTENANCE_FILE"])
    touched = released.run("touch", str(closed))
    assert touched.returncode == 0
    try:
        assert site.get("/", {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}).status == 503
    finally:
        closed.unlink()
    assert site.get("/", {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}).status == 200


def test_nothing_can_be_written_into_the_tree(released: Installation) -> None:
    if not is_root():
        pytest.skip("The tests own the tree, because they do not run as root.")
    assert released.run("touch", "vvw_site/new").returncode != 0
    owners = {path.stat().st_uid for path in released.tree.rglob("*")}
    assert owners == {0} and not list(released.tree.rglob("*.pyc"))


def test_a_form_through_the_proxy_on_another_port_is_accepted(front: Caller, site: Caller) -> None:
    browser = Browser(front.port)
    page = browser.request("GET", "/accounts/login/")
    assert page.status == 200 and "/static/" in page.text
    token = browser.cookies["csrftoken"].value
    answer = browser.request(
        "POST", "/accounts/login/", {"csrfmiddlewaretoken": token, "login": "nobody", "password": "wrong words"}
    )
    assert answer.status == 200 and "with this password" in answer.text
    # The twin: with the Host that $host gives, without the port, the same form is refused.
    headers = {
        "Host": "127.0.0.1", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1", "Origin": browser.origin,
        "Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}",
    }  # fmt: skip
    fields = urlencode({"csrfmiddlewaretoken": token, "login": "nobody", "password": "wrong words"})
    assert site.request("POST", "/accounts/login/", fields, headers).status == 403


def test_a_host_that_is_not_ours_or_missing_is_refused(tmp_path: Path, site: Caller) -> None:
    if not NGINX:
        pytest.skip(NO_NGINX)
    with proxy(tmp_path, {"site": site.port}) as front:
        for sent in (b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"):
            status, _, body = raw(front.port, sent)
            assert status == 400 and "nginx" not in body


def test_the_static_pages_are_built_by_the_same_user(released: Installation) -> None:
    built = released.run("deploy/start", "pages", "--no-pictures")
    assert built.returncode == 0, built.stdout + built.stderr
    assert said(built)
    assert (released.written / "pages/current/wiki/index.html").exists()
