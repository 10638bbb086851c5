"""REST framework and the OpenAPI document. An endpoint names its authentication, parser and renderer itself (game/api/endpoint.py)."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["game.api.rest.StructRenderer"],
    "DEFAULT_PARSER_CLASSES": ["game.api.rest.JSONParser"],
    "EXCEPTION_HANDLER": "game.api.rest.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Vampires vs Werewolves",
    "DESCRIPTION": (
        "Play by program. Log in for a token, send it as `Authorization: Bearer <token>`, and give each thing you want done "
        "an `Idempotency-Key` of your own: sent again, it gets the first answer. Times are UTC, gold is whole. A refusal is "
        '`{"error": {"code", "message"}}`; `field` names what was wrong, `retry_after` the seconds to wait. The catalogue '
        "under `/api/public/` needs no token."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["game.api.openapi.add_components"],
}
