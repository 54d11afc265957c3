from django.utils import timezone

from etiquette.actions.page import create_page, publish
from tests.url_people import ADMINS, ADMINS_POST, SIGNED_IN, Row


def build(world):
    """One published page."""
    text = {"title_en": "Bowing", "title_zh": "鞠躬", "body_en": "Bow slowly.", "body_zh": "缓缓弯腰。"}
    page = create_page(slug="bowing", occasion="other", position=1, text=text, by=world.admin, now=timezone.now())
    return {"page": publish(page=page, version=page.version, by=world.admin, now=timezone.now())}


def _page(world):
    return ["bowing"]


def _revision(world):
    return ["bowing", 1]


def _undo(world):
    return ["bowing", 2, 0]


TABLE = {
    "handbook": Row(SIGNED_IN),
    "handbook-page": Row(SIGNED_IN, _page),
    "handbook-suggest": Row(SIGNED_IN),
    "handbook-new": Row(ADMINS),
    "handbook-preview": Row(ADMINS_POST),
    "handbook-edit": Row(ADMINS, _page),
    "handbook-publish": Row(ADMINS_POST, _page),
    "handbook-unpublish": Row(ADMINS_POST, _page),
    "handbook-undo": Row(ADMINS_POST, _undo),
    "handbook-revisions": Row(ADMINS, _page),
    "handbook-revision": Row(ADMINS, _revision),
    "handbook-restore": Row(ADMINS_POST, _revision),
}
