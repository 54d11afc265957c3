"""What a sheet says beside a row's own cells: links are told before they are set, lists added to or replaced."""

import pytest
from django.utils import timezone

from crm.factories import ClientFactory, DepartmentFactory, IdentifierFactory, PersonFactory, TagFactory
from crm.models import Client, Tag, Tagging
from crm.models.also import refresh_also
from exchange.actions.decide import choose
from exchange.actions.upload import match_columns, upload
from exchange.tests.files import xlsx
from exchange.tests.running import carried_out, imported, previewed, taken_back

pytestmark = pytest.mark.django_db
HEAD = ["客户名称", "统一社会信用代码", "上级单位", "标签", "其他编号"]


def words_on(client):
    return sorted(map(str, Tag.objects.filter(taggings__client=client)))


def numbers_of(client):
    return sorted(client.identifiers.filter(archived_at=None).values_list("kind", "value"))


def a_firm(manager):
    """Return a client with two tags, two numbers and a parent firm."""
    client = ClientFactory(owner=manager, name="华兴物流有限公司", parent=ClientFactory(owner=manager, name="旧集团"))
    for name in ("重点项目", "续约中"):
        Tagging.objects.create(tag=TagFactory(name=name), client=client, tagged_by=manager)
    for kind, value in (("税号", "123"), ("计费编号", "8823")):
        IdentifierFactory(client=client, kind=kind, value=value)
    ClientFactory(owner=manager, name="新集团")
    return client


def state_of(client):
    client.refresh_from_db()
    return client.parent.name, words_on(client), numbers_of(client)


@pytest.mark.parametrize("replaces", [False, True])
def test_a_corrected_sheet_changes_the_parent_and_adds_or_replaces_the_rest(manager, replaces):
    client = a_firm(manager)
    before = state_of(client)
    lines = [HEAD, [client.name, "", "新集团", "续约中、#新词", "税号：123；海关编码：55"]]
    job = previewed(manager, "client", xlsx(lines), replaces=replaces)
    shown = job.rows.get().changes
    assert shown["parent"] == ["旧集团", "新集团"]
    assert set(shown) == {"parent", "tags", "numbers"}
    job = carried_out(manager, job)
    kept = [] if replaces else [("计费编号", "8823")]
    more = [] if replaces else ["重点项目"]
    assert state_of(client) == (
        "新集团",
        sorted(["新词", "续约中", *more]),
        sorted([("海关编码", "55"), ("税号", "123"), *kept]),
    )
    again = previewed(manager, "client", xlsx(lines), replaces=replaces)
    assert again.counts == {"same": 1}
    job = taken_back(manager, job)
    assert (job.state, job.counts["stayed"], state_of(client)) == ("undone", 0, before)
    told = Tagging.pgh_event_model.objects.filter(client=client, tag__name="重点项目").values_list(
        "pgh_label", flat=True
    )
    assert list(told.order_by("pgh_id")) == ["insert", "delete", "insert"][: 3 if replaces else 1]


def test_numbers_out_of_a_file_find_their_client_and_do_not_when_they_are_gone(manager):
    client = a_firm(manager)
    lines = [HEAD, [client.name, "91330106MA2B0C3D4E", "", "", "海关编码：5566"], ["远通", "", "", "", "税号：7788"]]

    def found():
        return [[one.name for one in Client.objects.found_by(typed)] for typed in ("3d4e", "5566", "8823", "7788")]

    refresh_also(client)
    assert found() == [[], [], [client.name], []]
    job = imported(manager, "client", xlsx(lines), replaces=True)
    assert found() == [[client.name], [client.name], [], ["远通"]]
    taken_back(manager, job)
    assert found() == [[], [], [client.name], []]


def test_what_is_chosen_is_remembered_for_the_same_headings_and_for_mended_lines(manager):
    a_firm(manager)
    job = previewed(manager, "client", xlsx([HEAD, ["远通", "", "", "A", ""], ["", "", "", "", ""]]), replaces=True)
    again = upload(
        by=manager, now=timezone.now(), noun="client", name="b.xlsx", raw=xlsx([HEAD, ["远", "", "", "", ""]])
    )
    other = upload(by=manager, now=timezone.now(), noun="client", name="c.xlsx", raw=xlsx([HEAD[:3], ["远", "", ""]]))
    mended = upload(
        by=manager, now=timezone.now(), noun="client", name="d.xlsx", repairs=job,
        raw=xlsx([[*HEAD, "错误说明"], ["远", "", "", "", "", "x"]]),
    )  # fmt: skip
    assert (again.replaces, other.replaces, mended.replaces) == (True, False, True)
    assert mended.keys == [*job.keys, ""]
    twice = xlsx([["客户名称", "电话", "电话"], ["远通", "1", "2"]])
    job = upload(by=manager, now=timezone.now(), noun="client", name="e.xlsx", raw=twice)
    assert job.keys == ["name", "phone", ""]
    match_columns(by=manager, job=job, keys=["name", "", "phone"])
    again = upload(by=manager, now=timezone.now(), noun="client", name="f.xlsx", raw=twice)
    assert again.keys == ["name", "", "phone"], "two columns of one name are told apart"


