"""deploy/compose.yaml: valid by the Compose schema, and each service can start, be watched, be stopped and be limited."""

import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml

from vvw_site.foundation.backup.role import SETTINGS
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import find_binaries, find_runner
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.limits.amounts import bytes_of, seconds_of
from vvw_site.settings import declared
from vvw_site.tests.image import CHECKOUT, startable
from vvw_site.tests.proxies import NGINX, NO_NGINX, proxy
from vvw_site.tests.tiers import until

FILE = CHECKOUT / "deploy/compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = {"release", "pages"}
"""They end by themselves."""
TIERS = startable()
LASTING = set(SERVICES) - ONCE
DECIDED = {
    "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "REDIS_LIMITS_URL", "REDIS_BROKER_URL", "REDIS_CHANNELS_URL",
    "REDIS_CACHE_URL", "BACKUP_ROOT", "BIND", "PORT", "PAGES_ROOT", "STATIC_ROOT", "MAIL_ROOT", "MAINTENANCE_FILE", "WORKERS", "THREADS",
}  # fmt: skip
"""Settings that the file decides, because its other services and volumes depend on them."""


def option(command: list[str], name: str) -> str:
    return command[command.index(f"--{name}") + 1]


def test_the_file_is_valid_by_the_schema_of_compose() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, FILE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_check_by_the_schema_finds_a_fault(tmp_path: Path) -> None:
    wrong = tmp_path / "compose.yaml"
    wrong.write_text(FILE.read_text().replace("stop_grace_period:", "stop_grace_time:"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(wrong)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "stop_grace_time" in done.stdout


def test_there_is_a_service_for_each_tier() -> None:
    tiers = {name: service for name, service in SERVICES.items() if "build" in service}
    assert set(tiers) == TIERS and all(service["command"] == [name] for name, service in tiers.items())
    stages = {name: (service["image"], service["build"]["target"]) for name, service in tiers.items()}
    assert stages == dict.fromkeys(TIERS, ("vvw", "tier")) | {"backup": ("vvw-backup", "backup")}
    image = (CHECKOUT / "deploy/Containerfile").read_text()
    assert re.findall(r"^FROM (\S+)(?: AS (\w+))?$", image, re.M)[1:] == [("tier", "backup"), ("tier", "")]


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_limited_watched_and_given_time_to_end(name: str) -> None:
    service = SERVICES[name]
    assert service["logging"] == {"driver": "json-file", "options": {"max-size": "20m", "max-file": "5"}}
    assert bytes_of(service["mem_limit"]) >= 256 * 2**20 and seconds_of(service["stop_grace_period"]) > 10
    assert service["restart"] == ("no" if name in ONCE else "unless-stopped")
    assert service["security_opt"] == ["no-new-privileges:true"]
    if name in ONCE:
        assert service["healthcheck"] == {"disable": True}
    else:
        assert seconds_of(service["healthcheck"]["timeout"]) <= seconds_of(service["healthcheck"]["interval"])


def test_a_tier_has_longer_to_end_than_its_own_grace() -> None:
    gunicorn = runpy.run_path(str(CHECKOUT / "deploy/gunicorn.conf.py"))
    for name in ("site", "game"):
        assert seconds_of(SERVICES[name]["stop_grace_period"]) >= gunicorn["graceful_timeout"] + 10
    from deploy.sockets import DRAIN_SECONDS

    assert seconds_of(SERVICES["sockets"]["stop_grace_period"]) >= DRAIN_SECONDS + 10
    assert all(seconds_of(SERVICES[name]["stop_grace_period"]) >= 60 for name in ("worker", "stats", "postgres", "release"))


@pytest.mark.parametrize("name", sorted(TIERS))
def test_a_tier_gets_every_setting_of_the_file_of_the_operator(name: str) -> None:
    """All lines of .env reach the tier. What is set here as well is either passed on, or decided by the other services."""
    service = SERVICES[name]
    assert service["env_file"] == ".env"
    environment: dict[str, str] = service["environment"]
    # Some libraries take an empty variable for a set one, so none is passed on empty.
    assert [key for key, value in environment.items() if not value or value.endswith(":-}")] == []
    passed_on = {key for key, value in environment.items() if value.startswith(f"${{{key}:")}
    assert set(environment) - passed_on <= DECIDED
    required = {setting.name for setting in declared.REQUIRED_IN_PRODUCTION}
    assert required <= set(environment)
    assert passed_on == required - DECIDED | {"SITE_URL", "TRUSTED_PROXY_COUNT"}
    # The proxy of this file is the one in front of them.
    assert environment["TRUSTED_PROXY_COUNT"] == "${TRUSTED_PROXY_COUNT:-1}"


def volumes_of(service: dict[str, Any]) -> list[str]:
    """As they are while the operator names no folder."""
    return [re.sub(r"\$\{\w+:-(\w+)\}", r"\1", volume) for volume in service.get("volumes", ())]


def test_what_the_backup_restores_belongs_to_the_user_of_postgres() -> None:
    """Each is a user of its own image, so the numbers have to be the same: 999 in the image of Postgres."""
    image = (CHECKOUT / "deploy/Containerfile").read_text().partition("AS backup\n")[2].partition("FROM")[0]
    assert re.findall(r"^USER (\S+)$", image, re.M) == ["0", "999:999"]
    assert "install -d -o 999 -g 999 /srv/backup /var/lib/postgresql" in image
    mounts = dict(volume.split(":")[:2] for volume in volumes_of(SERVICES["postgres"]))
    assert mounts["postgres"] == "/var/lib/postgresql"


def test_what_a_tier_writes_lies_on_a_volume_that_the_image_gives_to_its_user() -> None:
    folders = {"STATIC_ROOT": "static", "MAIL_ROOT": "state", "MAINTENANCE_FILE": "state"}
    image = (CHECKOUT / "deploy/Containerfile").read_text()
    owned = " ".join(re.findall(r"install -d -o (?:vvw|999 -g 999) ([/\w ]+)", image)).split()
    for name in TIERS:
        service = SERVICES[name]
        mounts = dict(volume.split(":")[:2] for volume in volumes_of(service))
        wanted = {"pages": {"PAGES_ROOT": "pages"}, "backup": {"BACKUP_ROOT": "backup"}}.get(name, folders)
        for setting, volume in wanted.items():
            assert service["environment"][setting].startswith(mounts[volume]), (name, setting)
            assert mounts[volume] in owned
    named = {volume.split(":")[0] for service in SERVICES.values() for volume in volumes_of(service)}
    assert {name for name in named if re.fullmatch(r"\w+", name)} == set(COMPOSE["volumes"])


def test_the_folders_that_are_mounted_from_the_checkout_exist() -> None:
    mounts = [volume.rsplit(":", 2) for volume in SERVICES["proxy"]["volumes"]]
    assert {mode for _, _, mode in mounts} == {"ro"}
    ours = [FILE.parent / source for source, _, _ in mounts if source.startswith(".")]
    assert len(ours) == 5 and all(source.exists() for source in ours)
    configuration = "".join(file.read_text() for file in (CHECKOUT / "deploy/nginx").glob("*.conf"))
    targets = {target for _, target, _ in mounts}
    assert set(re.findall(r"/srv/\w+|/etc/nginx/certs", configuration)) <= targets
    assert "/etc/nginx/vvw" in targets  # where `include vvw/…` looks


def test_the_proxy_waits_for_no_tier_and_resolves_names_while_it_runs() -> None:
    from vvw_site.tests.proxies import RESOLVES

    assert "depends_on" not in SERVICES["proxy"]
    version = tuple(int(part) for part in SERVICES["proxy"]["image"].partition(":")[2].split("."))
    assert version >= RESOLVES[:2] and "resolve" in (CHECKOUT / "deploy/nginx/tiers.conf").read_text()


@pytest.mark.parametrize(("name", "policy", "kept"), [("redis", "noeviction", "yes"), ("redis-cache", "allkeys-lru", "no")])
def test_a_real_redis_starts_with_the_policy_of_its_role(tmp_path: Path, name: str, policy: str, kept: str) -> None:
    service = SERVICES[name]
    command: list[str] = service["command"]
    assert bytes_of(service["mem_limit"]) >= 2 * bytes_of(option(command, "maxmemory"))
    assert ("redis:/data" in service.get("volumes", ())) == (kept == "yes")
    port = free_port()
    given = [
        str(find_binaries(find_runner()).redis),
        *command[1:],
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        str(tmp_path),
    ]
    process = subprocess.Popen(given, stdout=subprocess.DEVNULL, preexec_fn=die_with_parent(signal.SIGKILL))
    try:
        with redis.Redis(port=port) as client:
            until(lambda: answers(client), 20)
            found = client.config_get("*")
            assert isinstance(found, dict)
            assert (found["maxmemory-policy"], found["appendonly"], found["save"]) == (policy, kept, "")
            assert int(found["maxmemory"]) == 256 * 2**20
    finally:
        process.terminate()
        process.wait(20)


def answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def test_the_database_of_compose_lets_backups_in(tmp_path: Path) -> None:
    """What `manage.py prepare_backup` would set, and the line for replication."""
    service = SERVICES["postgres"]
    assert service["command"] == ["postgres", *(word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}"))]
    assert "./postgres-init.sh:/docker-entrypoint-initdb.d/replication.sh:ro" in service["volumes"]
    (tmp_path / "pg_hba.conf").write_text("local all all trust\n")
    subprocess.run(["sh", FILE.parent / "postgres-init.sh"], env={"PGDATA": str(tmp_path)}, check=True)
    assert (tmp_path / "pg_hba.conf").read_text().splitlines()[1:] == ["host replication all samenet scram-sha-256"]


def test_postgres_is_initialised_with_the_arguments_of_the_file(tmp_path: Path) -> None:
    """The twin: without the encoding it refuses, because the locale C alone chooses none that C.UTF-8 allows."""
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert "--encoding=UTF8" in arguments
    assert initialised([a for a in arguments if not a.startswith("--encoding")]) != 0
    assert initialised(arguments) == 0


def initialised(arguments: list[str]) -> int:
    runner = find_runner()
    folder = Path(f"/tmp/vvw-initdb-{os.getpid()}")
    folder.mkdir(mode=0o700)
    try:
        shutil.chown(folder, runner.uid, runner.gid)
        initdb = find_binaries(runner).initdb
        clean = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        command = [str(initdb), "--no-sync", "-U", "vvw", *arguments, "-D", str(folder / "data")]
        return subprocess.run(command, env=clean, cwd="/", capture_output=True, check=False, **runner.as_user).returncode
    finally:
        shutil.rmtree(folder)


@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
def test_the_health_check_of_the_proxy_sees_its_redirect(tmp_path: Path) -> None:
    *shell, script = SERVICES["proxy"]["healthcheck"]["test"][1:]
    plain = free_port()
    here = [*shell, script.replace("/127.0.0.1/80", f"/127.0.0.1/{plain}").replace("$$", "$")]
    assert subprocess.run(here, capture_output=True, check=False).returncode != 0
    with proxy(tmp_path, {}, plain=plain):
        assert subprocess.run(here, capture_output=True, check=False).returncode == 0
