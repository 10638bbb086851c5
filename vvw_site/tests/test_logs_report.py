"""manage.py logs_report: what the lines of nginx and of our processes add up to."""

import gzip
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from vvw_site.foundation.logs.report.bounded import Bounded
from vvw_site.foundation.logs.report.counts import LineCount
from vvw_site.foundation.logs.report.durations import SIZE, Durations
from vvw_site.foundation.logs.report.line import BrokenLineError, read_line
from vvw_site.tests.proxies import NGINX, NO_NGINX, proxy
from vvw_site.tests.source import ROOT
from vvw_site.tests.tiers import Caller, until

LOGROTATE = shutil.which("logrotate") or shutil.which("logrotate", path="/usr/sbin:/usr/local/sbin") or ""

FORMAT = "".join(
    re.findall(r"'([^']*)'", (ROOT / "deploy/nginx/logs.conf").read_text().partition("log_format vvw escape=json ")[2])
)
"""The line of logs.conf, with the names of nginx's variables in it."""


def nginx_line(time: str = "2026-11-29T14:05:00+00:00", **given: Any) -> str:
    values = {
        "time_iso8601": time, "request_id": "ab" * 16, "request_method": "GET", "vvw_logged_path": "/play/", "status": 200,
        "body_bytes_sent": 1000, "request_time": "0.050", "upstream_response_time": "0.049", "upstream_status": "200",
        "vvw_agent": "browsers",
    } | given  # fmt: skip
    return re.sub(r"\$(\w+)", lambda found: str(values[found[1]]), FORMAT)


def our_line(event: str, level: str = "error", time: str = "2026-11-29T14:10:00.5Z", **given: Any) -> str:
    return json.dumps(
        {"time": time, "level": level, "event": event, "logger": "game", "tier": "game", "version": "2026.11.29"} | given
    )


