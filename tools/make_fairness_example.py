"""Writes the worked example of docs/fairness.md from a stored battle: `python tools/make_fairness_example.py`.

The battle is game/tests/vectors/example_battle.json. All figures come from tools/check_battle.py, which shares no code with
the game. A test compares both, and compares the document with the output of this script.
"""

import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.check_battle import Roll, Stream, fault_of, roll_again

DOCUMENT = ROOT / "docs" / "fairness.md"
BATTLE = ROOT / "game" / "tests" / "vectors" / "example_battle.json"
MARK = "<!-- example: tools/make_fairness_example.py writes from here on -->\n"


def example(battle: dict[str, Any]) -> str:
    """The example in Markdown."""
    assert fault_of(battle) == "", fault_of(battle)
    dice = Stream(battle["server_seed"], battle["client_seed"], battle["nonce"])
    roll_again(battle["inputs"], dice)
    message = f"{battle['client_seed']}:{battle['nonce']}:0"
    block = hmac.new(battle["server_seed"].encode(), message.encode(), hashlib.sha256).hexdigest()
    fight, hunter, prey = battle["outcome"]["fight"], battle["inputs"]["hunter"], battle["inputs"]["prey"]
    return "\n".join([
        f"{hunter['name']}, level {hunter['level']}, hunts. The battle as it is stored:",
        "", "```json", *_json(battle), "```", "",
        f"SHA-256 of the server seed is the commit. The message of block 0 is `{message}`, and the block is",
        "", "```", *(block[start : start + 8] for start in range(0, 64, 8)), "```", "",
        "which is eight words, one a line. The whole hunt takes these rolls:",
        "", "| roll | word | below | result | what it decides |", "|---:|---:|---:|---:|---|",
        *(_row(number, roll) for number, roll in enumerate(dice.rolls, 1)), "",
        f"The fight of {fight['rounds']} rounds has these lines, as in `outcome.fight.blows`:",
        "", "| round | who | action | outcome | amount | healths after |", "|---:|---|---|---|---:|---:|",
        *(_line(blow, hunter["name"], prey["sheet"]["name"]) for blow in fight["blows"]), "",
        f"It yields {battle['outcome']['gold']} gold, {battle['outcome']['xp']} experience and {_loot(battle)}.",
        "",
    ])  # fmt: skip


def _json(battle: dict[str, Any]) -> list[str]:
    """The battle as JSON, with a line for each part that a reader looks for."""
    inputs, outcome = battle["inputs"], battle["outcome"]
    plain = {name: battle[name] for name in battle if name not in ("inputs", "outcome")}
    lines = [f' "{name}": {_short(value)},' for name, value in plain.items()]
    lines += [' "inputs": {', *_parts(inputs, 2), " },", ' "outcome": {']
    fight = outcome["fight"]
    lines += [
        f'  "prey": {_short(outcome["prey"])},',
        f'  "fight": {{"won": {_short(fight["won"])}, "rounds": {fight["rounds"]}, "hp": {_short(fight["hp"])}, "blows": [',
        *(f"   {_short(blow)}{',' if index < len(fight['blows']) else ''}" for index, blow in enumerate(fight["blows"], 1)),
        "  ]},",
        *_parts({name: outcome[name] for name in ("xp", "gold", "loot")}, 2),
        " }",
    ]
    return ["{", *lines, "}"]


def _parts(values: dict[str, Any], indent: int) -> list[str]:
    last = len(values)
    return [
        f'{" " * indent}"{name}": {_short(value)}{"," if index < last else ""}'
        for index, (name, value) in enumerate(values.items(), 1)
    ]


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _row(number: int, roll: Roll) -> str:
    return f"| {number} | {roll.words[-1]} | {roll.faces} | {roll.result} | {roll.decides} |"


def _line(blow: list[Any], hunter: str, monster: str) -> str:
    number, side, action, outcome, amount, (mine, its) = blow
    return f"| {number} | {(hunter, monster)[side]} | {action} | {outcome} | {amount} | {mine}, {its} |"


def _loot(battle: dict[str, Any]) -> str:
    return ", ".join(f"{quantity} `{item}`" for item, quantity in battle["outcome"]["loot"]) or "no item"


def main() -> None:
    text = DOCUMENT.read_text()
    before, mark, _ = text.partition(MARK)
    assert mark, f"{DOCUMENT} has lost its mark"
    DOCUMENT.write_text(before + mark + "\n" + example(json.loads(BATTLE.read_text())))


if __name__ == "__main__":
    main()
