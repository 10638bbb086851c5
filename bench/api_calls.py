"""The CPU cost of REST framework's hooks per call. Compares three views that parse a body and answer with a struct.

    python bench/api_calls.py

bare: a plain Django view that calls our parser and renderer. hooks: an Endpoint (game/api/endpoint.py). response: an Endpoint
that answers with REST framework's `Response`. There is no token, action or database, because they cost the same in all three.
"""

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")

import django

django.setup()

import msgspec
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from msgspec import Struct
from rest_framework.request import Request
from rest_framework.response import Response

from game.api import request_reading, responses
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.rest import StructRenderer

RENDERER = StructRenderer()


class Sent(Struct):
    location: str


class Answer(Struct):
    id: int = 1
    name: str = "Marrow"


class HooksEndpoint(Endpoint):
    @endpoint(Answer, status=201, body=Sent, open=True)
    def post(self, request: ApiRequest[Sent]) -> Answer:
        return Answer()


class ResponseEndpoint(HooksEndpoint):
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = Response(response, 201, headers={"Cache-Control": "no-store"})
        answer.accepted_renderer = RENDERER
        answer.accepted_media_type = RENDERER.media_type
        answer.__dict__["renderer_context"] = {}
        return answer.render()


def bare(request: HttpRequest) -> HttpResponse:
    request_reading.body_of(request, Sent)
    return responses.success(msgspec.json.encode(Answer()), 201)


def microseconds(view: Callable[[HttpRequest], Any], calls: int) -> float:
    """CPU time of one call."""
    factory = RequestFactory()
    body = b'{"location":"old-mill"}'
    requests = [factory.generic("POST", "/api/v1/hunts", body, content_type="application/json") for _ in range(calls)]
    gc.collect()
    gc.disable()  # otherwise one view pays for the garbage of another
    begun = time.process_time()
    for request in requests:
        view(request)
    spent = time.process_time() - begun
    gc.enable()
    return spent / calls * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=4000, help="calls in a round")
    parser.add_argument("--rounds", type=int, default=7, help="rounds; each runs all three views")
    options = parser.parse_args()
    views: dict[str, Callable[[HttpRequest], Any]] = {
        "bare": bare,
        "hooks": HooksEndpoint.as_view(),
        "response": ResponseEndpoint.as_view(),
    }
    found: dict[str, list[float]] = {name: [] for name in views}
    for _ in range(options.rounds):
        for name, view in views.items():
            found[name].append(microseconds(view, options.calls))
    middle = {name: round(statistics.median(times), 1) for name, times in found.items()}
    print("microseconds of CPU a call (median):", ", ".join(f"{name} {value}" for name, value in middle.items()))


if __name__ == "__main__":
    main()
