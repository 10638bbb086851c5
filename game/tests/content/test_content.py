"""The content loads, and each kind of mistake is reported in one sentence with file, entry and field."""

import re
from collections import Counter
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import fields

from game.content import catalogue, registry, schema, vocabulary
from game.content.loading import ContentError
from game.content.registry import FIXTURES, load
from game.tests.content.mistakes import Change, break_entry, drop, entry, put, refusal, same_text, twice, without

ROOT = FIXTURES.parent
START = {"str": 10, "dex": 10, "int": 10, "vit": 10, "lck": 10, "wis": 11}
DAILY = "three-before-supper"

MISTAKES = [
    ("items", drop("clerks-sabre", "price"), "clerks-sabre", "price"),
    ("items", put("clerks-sabre", price="dear"), "clerks-sabre", "price"),
    ("items", put("clerks-sabre", rarity="mythic"), "clerks-sabre", "rarity"),
    ("items", put("clerks-sabre", colour="red"), "clerks-sabre", "colour"),
    ("items", put("clerks-sabre", level=61), "clerks-sabre", "level"),
    ("items", put("clerks-sabre", bonus={"charm": 4}), "clerks-sabre", "bonus"),
    ("items", put("clerks-sabre", text="Too short."), "clerks-sabre", "text"),
    ("items", twice("clerks-sabre"), "clerks-sabre", "slug"),
    ("items", put("clerks-sabre", family="ring"), "clerks-sabre", "family"),
    ("items", put("clerks-sabre", sold_in=["atlantis"]), "clerks-sabre", "sold_in"),
    ("items", put("clerks-sabre", durability=0), "clerks-sabre", "durability"),
    ("items", put("clerks-sabre", use={"health": 5}), "clerks-sabre", "use"),
    ("items", drop("cellar-draught", "use"), "cellar-draught", "use"),
    ("items", put("cellar-draught", use={}), "cellar-draught", "use"),
    ("items", drop("toll-collectors-hanger", "sold_in"), "toll-collectors-hanger", "sold_in"),
    ("items", put("cellarmans-hewer", name="Paving Rammer"), "paving-rammer", "name"),
    ("items", same_text("paving-rammer", "cellarmans-hewer"), "paving-rammer", "text"),
    ("monsters", put("flour-rat", family="unicorn"), "flour-rat", "family"),
    ("monsters", put("flour-rat", region="atlantis"), "flour-rat", "region"),
    ("monsters", put("flour-rat", gold=[9, 3]), "flour-rat", "gold"),
    ("monsters", put("flour-rat", skills=["roar"]), "flour-rat", "skills"),
    ("monsters", put("flour-rat", skills=["opening-courtesy"]), "flour-rat", "skills"),
    ("monsters", put("flour-rat", drops=[{"item": "crown", "chance": 5, "low": 1, "high": 1}]), "flour-rat", "drops"),
    ("monsters", put("flour-rat", drops=[{"item": "clerks-sabre", "chance": 5, "low": 2, "high": 1}]), "flour-rat", "drops"),
    ("locations", put("old-mill", kind="moonbase"), "old-mill", "kind"),
    ("locations", put("old-mill", level=40), "old-mill", "level"),
    ("locations", put("old-mill", map=[101, 0]), "old-mill", "map"),
    ("locations", put("old-mill", monsters=[]), "old-mill", "monsters"),
    ("locations", put("old-mill", monsters=[{"monster": "nobody", "weight": 1}]), "old-mill", "monsters"),
    ("locations", put("old-mill", region="briarwold", level=11), "old-mill", "monsters"),
    ("regions", put("lanternrow", hue=400), "lanternrow", "hue"),
    ("classes", put("courtblade", start=START), "courtblade", "start"),
    ("classes", put("courtblade", gear=["clerks-sabre", "porters-hatchet"]), "courtblade", "gear"),
    ("classes", put("courtblade", gear=["cellar-draught"]), "courtblade", "gear"),
    ("classes", put("courtblade", gear=["toll-collectors-hanger"]), "courtblade", "gear"),
    ("classes", put("courtblade", gear=["excalibur"]), "courtblade", "gear"),
    ("skills", put("opening-courtesy", of="juggler"), "opening-courtesy", "of"),
    ("skills", without("opening-courtesy"), "courtblade", "of"),
    ("items", put("clerks-sabre", bonus={"attack": 20}), "clerks-sabre", "bonus"),
    ("items", put("clerks-sabre", bonus={"attack": 2}), "clerks-sabre", "bonus"),
    ("items", put("letter-opener", family="sabre", bonus={"attack": 6, "crit": 9}), "letter-opener", "bonus"),
    ("sets", put("lamplighters-round", pieces=["left-sock"]), "lamplighters-round", "pieces"),
    ("sets", put("lamplighters-round", pieces=["clerks-sabre", "letter-opener"]), "lamplighters-round", "pieces"),
    ("sets", put("lamplighters-round", pieces=["cellar-draught"]), "lamplighters-round", "pieces"),
    ("sets", put("lamplighters-round", pieces=["lamplighters-tricorn"]), "lamplighters-round", "steps"),
    ("sets", put("waxwrights-outfit", pieces=["lamplighters-tricorn", "lamplighters-greatcoat"]), "waxwrights-outfit", "steps"),
    ("recipes", put("stop-an-hour", needs=[]), "stop-an-hour", "needs"),
    ("recipes", put("stop-an-hour", needs=[{"item": "bottled-hour", "quantity": 1}]), "stop-an-hour", "needs"),
    ("recipes", put("stop-an-hour", makes="a-fuss"), "stop-an-hour", "makes"),
    ("recipes", put("stop-an-hour", needs=[{"item": "patience", "quantity": 1}]), "stop-an-hour", "needs"),
    ("missions", put(DAILY, hours=4), DAILY, "hours"),
    ("missions", put(DAILY, goal={"event": "buy", "target": 1, "family": "rat"}), DAILY, "goal"),
    ("missions", put(DAILY, goal={"event": "kill", "target": 1, "family": "elf"}), DAILY, "goal"),
    ("missions", put(DAILY, goal={"event": "kill", "target": 1, "region": "x"}), DAILY, "goal"),
    ("dungeons", put("the-empty-tailors", boss="the-tailor"), "the-empty-tailors", "boss"),
    ("dungeons", put("the-empty-tailors", waves=[["a-button"]]), "the-empty-tailors", "waves"),
    ("achievements", put("first-blood", family="elf"), "first-blood", "family"),
    ("achievements", put("first-blood", region="atlantis"), "first-blood", "region"),
    ("achievements", put("first-blood", event="buy", family="rat"), "first-blood", "event"),
    ("achievements", put("first-blood", family="rat", region="lanternrow"), "first-blood", "region"),
]


