"""The numbers of a raid, in words for the staff."""

from datetime import datetime

from game.models import Raid
from game.presenters.raid_frames import title_of
from game.queries.raid import RaidView
from game.queries.raid_payment import RaidPayment
from game.rules.raid import state_at


def state_in_words(raid: Raid, now: datetime) -> str:
    """As players see it, also before an action has settled it."""
    starts_in, ends_in = (raid.starts_at - now).total_seconds(), (raid.ends_at - now).total_seconds()
    state = state_at(raid.state, hp=raid.hp, starts_in=starts_in, ends_in=ends_in)
    return state.replace("_", " ")


def health_in_words(raid: Raid) -> str:
    """Such as `1,200 of 5,000 (24 %)`."""
    return f"{raid.hp:,} of {raid.hp_max:,} ({raid.hp * 100 // raid.hp_max} %)"


def start_in_words(raid: Raid) -> str:
    """The health at the start, and why it was not the full one."""
    kept = raid.hp_max - raid.health
    return f"{raid.health:,}" + (f", because it kept {kept:,} damage from its last raid" if kept else "")


def phase_in_words(view: RaidView) -> str:
    phase = view.phases[view.phase]
    return f"{phase.name} ({view.phase + 1} of {len(view.phases)}), below {phase.below} %"


def counts_in_words(raid: Raid) -> str:
    """What the folds have counted so far."""
    late = raid.number - raid.counted
    hits = f"{_count(raid.counted, 'hit')} of {_count(raid.hunters, 'hunter')} in {_count(raid.seq, 'update')}"
    return hits + (f", and {_count(late, 'late hit')}" if late else "")


def sides_in_words(raid: Raid) -> str:
    return f"vampires {raid.vampire:,}, werewolves {raid.werewolf:,}"


def killing_blow_in_words(view: RaidView) -> str:
    return f"hit {view.killing_hit} (number {view.killing_number:,}), by {view.killer}" if view.killing_hit else "—"


def payment_in_words(payment: RaidPayment) -> str:
    rewards = f"{payment.paid:,} paid, {payment.to_pay:,} to pay; {payment.gold:,} gold in all"
    energy = f", {payment.energy:,} energy given back" if payment.energy else ""
    late = payment.refunded + payment.to_refund
    return rewards + energy + (f"; energy of {payment.refunded:,} of {_count(late, 'late hit')} given back" if late else "")


def boss_in_words(slug: str) -> str:
    return title_of(slug)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