def test_where_a_parent_leads_is_told_before_anything_is_written(manager, stranger, monkeypatch):
    group = ClientFactory(owner=manager, name="华兴集团有限公司")
    there = ClientFactory(owner=manager, name="北方物流", parent=group)
    ClientFactory(owner=stranger, team=stranger.team, name="神秘集团")
    twins = [ClientFactory(owner=manager, name="双子集团") for _ in range(2)]
    lines = [
        ["东方物流", "", "后来的集团", "", ""],  # another line, further down
        ["南方物流", "", "没有的集团", "", ""],
        ["西方物流", "", "华兴集团", "", ""],  # but for the legal form
        ["北方物流", "", "没有的集团", "", ""],
        ["中方物流", "", "神秘集团", "", ""],
        ["上方物流", "", twins[0].name, "", ""],
        ["下方物流", "", "下方物流", "", ""],
        *([f"其他{n}", "", "", "", ""] for n in range(3)),
        ["后来的集团", "", "", "", ""],
    ]
    monkeypatch.setattr("exchange.actions.preview.CHUNK", 3)
    job = previewed(manager, "client", xlsx([HEAD, *lines]))
    said = {row.values["name"]: row.notices.get("parent", {}).get("code", "") for row in job.rows.all()}
    assert {name: code for name, code in said.items() if code} == {
        "南方物流": "no_parent", "西方物流": "taken_client", "北方物流": "no_parent", "中方物流": "no_parent",
        "上方物流": "several_parents", "下方物流": "loop",
    }  # fmt: skip
    assert job.counts == {"new": 10, "same": 1, "left_out": 5}
    assert job.rows.get(line=4).notices["parent"] == {"code": "taken_client", "id": str(group.pk)}
    job = carried_out(manager, job)
    parents = dict(Client.objects.filter(owner=manager).exclude(parent=None).values_list("name", "parent__name"))
    assert parents == {"东方物流": "后来的集团", "西方物流": group.name, "北方物流": group.name}
    there.refresh_from_db()
    assert there.parent == group


def test_where_a_superior_leads_is_told_before_too_and_the_page_filters_by_it(manager, as_):
    mine = ClientFactory(owner=manager, name="华兴物流")
    boss = PersonFactory(client=mine, name="王建国")
    for _ in range(2):
        PersonFactory(client=mine, name="张伟")
    head = ["客户名称", "姓名", "职位", "汇报对象"]
    lines = [["王", "", "王建国"], ["李", "", "赵六"], ["孙", "", "张伟"], ["钱", "", "周七"], ["周七", "", ""]]
    job = previewed(manager, "person", xlsx([head, *([mine.name, *line] for line in lines)]))
    assert (job.counts["new"], job.counts["left_out"]) == (5, 2)
    page = as_(manager).get(f"/imports/{job.pk}/?kind=left_out").content.decode()
    assert "赵六" in page
    assert "张伟" in page
    assert "周七" not in page
    carried_out(manager, job)
    assert dict(mine.people.exclude(reports_to=None).values_list("name", "reports_to__name")) == {
        "王": boss.name, "钱": "周七",
    }  # fmt: skip
    assert "赵六" in as_(manager).get(f"/imports/{job.pk}/?kind=left_out").text
    taken_back(manager, job)
    assert "赵六" not in as_(manager).get(f"/imports/{job.pk}/").text, "what was taken back needs no look"