@pytest.mark.parametrize(("file", "change", "slug", "field"), MISTAKES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_mistake_is_reported_with_file_entry_and_field(copy: Path, file: str, change: Change, slug: str, field: str) -> None:
    break_entry(copy, file, change)
    message = refusal(copy)
    assert message.startswith(f"{file}.json: {slug}: ")
    assert field in message
    assert message.endswith(".")


def test_a_monster_that_is_in_no_place_is_reported(copy: Path) -> None:
    break_entry(copy, "monsters", lambda m: m.append(entry(m, "flour-rat") | {"slug": "lost-rat", "name": "Lost Rat"}))
    assert refusal(copy) == "monsters.json: lost-rat: slug: lives in no place and no dungeon."


@pytest.mark.parametrize(
    ("file", "keep", "message"),
    [
        ("achievements", 79, "achievements.json: slug: there are 79 entries, fewer than 80."),
        ("sets", 39, "sets.json: slug: there are 39 entries, fewer than 40."),
        ("dungeons", 9, "dungeons.json: slug: there are 9 entries, not 10."),
    ],
)
def test_a_file_with_too_few_entries_is_reported(copy: Path, file: str, keep: int, message: str) -> None:
    break_entry(copy, file, lambda entries: entries.__delitem__(slice(keep, None)))
    assert refusal(copy) == message


def test_a_missing_file_and_a_broken_file_are_reported(copy: Path) -> None:
    (copy / "sets.json").write_text("[{")
    assert refusal(copy).startswith("sets.json is not JSON")
    (copy / "sets.json").write_text("{}")
    assert refusal(copy).startswith("sets.json: ")
    (copy / "sets.json").unlink()
    assert refusal(copy).startswith("sets.json cannot be read")


def test_a_process_stops_at_content_that_it_cannot_play_and_does_not_check_texts_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "FIXTURES", copy)
    break_entry(copy, "items", same_text("paving-rammer", "cellarmans-hewer"))
    assert refusal(copy).startswith("items.json: ") and catalogue.__wrapped__().items["paving-rammer"].text
    break_entry(copy, "monsters", put("flour-rat", skills=["roar"]))
    with pytest.raises(ContentError, match=r"monsters\.json: flour-rat: skills"):
        catalogue.__wrapped__()


