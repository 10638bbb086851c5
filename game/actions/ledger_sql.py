"""The parts of the one statement that writes an entry of the ledger. Each part counts its rows where all of them must exist."""

WRITTEN = """written AS (
    INSERT INTO game_transfer (source, destination, asset, quantity, holding, reverses_id, reason, reference)
    SELECT m.source, m.destination, m.asset, m.quantity, m.holding, m.reverses, %(reason)s, m.reference
    FROM unnest(%(source)s::text[], %(destination)s::text[], %(asset)s::text[], %(quantity)s::bigint[],
                %(holding)s::bigint[], %(reverses)s::bigint[], %(reference)s::text[])
        AS m(source, destination, asset, quantity, holding, reverses, reference)
)"""
MORE = """more AS (
    INSERT INTO game_holding (character_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.item, d.quantity, true, 0, 0
    FROM unnest(%(more_of)s::bigint[], %(more_item)s::text[], %(more)s::bigint[]) AS d(id, item, quantity)
    ON CONFLICT (character_id, item) WHERE stacked DO UPDATE SET quantity = game_holding.quantity + excluded.quantity
)"""
ACCOUNT_MORE = """account_more AS (
    INSERT INTO game_holding (account_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.item, d.quantity, true, 0, 0
    FROM unnest(%(account_more_of)s::bigint[], %(account_more_item)s::text[], %(account_more)s::bigint[]) AS d(id, item, quantity)
    ON CONFLICT (account_id, item) WHERE stacked AND account_id IS NOT NULL
    DO UPDATE SET quantity = game_holding.quantity + excluded.quantity
)"""
MADE = """made AS (
    INSERT INTO game_holding (id, character_id, account_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.owner, d.account, d.item, 1, false, d.durability, 0
    FROM unnest(%(new_id)s::bigint[], %(new_of)s::bigint[], %(new_at)s::bigint[], %(new_item)s::text[], %(new_durability)s::int[])
        AS d(id, owner, account, item, durability)
)"""
GOLD = """gold AS (
    UPDATE game_character c SET gold = c.gold + d.gold, gold_earned = greatest(0, c.gold_earned + d.earned)
    FROM unnest(%(gold_of)s::bigint[], %(gold)s::bigint[], %(earned)s::bigint[]) AS d(id, gold, earned)
    WHERE c.id = d.id RETURNING 1
)"""
ACCOUNT_GOLD = """account_gold AS (
    UPDATE game_ledgeraccount a SET gold = a.gold + d.gold
    FROM unnest(%(account_gold_of)s::text[], %(account_gold)s::bigint[]) AS d(code, gold)
    WHERE a.id = split_part(d.code, ':', 2)::bigint AND a.kind = split_part(d.code, ':', 1) RETURNING 1
)"""
_LESS = """wanted{name} AS (
    SELECT * FROM unnest(%({name}less_of)s::bigint[], %({name}less_item)s::text[], %({name}less)s::bigint[])
        AS d(id, item, quantity)
), {name}less AS (
    UPDATE game_holding h SET quantity = h.quantity - d.quantity FROM wanted{name} d
    WHERE h.{column} = d.id AND h.item = d.item AND h.stacked AND h.quantity > d.quantity RETURNING 1
), {name}gone AS (
    DELETE FROM game_holding h USING wanted{name} d
    WHERE h.{column} = d.id AND h.item = d.item AND h.stacked AND h.quantity = d.quantity RETURNING 1
)"""
LESS = _LESS.format(name="", column="character_id")
ACCOUNT_LESS = _LESS.format(name="account_", column="account_id")
MOVED = """moved AS (
    UPDATE game_holding h SET character_id = d.owner, account_id = d.account, acquired_at = now(),
        lent_by_id = CASE WHEN h.lent_by_id = d.account THEN NULL ELSE h.lent_by_id END
    FROM unnest(%(moved)s::bigint[], %(moved_item)s::text[], %(left_owner)s::bigint[], %(left_account)s::bigint[],
                %(moved_to)s::bigint[], %(moved_into)s::bigint[]) AS d(id, item, left_owner, left_account, owner, account)
    WHERE h.id = d.id AND h.item = d.item AND h.character_id IS NOT DISTINCT FROM d.left_owner
        AND h.account_id IS NOT DISTINCT FROM d.left_account AND NOT h.stacked AND h.slot IS NULL
        AND (h.lent_by_id IS NULL OR d.owner IS NULL)
    RETURNING 1
)"""
"""What is lent goes back to its lender. To another character it does not move; to anybody else a_lent_item_only_goes_back refuses it."""
REMADE = """remade AS (
    INSERT INTO game_holding (id, character_id, account_id, item, quantity, stacked, durability, upgrade)
    SELECT d.id, d.owner, d.account, d.item, 1, false, d.durability, 0
    FROM unnest(%(moved)s::bigint[], %(moved_item)s::text[], %(left_owner)s::bigint[], %(left_account)s::bigint[],
                %(moved_to)s::bigint[], %(moved_into)s::bigint[], %(remade_durability)s::int[])
        AS d(id, item, left_owner, left_account, owner, account, durability)
    WHERE d.left_owner IS NULL AND d.left_account IS NULL AND NOT EXISTS (SELECT FROM game_holding h WHERE h.id = d.id)
    RETURNING 1
)"""
"""Versions before 0013 deleted an instance that went to the world. Its reversal makes the row again, under the same id."""
