"""Replaces tuples in the OpenAPI document by schemas that common client generators understand.

JSON Schema writes a tuple as `prefixItems` and `items: false`. OpenAPI 3.1 allows both, but common generators ignore
`prefixItems` and reject `items: false`. Here a tuple becomes an array of fixed length whose items have any of its types.
"""

from typing import Any


def without_tuples(schema: Any) -> Any:
    """A copy of the schema without tuples."""
    if isinstance(schema, list):
        return [without_tuples(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: without_tuples(part) for name, part in schema.items() if name != "prefixItems"}
    if kinds := schema.get("prefixItems"):
        plain["items"] = _any_of([without_tuples(kind) for kind in kinds])
        plain.setdefault("minItems", len(kinds))
        if schema.get("items") is False:
            plain["maxItems"] = len(kinds)
    return plain


def _any_of(kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """A schema for any of these. An enum of strings is left out if a plain `string` is among them, which includes it."""
    loose = {kind["type"] for kind in kinds if set(kind) == {"type"}}
    different: list[dict[str, Any]] = []
    for kind in kinds:
        named = kind.get("type") or ("string" if all(isinstance(value, str) for value in kind.get("enum", [0])) else "")
        if kind not in different and (set(kind) == {"type"} or named not in loose):
            different.append(kind)
    return different[0] if len(different) == 1 else {"anyOf": different}
