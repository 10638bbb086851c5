"""The page of each boss says that it comes as a raid; the pages of other monsters do not."""

from html import escape

from game.content import catalogue
from seo_pages.facts.raid import DOES
from seo_pages.tests.conftest import Rendered

HEADING = '<h2 id="raid">'


def test_the_page_of_each_boss_shows_its_raid_with_every_phase_and_the_trophy(rendered: Rendered) -> None:
    raids = catalogue().raid_bosses
    assert len(raids) == 25
    for slug, raid in raids.items():
        _, found, rest = rendered.html[f"wiki/monsters/{slug}/index.html"].partition(HEADING)
        section = rest.partition("</section>")[0]
        assert found, slug
        for text in (raid.title, raid.call, *(phase.name for phase in raid.phases)):
            assert escape(text).replace("&#x27;", "&#39;") in section, (slug, text)
        for phase in raid.phases[1:]:
            assert f"below {phase.below} % of its health: {DOES[phase.kind]}" in section, (slug, phase.slug)
        assert f'href="/wiki/items/{raid.trophy}/"' in section, slug


def test_only_bosses_come_as_raids(rendered: Rendered) -> None:
    others = [m.slug for m in catalogue().monsters.values() if m.rank != "boss"]
    assert others and not [slug for slug in others if HEADING in rendered.html[f"wiki/monsters/{slug}/index.html"]]
