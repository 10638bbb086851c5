"""Ten players who send, claim, take back, trade, forge and wear at random, and a game master who gives and takes back."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import F, Q

from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import letter_copies, staff_goods, staff_letter_return, staff_letters
from game.actions.forge import repair, repair_all, upgrade
from game.actions.inventory import equip, unequip
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.mail import delete, mark_read
from game.actions.reversal import reverse
from game.actions.shop import Portion, buy, sell
from game.actions.staff_letters import CityItem
from game.models import Character, Holding, Letter, Transfer
from game.models.ids import HoldingId, LetterId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.letters import DRAUGHT, SWORD, WORDS, make_sender, send_letter
from game.tests.make import by, make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

PLAYERS = 10
ITEMS = (SWORD, DRAUGHT, "porters-hatchet", "patched-watch-cap")
NOWHERE = 2**62


class Machine:
    """One run. Every step is an action with random parameters, mostly sensible ones; a refusal is fine, anything else is not."""

    number_of_players = PLAYERS

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.master: User = make_staff(Rank.GAME_MASTER)
        self.players = [make_sender(gold=2_000, level=15) for _ in range(self.number_of_players - 1)]
        self.players.append(make_character(self.players[0].user, gold=2_000, level=15))
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.last_line = self._newest_line()
        self.instances: set[int] = set()
        self.last = "the start"
        self.steps: dict[str, tuple[int, Callable[[Character], object]]] = {
            "send": (24, self.send), "claim": (14, self.claim), "take back": (5, self.take_back), "job": (3, self.job),
            "sell": (8, self.sell), "buy": (8, self.buy), "reverse": (6, self.reverse), "equip": (7, self.equip),
            "unequip": (5, self.unequip), "upgrade": (5, self.upgrade), "repair": (4, self.repair), "delete": (5, self.delete),
            "read": (2, self.read), "gift": (6, self.gift), "take": (2, self.take),
            "city": (3, self.city), "staff return": (5, self.return_letter), "sweep": (1, self.sweep),
        }  # fmt: skip

    def step(self) -> str:
        """Runs one action; returns what it was."""
        name = self.dice.choices(list(self.steps), [weight for weight, _ in self.steps.values()])[0]
        who = self.dice.choice(self.players)
        self.last = f"{name} by {who.pk}"
        try:
            self.steps[name][1](who)
        except GameError as refusal:
            self.refused[f"{name}: {refusal.code}"] += 1
            moved = list(
                Transfer.objects.filter(pk__gt=self.last_line).values_list("source", "destination", "asset", "reason")[:5]
            )
            assert not moved, f"a refused action ({refusal.code}) moved something: {moved}"
        else:
            self.done[name] += 1
        return self.last

    def check_touched(self) -> None:
        """The holders that the last action moved something from or to."""
        newest = self._newest_line()
        moved = Transfer.objects.filter(pk__gt=self.last_line, pk__lte=newest).values_list("source", "destination")
        holders = {code for line in moved for code in line if not code.startswith(("faucet:", "sink:"))}
        self.last_line = newest
        if holders:
            assert problems(sorted(holders)) == []

    def check_all(self) -> None:
        """The whole ledger; and each instance that ever was is one row, with one holder or with the world."""
        assert problems() == []
        now = {h.pk: h for h in Holding.objects.filter(stacked=False)}
        assert now.keys() >= self.instances, "an instance is gone"
        self.instances = set(now)
        assert all(h.quantity == 1 and (h.character_id is None or h.account_id is None) for h in now.values())
        ever = set(Transfer.objects.filter(holding__isnull=False).values_list("holding", flat=True))
        assert ever == self.instances, "each instance has a history"
        paid = Counter(Transfer.objects.filter(reason="upgrade", reversed_by=None).values_list("reference", flat=True))
        assert all(h.upgrade == paid[f"holding:{h.pk}"] for h in now.values()), (
            "an upgrade that nobody paid for, or one that is lost"
        )

    def _newest_line(self) -> int:
        return Transfer.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def _holdings(self, who: Character, **fields: Any) -> list[Holding]:
        return list(Holding.objects.filter(character=who, **fields).order_by("pk"))

    def _one_of(self, who: Character, **fields: Any) -> HoldingId:
        """A holding of the character; now and then one of another, or of nobody."""
        found = self._holdings(who, **fields)
        if found and self.dice.random() < 0.95:
            return self.dice.choice(found).id
        return HoldingId(self.dice.choice([NOWHERE, *sorted(self.instances)[:50]]))

    def _letter(self, side: str, who: Character) -> tuple[Character, LetterId]:
        """An open letter and the character on that side of it; now and then another character, or any letter."""
        odd = self.dice.random()
        letters = list(Letter.objects.order_by("pk") if odd < 0.05 else Letter.objects.filter(state=Letter.OPEN).order_by("pk"))
        if not letters:
            return who, LetterId(NOWHERE)
        letter = self.dice.choice(letters)
        if odd < 0.9:
            sides = [player for player in self.players if player.pk == getattr(letter, f"{side}_id")]
            who = sides[0] if sides else who  # the city wrote it
        return who, letter.id

    def _key(self) -> str | None:
        return self.dice.choice([None, f"key-{self.dice.randrange(10**6):08d}"])

    # --- the actions --------------------------------------------------------------------------------------------------

    def send(self, who: Character) -> None:
        to = self.dice.choice(self.players)
        things = self.dice.sample(held := self._holdings(who), min(len(held), self.dice.choice([0, 0, 1, 1, 2, 3])))
        items = [Portion(h.id, self.dice.randint(1, h.quantity)) for h in things if h.slot is None or self.dice.random() < 0.1]
        send_letter(who, to, gold=self.dice.choice([0, 0, 1, 50, 50, 5_000]), items=items, key=self._key())

    def claim(self, who: Character) -> None:
        who, letter = self._letter("recipient", who)
        claim(by(who, self._key()), letter=letter)

    def take_back(self, who: Character) -> None:
        who, letter = self._letter("sender", who)
        take_back(by(who, self._key()), letter=letter)

    def job(self, who: Character) -> None:
        """Some days pass, and the job returns what is due."""
        time = timedelta(days=self.dice.choice([1, 3, 8, 14]))
        Letter.objects.filter(Q(state=Letter.OPEN) | Q(sent_at__gt=F("sent_at") - time)).update(
            sent_at=F("sent_at") - time, expires_at=F("expires_at") - time
        )
        assert return_unclaimed()["failed"] == 0

    def sell(self, who: Character) -> None:
        things = self.dice.sample(held := self._holdings(who, slot=None), min(len(held), self.dice.randint(1, 2)))
        sell(by(who, self._key()), portions=[Portion(h.id, self.dice.randint(1, h.quantity)) for h in things])

    def buy(self, who: Character) -> None:
        buy(by(who, self._key()), item=self.dice.choice(ITEMS), quantity=self.dice.randint(1, 2))

    def reverse(self, who: Character) -> None:
        reasons = ("buy", "sell", "staff", "upgrade", "repair", "reversal", "letter", "letter_claimed")
        lines = list(Transfer.objects.filter(reason__in=reasons).order_by("-pk").values_list("pk", flat=True)[:60])
        line = self.dice.choice(lines) if lines else NOWHERE
        reverse(by_staff(self.master), transfer=line, whole=self.dice.random() < 0.7)

    def equip(self, who: Character) -> None:
        equip(by(who), holding=self._one_of(who, stacked=False, slot=None))

    def unequip(self, who: Character) -> None:
        Character.objects.filter(pk=who.pk).update(hunts=F("hunts") + self.dice.randint(0, 3))  # what is worn was in fights
        unequip(by(who), holding=self._one_of(who, slot__isnull=False))

    def upgrade(self, who: Character) -> None:
        upgrade(by(who), holding=self._one_of(who, stacked=False))

    def repair(self, who: Character) -> None:
        if self.dice.random() < 0.3:
            repair_all(by(who))
        else:
            repair(by(who), holding=self._one_of(who, stacked=False))

    def delete(self, who: Character) -> None:
        mine = Letter.objects.filter(Q(sender=who) | Q(recipient=who)).order_by("pk").values_list("pk", flat=True)
        delete(by(who), letter=LetterId(self.dice.choice(list(mine) or [NOWHERE])))

    def read(self, who: Character) -> None:
        who, letter = self._letter("recipient", who)
        mark_read(by(who), letter=letter)

    def gift(self, who: Character) -> None:
        if self.dice.random() < 0.3:
            staff_goods.grant_gold(by_staff(self.master), character=who.id, quantity=self.dice.randint(1, 500))
        else:
            item = self.dice.choice(ITEMS)
            staff_goods.grant_item(by_staff(self.master), character=who.id, item=item, quantity=self.dice.randint(1, 2))

    def take(self, who: Character) -> None:
        holding = self._one_of(who)
        staff_goods.take_item(by_staff(self.master), character=who.id, holding=holding, quantity=1)

    def city(self, who: Character) -> None:
        items = [CityItem(item, self.dice.randint(1, 2)) for item in self.dice.sample(ITEMS, self.dice.randint(0, 2))]
        gold = self.dice.choice([0, 20])
        staff_letters.send_letter(by_staff(self.master), character=who.id, gold=gold, items=items, **WORDS)

    def return_letter(self, who: Character) -> None:
        """Of any letter, also of one that was claimed long ago."""
        letters = list(Letter.objects.filter(escrow__isnull=False).order_by("-pk").values_list("pk", flat=True)[:40])
        staff_letter_return.return_letter(by_staff(self.master), letter=LetterId(self.dice.choice(letters or [NOWHERE])))

    def sweep(self, who: Character) -> None:
        """Letters that both sides have deleted are removed, with their escrows."""
        letter_copies.delete_unseen()
