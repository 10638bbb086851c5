"""Generates the OpenAPI document from the contracts of the endpoints. msgspec generates the schemas of the structs."""

import re
from types import UnionType
from typing import Any, get_args

import msgspec
from drf_spectacular.openapi import AutoSchema

from game.actions.receipts import KEY
from game.api.api_request import Contract
from game.api.openapi_tuples import without_tuples
from game.api.responses import Error
from game.rules.errors import CODES

REFERENCE = "#/components/schemas/{name}"
PARTS = {
    "id": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
    "number": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
    "category": {"type": "string"},
    "rank": {"type": "string", "enum": ["officer", "veteran", "initiate"]},
    "slug": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "tag": {"type": "string", "pattern": "^[A-Za-z]{3}$"},
}
"""Path parameters by name, and their schemas."""

_shapes: list[Any] = [Error]
_TITLE = re.compile(r"\w+")
_PART = re.compile(r"<\w+:(\w+)>")
_WAIT = {"Retry-After": {"description": "Seconds to wait before the next try.", "schema": {"type": "integer"}}}


class ContractSchema(AutoSchema):
    """Describes a method of an endpoint as an OpenAPI operation."""

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> dict[str, Any]:
        handler = getattr(self.view, method.lower())
        contract: Contract = handler.contract
        summary, _, rest = (handler.__doc__ or "").strip().partition("\n")
        operation: dict[str, Any] = {
            "operationId": "_".join([method.lower(), *re.findall(r"\w+", path.removeprefix("/api/"))[1:]]),
            "summary": summary.rstrip(".").replace("`", ""),  # a summary is no Markdown
            "tags": [type(self.view).__module__.rpartition(".")[2]],
            "parameters": _parameters(path_regex, contract),
            "responses": _responses(path_regex, contract),
        }
        if rest.strip():
            operation["description"] = " ".join(rest.split())
        if contract.body:
            needed = any(field.required for field in msgspec.structs.fields(contract.body))
            operation["requestBody"] = {"required": needed, "content": _json(_schema(contract.body))}
        if not contract.open:
            operation["security"] = [{"token": []}]
        return operation


DOCUMENT_NAMES = {
    "BoardRow": "Row", "CharacterList": "People", "CharacterSummary": "Person", "ChosenCharacter": "Chosen", "CraftBody": "Work",
    "CatalogueSlice": "Page", "CatalogueSlice_Item_": "Page_Item_", "CatalogueSlice_Monster_": "Page_Monster_",
    "CatalogueSlice_Place_": "Page_Location_", "DiceState": "Dice", "HuntBody": "HuntWish", "InventoryEntry": "Thing",
    "InventoryList": "Things", "ItemUse": "Use", "MissionDay": "Day", "MissionView": "Told", "MonsterChance": "WhoProwls",
    "NeedsRepair": "Tired", "OwnStanding": "Me", "Place": "Location", "PointsBody": "PointsWish", "RecipeView": "Recipe",
    "RepairBody": "Repairs", "SaleBody": "Sale", "SalePortion": "Piece", "SalesBody": "Sales", "SoldHolding": "SoldThing",
    "StatusStrip": "Standing",
}  # fmt: skip
"""Published schema names by class name. A renamed class keeps its published name, for clients generated earlier."""


def add_components(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Hook of drf-spectacular, called after all operations: adds their schemas and the security scheme."""
    components_of_shapes: dict[str, Any] = msgspec.json.schema_components(_shapes, ref_template=REFERENCE)[1]
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(components_of_shapes)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    renamed = _with_document_names(without_tuples(result))
    schemas = renamed["components"]["schemas"]
    renamed["components"]["schemas"] = {DOCUMENT_NAMES.get(name, name): schema for name, schema in schemas.items()}
    document: dict[str, Any] = renamed
    return document


def _with_document_names(part: Any) -> Any:
    """A copy in which references and titles use the published names."""
    if isinstance(part, list):
        return [_with_document_names(one) for one in part]
    if not isinstance(part, dict):
        return part
    copy = {name: _with_document_names(value) for name, value in part.items()}
    if isinstance(reference := copy.get("$ref"), str):
        folder, _, name = reference.rpartition("/")
        copy["$ref"] = f"{folder}/{DOCUMENT_NAMES.get(name, name)}"
    if isinstance(title := copy.get("title"), str):
        copy["title"] = _TITLE.sub(lambda word: DOCUMENT_NAMES.get(word[0], word[0]), title)
    return copy


def _schema(shape: Any) -> dict[str, Any]:
    if isinstance(shape, UnionType):  # msgspec describes no choice between structs that have no tag
        return {"anyOf": [_schema(one) for one in get_args(shape)]}
    if shape not in _shapes:
        _shapes.append(shape)
    (schema,), _ = msgspec.json.schema_components([shape], ref_template=REFERENCE)
    return schema


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _parameters(path_regex: str, contract: Contract) -> list[dict[str, Any]]:
    found = [{"name": part, "in": "path", "required": True, "schema": PARTS[part]} for part in _PART.findall(path_regex)]
    if contract.changes:
        found.append({
            "name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
            "description": "Choose a new key for each action. A repeated request with the same key gets the first response.",
        })  # fmt: skip
    if contract.query:
        (_, shapes) = msgspec.json.schema_components([contract.query], ref_template=REFERENCE)
        fields = shapes[contract.query.__name__]["properties"]
        found += [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()]
    return found


def _responses(path_regex: str, contract: Contract) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done."}
    if contract.answer:
        answer["content"] = _json(_schema(contract.answer))
    responses = {str(contract.status): answer}
    if contract.waits:
        responses["202"] = answer | {"description": "It is not computed yet, or is being computed again."}
    for code in sorted(codes_of(path_regex, contract), key=lambda code: (CODES[code][0], code)):
        status, means = CODES[code]
        refusals = responses.setdefault(str(status), {"description": "", "content": _json(_schema(Error))})
        refusals["description"] = f"{refusals['description']}\n\n`{code}`: {means}".strip()
        if status in (429, 503):
            refusals["headers"] = _WAIT
    return responses


def codes_of(path_regex: str, contract: Contract) -> set[str]:
    """All error codes that a call can answer with."""
    codes = {*contract.refuses, "unavailable", "too_fast"}
    if not contract.open:
        codes |= {"not_logged_in", "banned"}
    if contract.plays:
        codes |= {"no_character", "not_found"}
    if contract.body:
        codes |= {"invalid", "length_required", "too_large", "wrong_encoding", "wrong_type"}
    if contract.query:
        codes |= {"invalid"}
    if contract.changes:
        codes |= {"invalid", "key_reused"}
    if _PART.search(path_regex):
        codes |= {"not_found"}
    return codes
