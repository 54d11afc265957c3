"""Lines with errors are mended in a file of their own: what waits is counted true, and goes back with the first."""

import io

import openpyxl
import pytest
from django.urls import reverse

from crm.models import Client
from exchange.models import ImportJob
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, imported, taken_back

pytestmark = pytest.mark.django_db
HEAD = ["客户名称", "等级", "电话"]
LINES = [HEAD, ["华兴物流", "A", "1"], ["远通", "Z", "2"], ["", "B", "3"], ["中原", "Y", "4"]]


@pytest.fixture
def first(manager):
    return imported(manager, "client", xlsx(LINES))


def test_cancel_leads_back_to_the_lines_that_wait(first, as_):
    page = as_(first.by).get(reverse("import-new"), {"repairs": str(first.pk)}).text
    assert page.count(f'href="{reverse("import-detail", args=[first.pk])}"') == 2, "above, and Cancel"


def waiting(browser, job):
    """Return the lines of the file of errors as its page hands it out, "" cells as such."""
    raw = browser.get(reverse("import-errors", args=[job.pk]))
    if raw.status_code == 404:
        return []
    book = openpyxl.load_workbook(io.BytesIO(b"".join(raw)))
    return [["" if cell is None else cell for cell in row] for row in book.active.iter_rows(values_only=True)]


def mended(manager, job, lines):
    """Bring lines in as mended ones, and return how the first now is."""
    ours = imported(manager, "client", xlsx(lines), name="mended.xlsx", repairs=job)
    job.refresh_from_db()
    return ours


def test_what_waits_goes_down_as_mended_lines_come_in_and_up_again_when_they_are_taken_back(manager, first, as_):
    browser = as_(manager)
    lines = waiting(browser, first)
    assert [(line[0], line[-1]) for line in lines[1:]] == [("远通", 3), ("", 4), ("中原", 5)]
    lines[1][1], lines[2][0], lines[2][2] = "A", "北方", "99"  # the second line is changed beside its error as well
    second = mended(manager, first, lines)
    assert (first.waiting, second.waiting) == (1, 1)
    assert [line[0] for line in waiting(browser, first)[1:]] == ["中原"]
    page = browser.get(reverse("import-detail", args=[first.pk])).text
    assert "1 line waits to be mended" in page
    assert "mended since" in page
    lines = waiting(browser, second)
    assert lines[0] == [*HEAD, "What is wrong", "Line in the first file"], "no column twice"
    lines[1][1] = "C"
    third = mended(manager, second, lines)
    first.refresh_from_db()
    assert (first.waiting, second.waiting, third.counts["made"]) == (0, 0, 1)
    assert "waits to be mended" not in browser.get(reverse("import-detail", args=[first.pk])).text
    assert "with errors" not in browser.get(reverse("import-list")).text
    taken_back(manager, third)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.waiting, second.waiting) == (1, 1)


def test_a_mended_line_left_out_as_perhaps_here_is_not_counted_as_come_in(manager, first, as_):
    browser = as_(manager)
    lines = waiting(browser, first)
    lines[1][:2], lines[3][1] = ["华兴物流有限公司", "A"], "A"  # the first is perhaps 华兴物流; nobody decides
    second = mended(manager, first, [lines[0], lines[1], lines[3]])
    assert second.counts["made"] == 1
    answer = browser.get(reverse("import-detail", args=[first.pk]))
    stats = {str(words): count for words, count in answer.context["stats"]}
    assert stats == {"new": 1, "changed": 0, "left out": 1, "with errors": 1, "mended since": 1}
    left = reverse("import-detail", args=[second.pk]) + "?kind=not_taken"
    assert f'href="{left}"' in answer.text
    assert "1 line of it not imported" in answer.text
    page = browser.get(left).text
    once_more = reverse("import-new") + f"?what=client&amp;repairs={first.pk}"
    assert f'href="{once_more}"' in page, "what is decided then goes back with the first as well"


def test_lines_without_their_number_are_known_by_the_cells_that_were_right(manager, first):
    mended(manager, first, [HEAD, ["远通", "B", "2"], ["远通二部", "B", "7"]])
    assert first.waiting == 2
    whole = [HEAD, LINES[1], ["远通", "B", "2"], ["南方", "B", "3"], ["中原", "A", "4"]]  # the first file, mended
    mended(manager, first, whole)
    assert first.waiting == 0


def test_the_first_goes_back_with_the_lines_that_were_mended_since(manager, first, as_):
    browser = as_(manager)
    lines = waiting(browser, first)
    lines[1][1] = "A"
    second = mended(manager, first, lines)
    lines = waiting(browser, second)
    lines[1][0] = "北方"
    third = mended(manager, second, lines)
    assert Client.objects.count() == 3
    page = browser.get(reverse("import-detail", args=[first.pk])).text
    assert "Take all of it back, mended lines too" in page
    browser.post(reverse("import-undo", args=[first.pk]))
    assert set(ImportJob.objects.values_list("state", flat=True)) == {"undoing"}
    assert list(ImportJob.objects.to_work_on()) == [third], "the last is taken back first"
    at_work()
    assert not Client.objects.exists()
    assert set(ImportJob.objects.values_list("state", flat=True)) == {"undone"}
    assert "with errors" not in browser.get(reverse("import-list")).text, "nothing is left to mend"
    page = browser.get(reverse("import-detail", args=[first.pk])).text
    assert "The mended lines were taken back too" in page
    assert reverse("import-detail", args=[second.pk]) in page
