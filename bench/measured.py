"""`python bench/measured.py`: the CPU cost of metrics per request.

Compares an empty view with and without the middleware, which counts in shared files as under gunicorn.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROUNDS, REQUESTS = 9, 20_000


def main() -> None:
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        os.environ |= {"PROMETHEUS_MULTIPROC_DIR": folder, "DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench"}
        import django

        django.setup()
        from django.http import HttpRequest, HttpResponse
        from django.urls import resolve

        from vvw_site.middleware.request_metrics import RequestMetrics

        addresses = ["/play/", "/play/hunt/", "/play/inventory/", "/play/missions/", "/api/v1/hunts", "/api/v1/dashboard"]
        requests = []
        for address in addresses:
            for method in ("GET", "POST"):
                request = HttpRequest()
                request.method, request.path_info, request.resolver_match = method, address, resolve(address)
                requests.append(request)
        requests *= REQUESTS // len(requests)
        answer = HttpResponse()
        measured = RequestMetrics(lambda request: answer)

        def without_metrics() -> float:
            return clocked(lambda request: answer, requests)

        costs = [(clocked(measured, requests) - without_metrics()) / len(requests) * 1e6 for _ in range(ROUNDS)]
        print(f"{median(costs):.1f} microseconds of CPU a request (median of {ROUNDS} rounds of {len(requests):,})")


def clocked(view: Callable[[Any], object], requests: Iterable[Any]) -> float:
    """CPU seconds for all requests."""
    begun = time.process_time()
    for request in requests:
        view(request)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
