"""The list of classes, and the page of each."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.coming import coming_note
from game.content.schema import Class
from game.emblems import class_emblem
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.guides import TemplateFacts
from seo_pages.facts.head import head, sentences, title
from seo_pages.facts.night import night
from seo_pages.facts.skills import skill
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site

MAINS = {"str": "strength", "dex": "dexterity", "int": "intellect"}


def class_pages(world: WikiWorld, site: Site) -> Iterator[TemplateFacts]:
    classes = list(world.content.classes.values())
    cover = addresses.picture("item", classes[0].gear[0])
    page = head(
        site, wiki_urls.CLASSES, name="Classes", title=title("Classes", "how each plays, skills and first gear"),
        description=f"The {len(classes)} classes of Vampires vs Werewolves: what each strikes with, how it begins, "
        "and which skills it learns at which level.",
        crumbs=[], section="classes", picture=cover, alt=f"{world.content.items[classes[0].gear[0]].name}, what a {classes[0].name} begins with",
    )  # fmt: skip
    yield "classes.html", page | {
        "classes": [{"name": c.name, "href": addresses.class_page(c.slug), "tagline": c.tagline, "side": _side(c),
        "tint": f"f-{c.faction or 'both'}",
                     "main": MAINS[c.main], "img": addresses.emblem("item", c.gear[0])} for c in classes]
    }  # fmt: skip
    for c in classes:
        yield "class.html", _class(world, site, c, classes)


def _side(c: Class) -> str:
    return words.SIDES[c.faction] if c.faction else f"both sides, after prestige{closed_features.later('prestige')}"


def _class(world: WikiWorld, site: Site, c: Class, classes: list[Class]) -> PageFacts:
    skills = [skill(world, s) for s in world.content.class_skills.get(c.slug, ())]
    named = ", ".join(s["name"] for s in skills[:3])
    slug = c.gear[0] if c.gear else world.items[0].slug
    page = head(
        site, addresses.class_page(c.slug), name=c.name, title=title(c.name, f"{c.faction or 'prestige'} class, how to play, skills"),
        description=sentences(f"{c.name}: {c.tagline}", f"Strikes with {MAINS[c.main]}.", f"Skills: {named} and more."),
        crumbs=[("Classes", wiki_urls.CLASSES)], section="classes", tint=f"f-{c.faction or 'both'}",
        picture=addresses.picture("item", slug), alt=f"{world.content.items[slug].name}",
    )  # fmt: skip
    most = max(max(k.start.values()) for k in classes)
    return page | {
        "svg": class_emblem(c.slug).replace("<stop stop-color", '<stop offset="0" stop-color'),
        "tagline": c.tagline, "text": c.text, "side": _side(c), "main": MAINS[c.main], "shut": coming_note(c),
        "night": night(c.slug, "roofs" if c.faction == "vampire" else "hills"),
        "start": [{"name": words.STATS[a], "value": v, "bar": 100 * v // most, "main": a == c.main} for a, v in c.start.items()],
        "skills": skills, "gear": [world.ref["item"][g] for g in c.gear],
        "others": [{"name": k.name, "href": addresses.class_page(k.slug), "note": k.tagline} for k in classes if k.slug != c.slug],
    }  # fmt: skip
