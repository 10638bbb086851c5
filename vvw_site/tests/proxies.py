"""The proxy as production runs it, deploy/nginx/vvw.conf, on loopback in front of tiers of a test."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from vvw_site.foundation.ports import free_port
from vvw_site.tests.tiers import Caller, until

CHECKOUT = Path(settings.BASE_DIR)
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""
NO_NGINX = "No nginx was found: install it (Debian: apt-get install nginx-light)."
PAGE = "<!doctype html><title>The wiki</title>"
RESOLVES = (1, 27, 3)
"""The first version of nginx that resolves the names of an upstream while it runs."""
TYPES = "text/html html; text/css css; image/svg+xml svg; text/plain txt; text/xml xml;"


def nginx_version() -> tuple[int, ...]:
    shown = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(int(part) for part in re.findall(r"\d+", shown.partition("/")[2])[:3])


def at_addresses(ports: Mapping[str, int | str], limit: int = 400) -> str:
    """tiers.conf with addresses on loopback instead of names. A tier without a port is one that does not run."""
    tiers = (CHECKOUT / "deploy/nginx/tiers.conf").read_text()
    tiers = re.sub(r"^resolver.*;$", "", tiers, flags=re.M)
    tiers = re.sub(
        r"server (site|game|sockets):8000 resolve", lambda found: f"server 127.0.0.1:{ports.get(found[1], 9)}", tiers
    )
    return re.sub(r"max_conns=\d+", f"max_conns={limit}", tiers)


def write_certificate(folder: Path) -> None:
    """fullchain.pem and privkey.pem for 127.0.0.1, signed by itself."""
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip


def write_configuration(here: Path, tiers: str, *, port: int, plain: int, tls: bool) -> Path:
    """nginx.conf around the files of deploy/nginx, of which only ports, folders and the tiers' addresses differ, and without tls the
    certificate. plain: the port that only redirects."""
    # Through links, because the checkout's own path may contain a space.
    (here / "vvw").symlink_to(CHECKOUT / "deploy/nginx")
    (here / "errors").symlink_to(CHECKOUT / "templates/errors")
    ours = (CHECKOUT / "deploy/nginx/vvw.conf").read_text()
    ours = ours.replace("listen 80 ", f"listen 127.0.0.1:{plain} ")
    if tls:
        write_certificate(here / "certs")
        ours = ours.replace("listen 443 ", f"listen 127.0.0.1:{port} ").replace("/etc/nginx/certs", f"{here}/certs")
    else:
        ours = ours.replace("443 ssl http2 ", f"127.0.0.1:{port} ")
        ours = re.sub(r"^ *ssl_\w+ .*;$", "", ours, flags=re.M)
    (here / "ours.conf").write_text(_in_folder(ours, here))
    (here / "tiers.conf").write_text(tiers)
    paths = " ".join(f"{name}_temp_path {here}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = (CHECKOUT / "deploy/nginx/main.conf").read_text()
    main = re.sub(r"^(user|pid|error_log|worker_processes) .*;$", "", main, flags=re.M)
    main = main.replace("include mime.types;", f"types {{ {TYPES} }} {paths}").replace(
        "conf.d/*.conf;", "ours.conf; include tiers.conf;"
    )
    # Distributions set some things for all of http, which ours may not set there a second time.
    main = main.replace("http {", "http { server_tokens off; gzip on; ssl_prefer_server_ciphers on; access_log off;")
    (here / "nginx.conf").write_text(f"daemon off; master_process off; pid {here}/pid;\n{main}")
    return here / "nginx.conf"


def _in_folder(conf: str, here: Path) -> str:
    for folder, name in (("/srv/pages", "pages"), ("/srv/errors", "errors"), ("/srv/acme", "acme"), ("/var/log/nginx/", "")):
        conf = conf.replace(folder, f"{here}/{name}")
    return conf


@contextmanager
def proxy(
    here: Path, ports: Mapping[str, int | str], limit: int = 400, *, tls: bool = False, tiers: str = "", plain: int = 0
) -> Iterator[Caller]:
    """The proxy in front of tiers on loopback, with one static page; without its certificate, unless tls. tiers: instead of
    tiers.conf with these ports."""
    port = free_port()
    (here / "pages/current/wiki").mkdir(parents=True)
    (here / "pages/current/wiki/index.html").write_text(PAGE)
    conf = write_configuration(here, tiers or at_addresses(ports, limit), port=port, plain=plain or free_port(), tls=tls)
    process = subprocess.Popen([NGINX, "-e", f"{here}/error.log", "-c", str(conf)])
    caller = Caller(port)
    try:
        until(lambda: answers(caller, process, here / "error.log"), 20)
        yield caller
    finally:
        process.terminate()
        process.wait(20)


def answers(proxy: Caller, process: "subprocess.Popen[bytes]", log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        return bool(proxy.get("/metrics", wait=2).status)
    except OSError:
        return False