def test_the_content_loads_and_every_byte_changes_its_hash(copy: Path) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", catalogue().hash)
    assert load(copy).hash == catalogue().hash
    with (copy / "sets.json").open("a") as file:
        file.write("\n")
    assert load(copy).hash != catalogue().hash


def test_each_class_starts_with_a_weapon_a_coat_and_a_blow() -> None:
    found = catalogue()
    assert found.classes
    for one in found.classes.values():
        assert {found.items[g].slot for g in one.gear} == {"weapon", "body"}
        first = found.class_skills[one.slug][0]
        assert (first.level, first.kind) == (1, "strike")


def test_common_gear_is_on_sale_in_every_region() -> None:
    found = catalogue()
    assert found.regions
    for region in found.regions:
        slots = {i.slot for i in found.items.values() if region in i.sold_in}
        assert {"weapon", *vocabulary.ARMOUR, *vocabulary.ACCESSORIES} <= slots


def test_the_world_has_its_1426_entries() -> None:
    found = catalogue()
    assert (len(found.items), len(found.monsters), len(found.places)) == (921, 385, 120)


def test_no_two_names_end_in_the_same_two_words() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for file in ("items", "monsters", "locations"):
        for one in catalogue().of_file(file).values():
            end = tuple(one.name.casefold().split()[-2:])
            assert len(end) < 2 or end not in seen, (one.name, seen.get(end))
            seen[end] = one.name
    assert seen


def test_the_page_names_every_file_and_every_field() -> None:
    page = (ROOT / "docs" / "content.md").read_text()
    head, *rest = re.split(r"^## ", page, flags=re.M)
    sections = {part.splitlines()[0]: part for part in rest}
    for file, shape in schema.FILES.items():
        own = {field.encode_name for field in fields(shape)}
        missing = own - _named(head + sections[f"fixtures/{file}.json"])
        assert not missing, (file, missing)
    assert _inner_names() <= _named(page), _inner_names() - _named(page)


def test_the_page_names_only_files_and_families_that_exist() -> None:
    page = (ROOT / "docs" / "content.md").read_text()
    assert re.findall(r"^## fixtures/(\w+)\.json", page, flags=re.M) == list(schema.FILES)
    families = re.search(r"^Families: (.*?)\n\n", page, flags=re.M | re.S)
    assert families
    listed = {name for part in re.split(r"[;.]\s*", families[1]) for name in re.findall(r"\w+", part.partition(" are ")[2])}
    assert listed == {name for names in vocabulary.FAMILIES.values() for name in names}


def _named(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", text))


def _inner_names() -> set[str]:
    """The fields of the structs inside entries: bonuses, drops, goals and so on."""
    shapes = {s for s in vars(schema).values() if isinstance(s, type) and issubclass(s, Struct)}
    return {field.encode_name for shape in shapes - {Struct, *schema.FILES.values()} for field in fields(shape)}


def test_texts_do_not_all_have_the_same_rhythm() -> None:
    """Nine in ten had three sentences once, which a reader of several hears."""
    content = catalogue()
    texts = [one.text for kind in (content.items, content.monsters, content.places) for one in kind.values()]
    counts = Counter(len(re.findall(r"[.!?][”\"']?(?= [A-Z“\"']|$)", text)) for text in texts)
    assert counts[3] < len(texts) * 0.76 and min(counts[2], counts[4]) > len(texts) * 0.08, counts
