"""The OpenAPI document, written from what the calls promise; the shapes of bodies and answers are msgspec's own schemas."""

import re
from typing import Any

import msgspec
from drf_spectacular.openapi import AutoSchema

from game.actions.receipts import KEY
from game.api.answers import Error
from game.api.api_request import EndpointContract
from game.api.plain_schema import without_tuples
from game.rules.errors import CODES

REFERENCE = "#/components/schemas/{name}"
PARTS = {
    "id": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
    "category": {"type": "string"},
}
"""The parts of addresses and what they are."""

_shapes: list[Any] = [Error]
_PART = re.compile(r"<\w+:(\w+)>")
_WAIT = {"Retry-After": {"description": "Seconds until it is worth another try.", "schema": {"type": "integer"}}}


class Described(AutoSchema):
    """A door's method as an OpenAPI operation."""

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> dict[str, Any]:
        handler = getattr(self.view, method.lower())
        promised: EndpointContract = handler.contract
        summary, _, rest = (handler.__doc__ or "").strip().partition("\n")
        operation: dict[str, Any] = {
            "operationId": "_".join([method.lower(), *re.findall(r"\w+", path.removeprefix("/api/"))[1:]]),
            "summary": summary.rstrip("."),
            "tags": [type(self.view).__module__.rpartition(".")[2]],
            "parameters": _parameters(path_regex, promised),
            "responses": _responses(path_regex, promised),
        }
        if rest.strip():
            operation["description"] = " ".join(rest.split())
        if promised.body:
            needed = any(field.required for field in msgspec.structs.fields(promised.body))
            operation["requestBody"] = {"required": needed, "content": _json(_schema(promised.body))}
        if not promised.open:
            operation["security"] = [{"token": []}]
        return operation


def add_components(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """After all operations are written: the shapes that they name, and the kind of token."""
    _, shapes = msgspec.json.schema_components(_shapes, ref_template=REFERENCE)
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(shapes)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return without_tuples(result)


def _schema(shape: Any) -> dict[str, Any]:
    if shape not in _shapes:
        _shapes.append(shape)
    (schema,), _ = msgspec.json.schema_components([shape], ref_template=REFERENCE)
    return schema


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _parameters(path_regex: str, promised: EndpointContract) -> list[dict[str, Any]]:
    found = [{"name": part, "in": "path", "required": True, "schema": PARTS[part]} for part in _PART.findall(path_regex)]
    if promised.changes:
        found.append({
            "name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
            "description": "Yours to make up, one for each thing you want done. Sent again, it gets the first answer.",
        })  # fmt: skip
    if promised.query:
        (_, shapes) = msgspec.json.schema_components([promised.query], ref_template=REFERENCE)
        fields = shapes[promised.query.__name__]["properties"]
        found += [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()]
    return found


def _responses(path_regex: str, promised: EndpointContract) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done."}
    if promised.answer:
        answer["content"] = _json(_schema(promised.answer))
    responses = {str(promised.status): answer}
    for code in sorted(codes_of(path_regex, promised), key=lambda code: CODES[code][0]):
        status, means = CODES[code]
        told = responses.setdefault(str(status), {"description": "", "content": _json(_schema(Error))})
        told["description"] = f"{told['description']}\n\n`{code}`: {means}".strip()
        if status in (429, 503):
            told["headers"] = _WAIT
    return responses


def codes_of(path_regex: str, promised: EndpointContract) -> set[str]:
    """Every code that a call may refuse with."""
    codes = {*promised.refuses, "unavailable"}
    if not promised.open:
        codes |= {"not_logged_in", "banned"}
    if promised.plays:
        codes |= {"no_character", "not_found"}
    if promised.body:
        codes |= {"invalid", "length_required", "too_large", "wrong_encoding", "wrong_type"}
    if promised.query:
        codes |= {"invalid"}
    if promised.changes:
        codes |= {"invalid", "key_reused"}
    if _PART.search(path_regex):
        codes |= {"not_found"}
    return codes
