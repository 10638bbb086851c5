"""Twenty players who, besides what mail_machine.py does, live together: clans with their banks, friends, blocks, rooms, reports and staff."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from accounts.actions.erase import erase
from accounts.models.ids import UserId
from clans.actions import (
    applications,
    departures,
    donate,
    dues,
    found,
    invitations,
    lend,
    membership,
    pay_out,
    share_links,
    sign,
    withdraw,
)
from clans.actions.settings import change_rights
from clans.models import Application, Clan, DuesPayment, Invitation, Member, ShareLink, Withdrawal
from clans.models.ids import ClanId, WithdrawalId
from clans.rules.rank import CAPABILITIES, CHOSEN_RANKS
from game.actions import friends, staff_account
from game.actions.actor import UserActor
from game.actions.blocks import block, unblock
from game.actions.character import let_go, restore
from game.actions.report import report
from game.actions.shop import Portion
from game.models import Block, Character, ChatMessage, ChatRoom, Friendship, Holding
from game.models.ids import CharacterId, ChatRoomId, HoldingId
from game.tests.actions.mail_machine import NOWHERE, Machine
from game.tests.chat import say_in
from game.tests.letters import make_sender
from game.tests.make import by, give, owner_of
from game.tests.staff import by as by_staff
from game.tests.staff import in_days

Step = Callable[[Character], object]


class TogetherMachine(Machine):
    number_of_players = 20

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.steps |= {
            "found": (6, self.found), "apply": (8, self.apply), "decide": (8, self.decide), "invite": (6, self.invite),
            "answer": (6, self.answer), "link": (3, self.link), "leave": (2, self.leave), "expel": (3, self.expel),
            "rank": (8, self.rank), "lead": (2, self.lead), "disband": (1, self.disband), "rights": (4, self.rights),
            "give gold": (10, self.give_gold), "windfall": (2, self.windfall), "give things": (9, self.give_things), "take gold": (9, self.take_gold),
            "take thing": (6, self.take_thing), "sign": (10, self.sign), "stop": (2, self.stop), "lend": (6, self.lend),
            "give back": (3, self.give_back), "want back": (3, self.want_back), "time": (6, self.time), "dues": (3, self.dues),
            "collect": (3, self.collect), "lead away": (2, self.lead_away), "block": (3, self.block), "unblock": (3, self.unblock),
            "befriend": (5, self.befriend), "part": (2, self.part), "say": (8, self.say), "report": (3, self.report),
            "mute": (2, self.mute), "let go": (1, self.let_go), "restore": (3, self.restore), "erase": (1, self.erase),
        }  # fmt: skip

    def check_all(self) -> None:
        """Also: each living clan has one leader and as many members as it says; a character wears the tag of its clan, and no other; what
        is lent is with a member; nobody of an ended clan is left."""
        super().check_all()
        for clan in Clan.objects.prefetch_related("members__character"):
            members = list(clan.members.all())
            assert clan.size == len(members), f"{clan} says {clan.size} members and has {len(members)}"
            leaders = [member.character_id for member in members if member.rank == "leader"]
            assert leaders == ([] if clan.disbanded_at else [clan.leader_id]), f"{clan} is led by {leaders}"
            assert all(member.character.clan_tag == clan.tag for member in members)
            assert all(member.character.faction == clan.faction for member in members)
        inside = Member.objects.values("character_id")
        assert not Character.objects.exclude(pk__in=inside).exclude(clan_tag="").exists(), "a tag without a clan"
        for lent in Holding.objects.filter(lent_by__isnull=False).select_related("lent_by", "character"):
            assert Member.objects.filter(character=lent.character, clan__account=lent.lent_by).exists()
        for room in ChatRoom.objects.all():
            numbers = list(ChatMessage.objects.filter(room=room).order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1)), "a room has a gap"
        assert not Friendship.objects.filter(Q(one__user=None) | Q(other__user=None)).exists()

    # --- what they choose among ---------------------------------------------------------------------------------------

    def _pick(self, rows: Any, field: str = "pk") -> Any:
        found = list(rows.order_by("pk").values_list(field, flat=True))
        return self.dice.choice(found) if found and self.dice.random() < 0.97 else NOWHERE

    def _member(self, *ranks: str) -> Character | None:
        """A player in a clan, of one of these ranks."""
        found = Member.objects.filter(character__in=[p.pk for p in self.players])
        pks = set((found.filter(rank__in=ranks) if ranks else found).values_list("character_id", flat=True))
        mates = [player for player in self.players if player.pk in pks]
        return self.dice.choice(mates) if mates else None

    def _clan_of(self, who: Character) -> Clan | None:
        return Clan.objects.filter(members__character=who).first()

    def _mate_of(self, who: Character) -> CharacterId:
        clan = self._clan_of(who)
        return CharacterId(self._pick(Member.objects.filter(clan=clan), "character_id") if clan else NOWHERE)

    # --- clans --------------------------------------------------------------------------------------------------------

    def found(self, who: Character) -> None:
        letters = "".join(self.dice.choice("ABCDEFGHJKLMNOPQRTUVWXYZ") for _ in range(3))
        found.found(by(who, self._key()), name=f"Clan_{letters}_{self.dice.randrange(10**4)}x", tag=letters)

    def apply(self, who: Character) -> None:
        Clan.objects.filter(disbanded_at=None).update(admission=self.dice.choice(["open", "application", "application"]))
        clan = ClanId(self._pick(Clan.objects.filter(disbanded_at=None)))
        if self.dice.random() < 0.3:
            membership.join_open(by(who, self._key()), clan=clan)
        else:
            applications.apply(by(who, self._key()), clan=clan, text="Please.")

    def decide(self, who: Character) -> None:
        pending = Application.objects.filter(state="pending").order_by("pk").first()
        who = self._member("leader", "officer") or who
        if pending is not None and self.dice.random() < 0.8:
            who = next((p for p in self.players if p.pk == pending.clan.leader_id), who)
        number, applicant = (pending.pk, CharacterId(pending.character_id)) if pending else (NOWHERE, CharacterId(NOWHERE))
        if self.dice.random() < 0.85:
            applications.accept(by(who, self._key()), application=number, applicant=applicant)
        else:
            applications.refuse(by(who), application=number)

    def invite(self, who: Character) -> None:
        invitations.invite(by(self._member("leader", "officer") or who), to=self.dice.choice(self.players).id)

    def answer(self, who: Character) -> None:
        pending = Invitation.objects.filter(state="pending", character__in=[p.pk for p in self.players]).order_by("pk").first()
        number = pending.pk if pending else NOWHERE
        if pending is not None and self.dice.random() < 0.9:
            who = next(p for p in self.players if p.pk == pending.character_id)
        (invitations.decline if self.dice.random() < 0.2 else invitations.accept)(by(who, self._key()), invitation=number)

    def link(self, who: Character) -> None:
        if self.dice.random() < 0.4:
            share_links.make_link(by(self._member("leader", "officer") or who))
        else:
            codes = list(ShareLink.objects.order_by("pk").values_list("code", flat=True)) or ["none"]
            share_links.join_by_link(by(who, self._key()), code=self.dice.choice(codes))

    def leave(self, who: Character) -> None:
        membership.leave(by(who, self._key()))

    def expel(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        membership.expel(by(who), member=self._mate_of(who))

    def rank(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        membership.change_rank(by(who), member=self._mate_of(who), rank=self.dice.choice(CHOSEN_RANKS))

    def lead(self, who: Character) -> None:
        who = self._member("leader") or who
        membership.hand_over(by(who), member=self._mate_of(who))

    def disband(self, who: Character) -> None:
        who = self._member("leader") or who
        clan = self._clan_of(who)
        found.disband(by(who, self._key()), name=clan.name if clan else "nothing")

    def rights(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        wanted = self.dice.sample(list(CAPABILITIES), 12)
        change_rights(
            by(who), rank=self.dice.choice(CHOSEN_RANKS), capabilities=wanted, daily_gold=self.dice.choice([0, 50, 5_000])
        )

    # --- the bank -----------------------------------------------------------------------------------------------------

    def give_gold(self, who: Character) -> None:
        donate.donate(by(self._member() or who, self._key()), gold=self.dice.choice([1, 100, 100, 70_000]))

    def windfall(self, who: Character) -> None:
        give(self._member() or who, "gold", 100_000)

    def give_things(self, who: Character) -> None:
        who = self._member() or who
        held = self._holdings(who, slot=None)
        things = self.dice.sample(held, min(len(held), 2))
        donate.donate(by(who, self._key()), items=[Portion(h.id, self.dice.randint(1, h.quantity)) for h in things])

    def take_gold(self, who: Character) -> None:
        who = self._member("leader", "officer", "veteran") or who
        withdraw.withdraw(by(who, self._key()), quantity=self.dice.choice([1, 50, 500, 60_000]))

    def _in_bank(self, who: Character) -> HoldingId:
        clan = self._clan_of(who)
        return HoldingId(self._pick(Holding.objects.filter(account=clan.account)) if clan else NOWHERE)

    def take_thing(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        withdraw.withdraw(by(who, self._key()), holding=self._in_bank(who), quantity=1)

    def sign(self, who: Character) -> None:
        who = self._member("leader", "officer", "veteran") or who
        clan = self._clan_of(who)
        open_ones = Withdrawal.objects.filter(clan=clan, state__in=Withdrawal.OPEN) if clan else Withdrawal.objects.none()
        sign.sign(by(who, self._key()), withdrawal=WithdrawalId(self._pick(open_ones)))

    def stop(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        sign.stop(by(who), withdrawal=WithdrawalId(self._pick(Withdrawal.objects.filter(state__in=Withdrawal.OPEN))))

    def lend(self, who: Character) -> None:
        who = self._member("leader", "officer") or who
        lend.lend(by(who, self._key()), holding=self._in_bank(who), member=self._mate_of(who))

    def give_back(self, who: Character) -> None:
        lent = Holding.objects.filter(lent_by__isnull=False).order_by("pk").first()
        who = next((p for p in self.players if lent is not None and p.pk == lent.character_id), who)
        lend.give_back(by(who), holding=HoldingId(lent.pk if lent else NOWHERE))

    def want_back(self, who: Character) -> None:
        lent = Holding.objects.filter(lent_by__isnull=False).order_by("-pk").first()
        who = self._member("leader", "officer") or who
        member = CharacterId(lent.character_id or NOWHERE) if lent else CharacterId(NOWHERE)
        lend.take_back(by(who), holding=HoldingId(lent.pk if lent else NOWHERE), member=member)

    def time(self, who: Character) -> None:
        """Some days pass for clans and their banks, and the job pays what is due."""
        days = timedelta(days=self.dice.choice([1, 4, 15]))
        Member.objects.update(joined_at=F("joined_at") - days, rank_at=F("rank_at") - days)
        Withdrawal.objects.filter(state__in=Withdrawal.OPEN).update(asked_at=F("asked_at") - days)
        Withdrawal.objects.filter(state=Withdrawal.WAITING).update(due_at=F("due_at") - days)
        pay_out.pay_due()

    def dues(self, who: Character) -> None:
        dues.set_dues(by(self._member("leader", "officer") or who), gold=self.dice.choice([0, 5, 300]))

    def collect(self, who: Character) -> None:
        """Twice in a week collects once."""
        DuesPayment.objects.update(week=F("week") - timedelta(days=7))
        dues.collect_dues()
        assert dues.collect_dues() == dues.Collected()

    def lead_away(self, who: Character) -> None:
        leader = self._member("leader")
        if leader is not None:
            Character.objects.filter(pk=leader.pk).update(seen_at=F("seen_at") - timedelta(days=31))
            Clan.objects.filter(leader_warned_at__isnull=False).update(
                leader_warned_at=F("leader_warned_at") - timedelta(days=8)
            )
        departures.pass_on_leads()

    # --- people -------------------------------------------------------------------------------------------------------

    def block(self, who: Character) -> None:
        other = self.dice.choice(self.players)
        block(UserActor(UserId(who.user_id or 0)), character=other.id, owner=UserId(other.user_id or 0))

    def unblock(self, who: Character) -> None:
        found = Block.objects.order_by("pk").first()
        unblock(UserActor(UserId(found.user_id if found else who.user_id or 0)), block=found.pk if found else NOWHERE)

    def befriend(self, who: Character) -> None:
        other = self.dice.choice(self.players)
        friends.ask(by(who), to=other.id, kind="friend")
        if self.dice.random() < 0.6:
            friends.accept(by(other), asker=who.id, kind="friend")

    def part(self, who: Character) -> None:
        pair = Friendship.objects.order_by("pk").first()
        who = next((p for p in self.players if pair is not None and p.pk == pair.one_id), who)
        friends.end(by(who), other=CharacterId(pair.other_id if pair else NOWHERE), kind="friend")

    def say(self, who: Character) -> None:
        who = self._member() or who
        clan = self._clan_of(who)
        room = ChatRoom.objects.filter(kind="clan", key=str(clan.pk)).first() if clan else None
        say_in(ChatRoomId(room.pk if room else NOWHERE), who)

    def report(self, who: Character) -> None:
        message = self._pick(ChatMessage.objects.all())
        report(
            by(who),
            target=self.dice.choice([f"message:{message}", f"profile:{self.dice.choice(self.players).pk}"]),
            reason="insult",
            remark="",
        )

    def mute(self, who: Character) -> None:
        if self.dice.random() < 0.3:
            staff_account.mute(by_staff(self.master), user=UserId(who.user_id or 0), until=in_days(1))
        else:
            staff_account.unmute(by_staff(self.master), user=UserId(who.user_id or 0))

    def let_go(self, who: Character) -> None:
        let_go(by(who))

    def restore(self, who: Character) -> None:
        for gone in Character.objects.filter(pk__in=[p.pk for p in self.players], deleted_at__isnull=False):
            restore(user_id=UserId(gone.user_id or 0), character_id=gone.id)

    def erase(self, who: Character) -> None:
        """The account is erased, and a new player comes."""
        owner = owner_of(who)
        erase(user_id=owner.pk)
        self.players = [player for player in self.players if player.user_id != owner.pk]
        while len(self.players) < self.number_of_players:
            self.players.append(make_sender(gold=2_000, level=15))
