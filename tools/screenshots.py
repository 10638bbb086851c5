"""Takes the README's pictures from a running site: `python tools/screenshots.py http://localhost:8000`."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from vvw_site.testing import NO_CHROMIUM, chromium_path

OUT = ROOT / "docs" / "screenshots"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def play(page: Page, address: str, take: Callable[[str], object]) -> None:
    """A guest's first minutes, with a picture of each page on the way."""
    page.goto(address)
    take("landing")
    page.get_by_role("button", name="Play as a werewolf").click()
    page.wait_for_url("**/play/")
    take("dashboard")
    page.get_by_role("button", name="Hunt at").first.click()
    page.wait_for_url("**/play/battles/**")
    page.get_by_role("button", name="Open the seal and check").click()
    page.wait_for_selector("#dice-check[data-verdict=true]")
    page.wait_for_timeout(10_000)
    page.evaluate("scrollTo(0, 0)")
    take("battle")
    for name in ("hunt", "inventory", "shop"):
        page.goto(f"{address}/play/{name}/")
        take(name)


def main(address: str) -> None:
    path = chromium_path() or sys.exit(NO_CHROMIUM)
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        for label, width, height in (("desktop", 1440, 900), ("phone", 390, 844)):
            page = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark").new_page()

            def take(name: str, page: Page = page, label: str = label) -> None:
                page.wait_for_load_state("networkidle")
                page.screenshot(path=OUT / f"{name}-{label}.jpg", type="jpeg", quality=82)

            play(page, address.rstrip("/"), take)
        browser.close()
    print(f"{len(list(OUT.glob('*.jpg')))} pictures in docs/screenshots/")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
