"""Load the pages that come with the product: Markdown files in `etiquette/content`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.models import User
from etiquette.actions.page import create_page, publish, save_draft
from etiquette.models import Occasion, Page

FOLDER = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True, slots=True)
class StandardPage:
    """One page of the product, read from its two files."""

    slug: str
    occasion: str
    position: int
    text: dict[str, str]


def read_standard_pages(folder: Path = FOLDER) -> list[StandardPage]:
    """Return the pages of `folder`, each `<slug>.en.md` with its `<slug>.zh-hans.md`, in the order of the list.

    Raises `ValueError` naming the file, for a missing head, a missing key or an unknown occasion.
    """
    pages = []
    for path in sorted(folder.glob("*.en.md")):
        slug = path.name.removesuffix(".en.md")
        english, body_en = _read(path)
        chinese, body_zh = _read(folder / f"{slug}.zh-hans.md")
        if english["occasion"] not in Occasion.values:
            raise ValueError(f"{path.name}: unknown occasion {english['occasion']!r}")
        text = {"title_en": english["title"], "title_zh": chinese["title"], "body_en": body_en, "body_zh": body_zh}
        pages.append(StandardPage(slug, english["occasion"], int(english.get("position", "50")), text))
    return sorted(pages, key=lambda page: (page.position, page.slug))


@transaction.atomic
def load_standard_pages(*, now: datetime, by: User | None = None) -> tuple[int, int]:
    """Make the pages that are missing, renew those nobody has edited, leave the rest alone.

    A page an editor took away stays away. Return how many were made and how many renewed.
    """
    made = renewed = 0
    for standard in read_standard_pages():
        page = Page.objects.select_for_update().filter(slug=standard.slug).first()
        if page is None:
            page = create_page(
                slug=standard.slug, occasion=standard.occasion, position=standard.position, text=standard.text,
                by=by, now=now, is_standard=True,
            )  # fmt: skip
            publish(page=page, version=page.version, by=by, now=now)
            made += 1
        elif page.text != standard.text and not page.revisions.filter(is_standard=False).exists():
            was_published = page.is_published
            page = save_draft(page=page, version=page.version, text=standard.text, by=by, now=now, is_standard=True)
            if was_published:
                publish(page=page, version=page.version, by=by, now=now)
            renewed += 1
    return made, renewed


def _read(path: Path) -> tuple[dict[str, str], str]:
    """Return the head (`key: value` between two `---` lines; `#` lines are for us) and the Markdown below it."""
    try:
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    except ValueError:
        raise ValueError(f"{path.name}: the head between two lines of --- is missing") from None
    lines = [line.partition(":") for line in head.splitlines() if line.strip() and not line.startswith("#")]
    keys = {key.strip(): value.strip() for key, _, value in lines}
    for wanted in ("title", "occasion"):
        if not keys.get(wanted):
            raise ValueError(f"{path.name}: no {wanted}")
    return keys, body.strip()
