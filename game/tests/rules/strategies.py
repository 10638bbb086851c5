"""What property tests draw: skills, sheets, attributes and gear."""

from hypothesis import strategies as st

from game.rules import tuning
from game.rules.sheet import Sheet
from game.rules.skill import Skill

kinds = st.sampled_from(["strike", "bleed", "drain", "stun", "execute", "ward", "bless", "mend"])
skills = st.builds(
    Skill, slug=st.just("skill"), kind=kinds, power=st.integers(0, 400), extra=st.integers(0, 300), rounds=st.integers(0, 10),
    cooldown=st.integers(0, 15),
)  # fmt: skip
sheets = st.builds(
    Sheet, name=st.just("x"), level=st.integers(1, 60), hp=st.integers(1, 5000), hp_max=st.just(5000),
    attack=st.integers(1, 3000), defence=st.integers(0, 3000), crit=st.integers(0, 850), crit_power=st.integers(150, 250),
    dodge=st.integers(0, 600), lifesteal=st.integers(0, 200), speed=st.integers(0, 500), luck=st.integers(0, 300),
    skills=st.lists(skills, max_size=3).map(tuple),
)  # fmt: skip
attributes = st.fixed_dictionaries({name: st.integers(1, 400) for name in tuning.ATTRIBUTES})
gear = st.dictionaries(st.sampled_from(["str", "dex", "crit", "dodge", "lifesteal", "attack", "hp"]), st.integers(0, 3000))
