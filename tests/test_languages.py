"""Both languages whole: every text of the product has its Chinese, and it is Chinese."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

CATALOGUE = Path(settings.BASE_DIR) / "locale/zh_Hans/LC_MESSAGES/django.po"
WORD = re.compile(r"[A-Za-z]{2}")
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")
# Texts that are the same in both languages.
SAME = {"Rapport", "English", "简体中文", "OK", "PDF", "vCard", "Ctrl K", "Markdown"}


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_has_its_chinese(entries):
    empty = [entry.msgid for entry in entries if not all(_translations(entry)) or entry.fuzzy]
    assert not empty


def test_chinese_is_chinese(entries):
    wrong = [
        (entry.msgid, text)
        for entry in entries
        for text in _translations(entry)
        if not HAN.search(text) and WORD.search(PLACEHOLDER.sub("", entry.msgid)) and entry.msgid not in SAME
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("model", "field", "words"),
    [
        ("crm.Person", "name", "姓名"), ("accounts.User", "name", "姓名"), ("crm.Client", "name", "名称"),
        ("visits.Complaint", "verdict", "客户评价"), ("visits.Comment", "verdict", "审阅意见"),
        ("visits.Handover", "accepted_at", "确认接手时间"),
    ],
)  # fmt: skip
def test_a_word_with_two_meanings_is_said_as_it_is_meant(model, field, words):
    with translation.override("zh-hans"):
        assert str(apps.get_model(model)._meta.get_field(field).verbose_name) == words


def test_placeholders_survive(entries):
    wrong = []
    for entry in entries:
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for text in _translations(entry):
            if set(PLACEHOLDER.findall(text)) != wanted:
                wrong.append((entry.msgid, text))
    assert not wrong


def test_words_the_glossary_avoids(entries):
    avoided = ("访问客户", "承诺书", "打卡", "扫街", "拒绝", "业务员", "重新安排", "抱怨", "账户", "家客户")
    wrong = [
        (entry.msgid, text, word)
        for entry in entries
        for text in _translations(entry)
        for word in avoided
        if word in text
    ]
    assert not wrong


def test_catalogue_holds_every_text_of_the_source(entries, tmp_path):
    """Gather anew into a scratch catalogue and compare; gettext must be there in CI."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI"):
            pytest.fail("gettext is missing: apt-get install gettext")
        pytest.skip("gettext is not installed: texts were not gathered anew")
    root = Path(settings.BASE_DIR)
    for folder in (
        "accounts",
        "config",
        "core",
        "crm",
        "etiquette",
        "exchange",
        "templates",
        "upkeep",
        "visits",
        "manage.py",
    ):
        (tmp_path / folder).symlink_to(root / folder)
    scratch = tmp_path / "locale/zh_Hans/LC_MESSAGES"
    scratch.mkdir(parents=True)
    script = (
        "import django; from django.conf import settings; "
        f"settings.configure(LOCALE_PATHS=[{str(tmp_path / 'locale')!r}], USE_I18N=True); django.setup(); "
        "from django.core.management import call_command; "
        "call_command('makemessages', locale=['zh_Hans'], symlinks=True, no_wrap=True, verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    found = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(scratch / "django.po"))}
    kept = {(entry.msgctxt, entry.msgid) for entry in entries}
    assert found - kept == set(), "run `make messages` and translate"
    assert kept - found == set(), "texts that nothing uses any more: run `make messages`"
