"""What news are about beside people, such as clans: each kind says how the present name is read. Later apps register theirs."""

from msgspec import Struct


class NewsSubject(Struct, frozen=True):
    """kind: before the colon of a code such as "clan:12". names: SQL over s.code, a scalar: `json_build_array(name, path)` of what still
    exists, and NULL otherwise. It is read with every entry, so a primary key serves it. gone: what stands in its place then."""

    kind: str
    names: str
    gone: str


_kinds: dict[str, NewsSubject] = {}


def register(subject: NewsSubject) -> None:
    """Before the first news are read."""
    _kinds[subject.kind] = subject


def gone_words(code: str) -> str:
    """What a text says of a subject that is not there any more."""
    known = _kinds.get(code.partition(":")[0])
    return known.gone if known else "something forgotten"


def subject_names() -> str:
    """SQL over s.code: its name and path, or NULL."""
    ways = "".join(f" WHEN '{one.kind}' THEN ({one.names})" for one in _kinds.values())
    return f"CASE split_part(s.code, ':', 1){ways} WHEN '' THEN NULL END"
