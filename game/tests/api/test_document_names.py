"""Names in the OpenAPI document are also names in generated clients, so a rename in our code must not change them."""

from django.test import Client

SCHEMAS = {
    "AttachedItem", "Bettered", "Blow", "Bonus", "Bought", "Changed", "CharacterSheet", "Chosen", "Claimed", "Crafted",
    "Credentials", "Damaged", "Dashboard", "Day", "Derived", "Dice", "Error", "Fairness", "Gain", "HuntAnswer", "HuntWish",
    "HuntingPlace", "HuntingPlaces", "Issued", "Item", "Learnable", "Left", "LetterEntry", "LetterInFull", "LetterPortion",
    "LetterRead", "LetterReport", "LetterReported", "LetterTaken", "Loadout", "Location", "Loot", "Mailbox", "Me", "Mended",
    "Met", "Monster", "MonsterDrop", "Needed", "NewCharacter", "NewLetter", "NoticeLine", "Page_Item_", "Page_Location_",
    "Page_Monster_", "People", "Person", "LatestHit", "Piece", "PointsWish", "PostedLetter", "Prowler", "Purchase", "RaidHitAnswer", "RaidNow",
    "RaidSnapshotFrame", "Recipe", "Refusal",
    "RegionShop", "Repairs", "Revealed", "Rotation", "Row", "Sale", "Sales", "Seed", "Skills", "Sold", "SoldThing", "Spent",
    "Standing", "Standings", "Stock", "StoredBattle", "StoredPhase", "Thing", "Things", "Tired", "Told", "Upgradable", "Use", "Ware",
    "WhoProwls", "Whole", "Work", "Workshop", "Worn",
}  # fmt: skip
OPERATIONS = {
    "delete_characters_id", "delete_mail_id", "get_battles_id", "get_character", "get_characters", "get_dashboard",
    "get_fairness", "get_forge", "get_inventory", "get_leaderboards_category", "get_mail", "get_mail_id", "get_missions",
    "get_places", "get_raids_current", "get_raids_id",
    "get_shop", "get_v1_items", "get_v1_locations", "get_v1_monsters", "post_auth_login", "post_auth_logout",
    "post_character_loadout", "post_character_points", "post_characters", "post_characters_id_choose",
    "post_characters_id_restore", "post_fairness_rotate", "post_forge_craft", "post_forge_repair", "post_forge_upgrade_id",
    "post_hunts", "post_inventory_id_equip", "post_inventory_id_sell", "post_inventory_id_unequip", "post_inventory_id_use",
    "post_inventory_sell", "post_mail", "post_mail_id_claim", "post_mail_id_read", "post_mail_id_report",
    "post_mail_id_take_back", "post_missions_id_claim", "post_raids_id_hits",
    "post_shop_buy",
}  # fmt: skip


def test_every_published_schema_name_is_still_there() -> None:
    named = Client().get("/api/schema/").json()["components"]["schemas"]
    assert SCHEMAS - named.keys() == set()
    assert {name: schema["title"] for name, schema in named.items() if schema.get("title", name)[:4] != name[:4]} == {}


def test_every_published_operation_name_is_still_there() -> None:
    paths = Client().get("/api/schema/").json()["paths"].values()
    assert OPERATIONS - {operation["operationId"] for path in paths for operation in path.values()} == set()