def reported(*files: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("logs_report", *map(str, files), stdout=out, **options)
    return out.getvalue()


def has(report: str, *words: str) -> bool:
    """Whether a line of the report has these words in this order."""
    return re.search(r"\s+".join(map(re.escape, words)) + r"\s*$", report, re.M) is not None


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Two hours of a site, with two broken lines."""
    lines = [
        *[nginx_line(vvw_logged_path=f"/api/v1/battles/{number}", request_time="0.100") for number in range(1, 20)],
        nginx_line(vvw_logged_path="/api/v1/battles/77", request_time="9.000", status=503),
        nginx_line("2026-11-29T16:30:00+01:00", vvw_logged_path="/wiki/monsters/grave-rat/", vvw_agent="Googlebot"),
        nginx_line("2026-11-29T15:31:00+00:00", vvw_logged_path="/wiki/monsters/x/", vvw_agent="Googlebot", status=404),
        nginx_line("2026-11-29T15:31:00+00:00", vvw_logged_path="/ws/raid/1/", status=101, request_time="3000.000"),
        our_line("task 5 of 1b4e28ba-2fa1-11d2-883f-0016d3cca427 failed", request_id="older"),
        our_line("task 6 of 2b4e28ba-2fa1-11d2-883f-0016d3cca427 failed", time="2026-11-29T14:11:00Z", request_id="newest"),
        our_line("task 7 of 3b4e28ba-2fa1-11d2-883f-0016d3cca427 failed", time="2026-11-29T14:09:00Z", request_id="oldest"),
        our_line("job_done", level="info", tier="worker"),
        "Traceback (most recent call last):",
        '["no", "object"]',
    ]
    path = tmp_path / "all.log"
    path.write_text("\n".join(lines) + "\n\n")
    return path


def test_it_shows_traffic_errors_slow_routes_crawlers_and_tiers(log: Path) -> None:
    report = reported(log)
    assert has(report, "2026-11-29 14:00", "20", "#" * 50, "1 failed (5xx)")
    assert has(report, "2026-11-29 15:00", "3", "#" * 8)
    assert has(report, "2xx", "20", "87.0%", "200: 20") and has(report, "5xx", "1", "4.3%", "503: 1")
    assert has(report, "3", "error", "task # of # failed", "2026-11-29 14:11:00", "newest")
    assert "job_done" not in report and "/ws/" not in report
    assert has(report, "20", "0.107", "0.107", "9.000", "1", "GET /api/v1/battles/<id:id>")
    assert has(report, "2", "0.050", "0.050", "0.050", "0", "GET /wiki/…")
    assert has(report, "2", "1", "0", "1", "0", "2.0 kB", "Googlebot")
    assert has(report, "23", "85.2%", "proxy", "-") and has(report, "3", "11.1%", "game", "2026.11.29")
    assert report.splitlines()[-1] == (
        "Read 1 file: 29 lines (23 requests, 4 of our processes, 2 broken), "
        "from 2026-11-29 14:05:00 to 2026-11-29 15:31:00 UTC."
    )


def test_a_compressed_file_counts_the_same_and_files_add_up(log: Path, tmp_path: Path) -> None:
    packed = tmp_path / "all.log.2.gz"
    packed.write_bytes(gzip.compress(log.read_bytes()))
    assert reported(packed) == reported(log)
    assert (
        reported(log, packed).splitlines()[-1].startswith("Read 2 files: 58 lines (46 requests, 8 of our processes, 4 broken)")
    )


def test_times_outside_are_left_out(log: Path) -> None:
    last = reported(log, since="2026-11-29T16:00+01:00", until="2026-11-29T15:31").splitlines()[-1]
    assert "29 lines (1 requests, 0 of our processes, 2 broken, 26 outside the given time)" in last


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.log").touch()
    assert reported(tmp_path / "empty.log").endswith(
        "Read 1 file: 0 lines (0 requests, 0 of our processes, 0 broken), no time.\n"
    )


def test_what_cannot_be_read_is_a_sentence_that_names_it(log: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(log.read_bytes())[:-20])
    for given, options, said in (
        (tmp_path / "none.log", {}, "none.log cannot be opened: No such file or directory."),
        (tmp_path, {}, "cannot be opened: Is a directory."),
        (cut, {}, "cut.gz ends in the middle"),
        (log, {"since": "yesterday"}, "--since is 'yesterday', which is no time: write 2026-11-29"),
        (log, {"until": "2026-13-01"}, "--until is '2026-13-01'"),
        (log, {"since": "2026-11-30", "until": "2026-11-29"}, "--since (2026-11-30) must be before --until (2026-11-29)."),
    ):
        with pytest.raises(CommandError, match=re.escape(said)):
            reported(given, **options)


@pytest.mark.parametrize("written", [
    b"", b"{", b"7", b"null", b'{"event": "no time"}', b'{"time": 5}', b'{"time": "noon"}', b"[" * 5000, b'{"time":"2026-11-29T1',
])  # fmt: skip
def test_a_line_without_an_object_or_a_time_is_broken(written: bytes) -> None:
    with pytest.raises(BrokenLineError):
        read_line(written)


def test_a_line_of_any_bytes_and_fields_is_counted_and_shows_no_control_characters(tmp_path: Path) -> None:
    odd = nginx_line(
        vvw_logged_path="/\\u001b[31m", status='"x"', request_time='"-"', body_bytes_sent="null", vvw_agent="\\u001b[2J"
    )
    (tmp_path / "odd.log").write_bytes(odd.encode().replace(b"[31m", b"\xff\xfe") + b"\n")
    report = reported(tmp_path / "odd.log")
    assert "1 requests, 0 of our processes, 0 broken" in report and "\x1b" not in report


def test_memory_does_not_grow_with_the_log() -> None:
    durations, counts = Durations(), Bounded(LineCount, 3)
    for number in range(2000):
        durations.add(number / 100)
        counts[(str(number),)].lines += 1
    assert len(durations.counts) == SIZE < 200 and durations.longest == 19.99
    assert 10 <= durations.percentile(0.5) <= 11 and durations.percentile(1) == 19.99
    assert {key: count.lines for key, count in counts} == {("0",): 1, ("1",): 1, ("2",): 1, ("(others)",): 1997}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, Path]]:
    """The proxy without tiers, and the folder of its logs."""
    here = tmp_path_factory.mktemp("proxy")
    with proxy(here, {}) as caller:
        yield caller, here


@pytest.mark.slow
@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
def test_it_reads_what_nginx_writes_from_standard_input_without_a_database(front: tuple[Caller, Path]) -> None:
    caller, here = front
    for agent in ("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8", 'a "quoted" \\ Mozilla \x7f\xff bot'):
        caller.get("/play/", {"User-Agent": agent})
    with (here / "access.log").open("rb") as written:
        done = subprocess.run(
            [sys.executable, "manage.py", "logs_report"], cwd=ROOT, stdin=written, capture_output=True, text=True, timeout=60,
            env={"DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench", "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert ", 0 of our processes, 0 broken), from 20" in done.stdout and "Read standard input: " in done.stdout
    assert "GET /play/" in done.stdout and "Googlebot" in done.stdout and "other crawlers" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
@pytest.mark.skipif(not LOGROTATE, reason="No logrotate was found: install it (Debian: apt-get install logrotate).")
def test_the_recipe_for_logrotate_keeps_each_line_and_nginx_writes_to_the_new_file(front: tuple[Caller, Path]) -> None:
    caller, here = front
    recipe = (ROOT / "deploy/logrotate.conf").read_text()
    recipe = recipe.replace("/var/log/nginx/", f"{here}/").replace("/run/nginx.pid", f"{here}/pid").replace(" www-data adm", "")
    (here / "logrotate").write_text(recipe)
    (here / "logrotate").chmod(0o644)
    command = [LOGROTATE, "-s", f"{here}/rotated", f"{here}/logrotate"]
    said = subprocess.run([*command, "-d"], capture_output=True, text=True, timeout=20)
    assert said.returncode == 0 and "error" not in said.stderr.replace("error.log", ""), said.stderr
    for number in range(2):
        caller.get(f"/accounts/{number}/")
        until((here / "access.log").read_text, 10)
        done = subprocess.run([*command, "-f"], capture_output=True, text=True, timeout=20)
        assert done.returncode == 0, done.stderr
        until(lambda: caller.get("/accounts/new/") and (here / "access.log").read_text(), 10)
    files = [here / name for name in ("access.log", "access.log.1", "access.log.2.gz")]
    assert all(", 0 broken), from 20" in reported(file) for file in files)
    assert "/accounts/1/" in files[1].read_text() and b"/accounts/0/" in gzip.decompress(files[2].read_bytes())
