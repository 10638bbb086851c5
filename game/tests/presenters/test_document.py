"""Pages of docs/ as parts of pages of the site."""

import re
from pathlib import Path

import pytest

from game.presenters import document as presenter

TEXT = """# The title

<!-- for writers only -->

## How it works

| word | number |
|---|---:|
| one | 1 |

```
a < b
```
"""


@pytest.fixture
def html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "trial.md").write_text(TEXT)
    monkeypatch.setattr(presenter, "DOCS", tmp_path)
    return presenter.document.__wrapped__("trial")


def test_the_title_and_the_comments_are_left_out_and_headings_are_one_level_lower(html: str) -> None:
    assert "The title" not in html and "writers" not in html
    assert '<h3 id="how-it-works">How it works</h3>' in html


def test_a_table_scrolls_by_itself_its_cells_name_their_column_and_numbers_are_aligned_by_class(html: str) -> None:
    assert html.count('<div class="table-wrap" tabindex="0" role="group" aria-label="Table">') == html.count("</div>") == 1
    assert '<td data-label="word">one</td>' in html and "style=" not in html
    assert re.search(r'<td class="t-num" data-label="number">1</td>|<td data-label="number" class="t-num">1</td>', html)


def test_an_example_can_be_reached_by_keyboard_and_is_escaped(html: str) -> None:
    assert '<pre tabindex="0" aria-label="Example"><code>a &lt; b' in html
