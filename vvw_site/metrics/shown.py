"""/metrics: who may see it, and what is told."""

import secrets
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from vvw_site.foundation.metrics import counted, pool
from vvw_site.metrics.on_request import ApiRequest

PATH = "/metrics"
NEAR = [ip_network(net) for net in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")]
"""This machine and private networks."""


def may_see(request: HttpRequest) -> bool:
    """With METRICS_TOKEN as the bearer's, or straight from a near address: what came through a proxy came from anywhere."""
    if settings.METRICS_TOKEN:
        given = request.META.get("HTTP_AUTHORIZATION", "")
        if secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
            return True
    return not ({"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"} & request.META.keys()) and is_near(
        request.META.get("REMOTE_ADDR", "")
    )


def is_near(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in NEAR)


def shown() -> HttpResponse:
    """All figures of this tier, in the text that Prometheus reads: the workers' together, whichever of them answers."""
    pool.publish()
    registry = CollectorRegistry()
    if settings.PROMETHEUS_MULTIPROC_DIR:
        MultiProcessCollector(registry)
    else:
        registry.register(counted.OURS)
    registry.register(ApiRequest())
    response = HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response["Cache-Control"] = "no-store"
    return response
