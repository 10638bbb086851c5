"""`python bench/hugo.py`: compares a full build of our static pages with a build of the same text by Hugo.

The builds alternate.

Hugo (Debian: apt-get install hugo) gets one Markdown file for each of our pages, with its headings, paragraphs, tables and
lists, and a plain theme: head with description and canonical, header, breadcrumbs, text, lists, sitemap. Hugo only writes
HTML; our build also draws the emblems and compresses everything with gzip and Brotli.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
URL = "https://vvw.example"

CONFIG = f"""
baseURL = "{URL}/"
title = "Vampires vs Werewolves"
enableRobotsTXT = true
disableKinds = ["RSS", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = false
"""
BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}">
<meta property="og:description" content="{{ .Description }}"><link rel="stylesheet" href="/wiki.css">
<script type="application/ld+json">
{{ dict "@context" "https://schema.org" "@type" "Article" "headline" .Title "url" .Permalink | jsonify | safeJS }}</script>
</head><body><header><a href="/">{{ site.Title }}</a>
<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></header>
<nav aria-label="Breadcrumb"><ol>
{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<main>{{ block "main" . }}{{ end }}</main><footer><a href="/play/">Play</a></footer></body></html>
"""
SINGLE = """{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</article>{{ end }}"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range first 48 .RegularPagesRecursive }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ .Description }}</p></li>{{ end }}</ul>{{ end }}"""


class Text(HTMLParser):
    """Converts the content of <main> of our page into Markdown."""

    BLOCKS = {
        "p": "",
        "h2": "## ",
        "h3": "### ",
        "h4": "#### ",
        "li": "- ",
        "dt": "**",
        "dd": ": ",
        "tr": "| ",
        "figcaption": "",
        "caption": "",
    }
    SKIPPED = frozenset({"svg", "script", "style", "h1"})

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = False
        self.skipping = 0
        self.link = ""
        self.rows = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
        elif tag in self.SKIPPED:
            self.skipping += 1
        elif tag in self.BLOCKS:
            self.lines += ["\n" if tag in ("li", "tr") else "\n\n", self.BLOCKS[tag]]
        elif tag == "a":
            self.link = dict(attributes).get("href") or ""
            self.lines.append("[")
        elif tag == "table":
            self.rows = 0
            self.lines.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        elif tag in self.SKIPPED:
            self.skipping -= 1
        elif tag == "a":
            self.lines.append(f"]({self.link})")
        elif tag in ("td", "th"):
            self.lines.append(" | ")
        elif tag == "tr":
            self.rows += 1
            if self.rows == 1:
                self.lines.append("\n|---|---|")
        elif tag == "dt":
            self.lines.append("**")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipping and data.strip():
            self.lines.append(" ".join(data.split()))


def hugo_site(folder: Path) -> tuple[int, int]:
    """Write the source of the site for Hugo. Returns the number of pages and the bytes of their Markdown."""
    import django

    django.setup()
    from game.content import catalogue
    from game.content.registry import FIXTURES
    from seo_pages.build.outputs import make, plan_outputs
    from seo_pages.page import WikiPage

    planned = plan_outputs(catalogue(), URL, FIXTURES)
    count = size = 0
    for output in planned.outputs:
        if not output.path.endswith("/index.html"):
            continue
        page, raw = output.subject, make(output, planned.site)[0].decode()
        assert isinstance(page, WikiPage)
        reader = Text()
        reader.feed(raw)
        title = raw.partition("<title>")[2].partition("</title>")[0]
        about = raw.partition('name="description" content="')[2].partition('"')[0]
        head = json.dumps({"title": title, "description": about, "date": "2026-11-01"})
        hub = page.kind not in ("item", "monster", "place")
        name = Path(output.path.removesuffix("/index.html"))
        # For Hugo, a section is a folder with _index.md, even if it has no entries.
        file = folder / "content" / name.with_suffix(".md") if not hub else folder / "content" / name / "_index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = f"{head}\n\n{''.join(reader.lines)}\n"
        file.write_text(body)
        count, size = count + 1, size + len(body.encode())
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for layout, text in {"baseof": BASE, "single": SINGLE, "list": LIST}.items():
        (layouts / f"{layout}.html").write_text(text)
    (folder / "config.toml").write_text(CONFIG)
    return count, size


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of wall clock, and CPU seconds of the process and its children."""
    begun = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with exit code {os.waitstatus_to_exitcode(status)}.")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime


def measure(work: Path, source: Path) -> dict[str, tuple[float, float]]:
    """One build of each kind into empty folders: (wall seconds, CPU seconds) by kind."""
    ours, theirs = work / "ours", work / "theirs"
    for folder in (ours, theirs):
        shutil.rmtree(folder, ignore_errors=True)
    manage = [sys.executable, str(CHECKOUT / "manage.py"), "render_seo_pages", "--no-pictures", "--out", str(ours)]
    return {
        "hugo": timed(["hugo", "--quiet", "--source", str(source), "--destination", str(theirs)]),
        "ours, full": timed(manage),
        "ours, nothing changed": timed(manage),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="where to build; a folder in memory excludes the disk from the measurement")
    options = parser.parse_args()
    rounds = options.rounds
    if not shutil.which("hugo"):
        raise SystemExit("Hugo is not installed (Debian: apt-get install hugo).")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        work = Path(name)
        pages, size = hugo_site(work / "source")
        taken = [measure(work, work / "source") for _ in range(rounds)]
        html = [sum(1 for _ in (work / folder).rglob("*.html")) for folder in ("theirs", "ours/current")]
    print(
        f"{pages:,} pages, {size / 1e6:.1f} MB of Markdown; HTML files: hugo {html[0]:,}, ours {html[1]:,}; median of {rounds} rounds\n"
    )
    print(f"{'':24}{'wall s':>8}{'CPU s':>8}{'wall / hugo':>14}{'CPU / hugo':>12}")
    middle = {which: [statistics.median(one[which][i] for one in taken) for i in (0, 1)] for which in taken[0]}
    for which, (wall, cpu) in middle.items():
        print(f"{which:24}{wall:8.2f}{cpu:8.2f}{wall / middle['hugo'][0]:14.2f}{cpu / middle['hugo'][1]:12.2f}")


if __name__ == "__main__":
    main()