def test_what_would_go_round_in_a_circle_is_told_before_and_left_out(manager, monkeypatch):
    monkeypatch.setattr("exchange.actions.preview.CHUNK", 2)
    here = ClientFactory(owner=manager, name="己集团")
    ClientFactory(owner=manager, name="庚公司", parent=here)
    head = ["客户名称", "等级", "上级单位"]
    lines = [["甲", "", "乙"], ["乙", "", "丙"], ["丙", "", "甲"], ["丁", "", "甲"], ["己集团", "", "庚公司"]]
    job = previewed(manager, "client", xlsx([head, *lines]))
    assert job.counts == {"new": 4, "same": 1, "left_out": 2}
    left = job.rows.filter(left_out=True, notices__parent__code="loop").values_list(
        "notices__parent__value", flat=True
    )
    assert list(left) == ["甲", "庚公司"]
    job = carried_out(manager, job)
    parents = dict(Client.objects.exclude(parent=None).values_list("name", "parent__name"))
    assert parents == {"甲": "乙", "乙": "丙", "丁": "甲", "庚公司": "己集团"}
    assert not job.rows.filter(left_out=True).exclude(notices__parent__code="loop").exists()

    chief = PersonFactory(client=here, name="王建国")
    DepartmentFactory(client=here, name="信息部")
    lines = [["单晓燕", "", "陆海"], ["陆海", "", "单晓燕"], ["陆海", "", "陆海"], ["李", "", chief.name]]
    job = previewed(
        manager, "person", xlsx([["客户名称", "姓名", "职位", "汇报对象"], *([here.name, *one] for one in lines)])
    )
    assert [row.line for row in job.rows.filter(notices__reports_to__code="loop", choice="").order_by("line")] == [3]
    carried_out(manager, job)
    assert dict(here.people.exclude(reports_to=None).values_list("name", "reports_to__name")) == {
        "单晓燕": "陆海", "李": chief.name,
    }  # fmt: skip

    lines = [["网络组", "信息部"], ["子部", "丑部"], ["丑部", "子部"], ["寅部", "没有的部"]]
    job = previewed(
        manager, "department", xlsx([["客户名称", "部门名称", "上级部门"], *([here.name, *one] for one in lines)])
    )
    assert [row.notices.get("parent", {}).get("code") for row in job.rows.order_by("line")] == [
        None, None, "loop", "no_department",
    ]  # fmt: skip
    carried_out(manager, job)
    assert dict(here.departments.exclude(parent=None).values_list("name", "parent__name")) == {
        "网络组": "信息部", "子部": "丑部",
    }  # fmt: skip


def test_a_line_that_is_skipped_or_was_changed_since_keeps_its_parent_and_one_merged_gets_it(manager, as_):
    old, new = ClientFactory(owner=manager, name="旧集团"), ClientFactory(owner=manager, name="新集团")
    skipped, late = (ClientFactory(owner=manager, name=name, parent=old, tier="") for name in ("甲物流", "乙物流"))
    merged = ClientFactory(owner=manager, name="丙物流有限公司", tier="C")
    head = ["客户名称", "等级", "上级单位"]
    lines = [[name, "A", "新集团"] for name in ("甲物流", "乙物流", "丙物流")]
    job = previewed(manager, "client", xlsx([head, *lines]))
    rows = {row.values["name"]: row for row in job.rows.all()}
    choose(by=manager, job=job, row=rows["甲物流"], choice="skip")
    page = as_(manager).get(f"/imports/{job.pk}/?kind=duplicate").content.decode()
    assert "Import 1 line<" in page
    assert "1 line is perhaps here already" in page
    assert "the same name" in page
    shown = as_(manager).post(
        f"/imports/{job.pk}/lines/{rows['丙物流'].pk}/", {"choice": str(merged.pk)}, headers={"HX-Request": "true"}
    )  # fmt: skip
    assert "Import 2 lines" in shown.content.decode()
    assert 'id="import-undecided" hx-swap-oob="true" hidden' in shown.text, "nor is anything offered for none"
    assert shown.text.index('<div id="import-undecided"') < shown.text.index("All that are undecided")
    rows["丙物流"].refresh_from_db()
    assert rows["丙物流"].changes == {"tier": ["C", "A"], "parent": ["", "新集团"]}
    third = ClientFactory(owner=manager, name="第三集团")
    Client.objects.filter(pk=late.pk).update(parent=third)
    carried_out(manager, job)
    found = {row.name: row.parent for row in (Client.objects.get(pk=one.pk) for one in (skipped, late, merged))}
    assert found == {"甲物流": old, "乙物流": third, "丙物流有限公司": new}
    page = as_(manager).get(f"/imports/{job.pk}/").content.decode()  # what was not taken is named, not only counted
    assert "甲物流" in page
    assert "Import the same file once more" in page
    mended = imported(manager, "client", xlsx([["客户名称"], ["丁物流"]]), name="mended.xlsx")
    type(mended).objects.filter(pk=mended.pk).update(repairs=job)
    page = as_(manager).get(f"/imports/{job.pk}/?kind=updated").content.decode()
    assert f'<a href="/imports/{mended.pk}/"><bdi>mended.xlsx</bdi></a>' in page
    assert f"/clients/{merged.pk}/" in page
