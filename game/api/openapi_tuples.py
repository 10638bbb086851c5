"""The shapes of the OpenAPI document in the words that generators of clients read.

A tuple is `prefixItems` and `items: false` in JSON Schema. OpenAPI 3.1 allows both; common generators refuse the document for
the second and take the first for anything. Here a tuple becomes an array of a fixed length of any of its kinds.
"""

from typing import Any


def without_tuples(schema: Any) -> Any:
    """A copy in which every tuple is such an array."""
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
    """One of the kinds. Where one says `string` and another lists some, the former says it all."""
    loose = {kind["type"] for kind in kinds if set(kind) == {"type"}}
    different: list[dict[str, Any]] = []
    for kind in kinds:
        named = kind.get("type") or ("string" if all(isinstance(value, str) for value in kind.get("enum", [0])) else "")
        if kind not in different and (set(kind) == {"type"} or named not in loose):
            different.append(kind)
    return different[0] if len(different) == 1 else {"anyOf": different}
