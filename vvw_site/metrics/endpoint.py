"""/metrics: who may read it, and its response."""

import secrets
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from vvw_site.foundation.metrics import pool, registry
from vvw_site.metrics.scrape_collector import ScrapeCollector

PATH = "/metrics"
PRIVATE_NETWORKS = [
    ip_network(net) for net in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
]
"""This machine and private networks."""


def may_read(request: HttpRequest) -> bool:
    """With METRICS_TOKEN as a bearer token, or directly from a private address. A request through a proxy is neither, as its
    client may be anywhere."""
    if settings.METRICS_TOKEN:
        given = request.META.get("HTTP_AUTHORIZATION", "")
        if secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
            return True
    if {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"} & request.META.keys():
        return False
    return is_private(request.META.get("REMOTE_ADDR", ""))


def is_private(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in PRIVATE_NETWORKS)


def metrics_response() -> HttpResponse:
    """All metrics of this tier in Prometheus's text format. Any worker answers for all of them."""
    pool.publish()
    collectors = CollectorRegistry()
    if settings.PROMETHEUS_MULTIPROC_DIR:
        MultiProcessCollector(collectors)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped
    else:
        collectors.register(registry.REGISTRY)
    collectors.register(ScrapeCollector())
    response = HttpResponse(generate_latest(collectors), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response["Cache-Control"] = "no-store"
    return response
