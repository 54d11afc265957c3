"""The archive as a file: whole, or refused with a line that says why."""

import io
import json
import re
import tarfile

import pytest

from upkeep import archive
from upkeep.archive import Writer, members, read_manifest
from upkeep.trouble import Trouble


@pytest.fixture
def made(tmp_path, monkeypatch):
    """An archive of three database pieces and two files, one with a Chinese name."""
    monkeypatch.setattr(archive, "PIECE", 1000)
    (tmp_path / "名片.jpg").write_bytes(b"card" * 500)
    (tmp_path / "empty").write_bytes(b"")
    path = tmp_path / "rapport.tar"
    with path.open("wb") as out:
        writer = Writer(out)
        assert writer.database(io.BytesIO(bytes(range(250)) * 10)) == 2500
        writer.file("2026/名片.jpg", tmp_path / "名片.jpg")
        writer.file("empty", tmp_path / "empty")
        writer.close({"tables": {"a": 1}})
    return path


def test_what_is_written_is_read_back(made):
    manifest = read_manifest(made)
    assert manifest["tables"] == {"a": 1}
    assert b"".join(source.read() for _name, source in members(made, archive.DATABASE)) == bytes(range(250)) * 10
    assert [name for name, _source in members(made, archive.DATABASE)] == ["000001", "000002", "000003"]
    files = {name: source.read() for name, source in members(made, archive.FILES)}
    assert files == {"2026/名片.jpg": b"card" * 500, "empty": b""}


def test_it_is_an_ordinary_tar(made):
    """Somebody without Rapport gets their data out with tar alone."""
    with tarfile.open(made) as tar:
        assert tar.getnames()[0] == "rapport.json"
        assert all(member.isreg() and member.mode == 0o600 for member in tar)


def test_every_single_damaged_block_is_noticed(made, tmp_path):
    """One flipped byte, anywhere in what is kept: contents, headers, manifest, seal."""
    whole = made.read_bytes()
    with tarfile.open(made) as tar:
        kept = [(member.offset_data, member.size) for member in tar]
        headers = [member.offset for member in tar]
    spots = [start + size // 2 for start, size in kept if size] + [start for start, size in kept if size]
    spots += [start + 3 for start in headers]
    damaged = tmp_path / "damaged.tar"
    for spot in spots:
        damaged.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :])
        with pytest.raises(Trouble, match=r"damaged|cut off|no backup"):
            read_manifest(damaged)


def test_cut_off_anywhere(made, tmp_path):
    with tarfile.open(made) as tar:
        last = list(tar)[-1]
    end = last.offset_data + last.size
    cut = tmp_path / "cut.tar"
    for size in (0, 100, 600, end // 3, end // 2, last.offset - 10, last.offset_data, end - 1):
        cut.write_bytes(made.read_bytes()[:size])
        with pytest.raises(Trouble, match=re.escape(str(cut))):
            read_manifest(cut)


def test_something_else_is_told_from_a_damaged_one(tmp_path):
    text = tmp_path / "letter.tar"
    text.write_text("Dear reader")
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.add(text, "letter")
    for path in (text, other):
        with pytest.raises(Trouble, match="no backup of Rapport"):
            read_manifest(path)
    with pytest.raises(Trouble, match="cannot be read"):
        read_manifest(tmp_path / "nowhere.tar")


def test_a_newer_format_is_refused_as_newer(tmp_path, monkeypatch):
    path = tmp_path / "new.tar"
    monkeypatch.setattr(archive, "FORMAT", 99)
    with path.open("wb") as out:
        Writer(out).close({})
    monkeypatch.undo()
    with pytest.raises(Trouble, match="newer Rapport"):
        read_manifest(path)


def test_what_no_backup_holds_is_refused(made, tmp_path):
    """A link in the archive could make a restore write anywhere: it is refused before anything is unpacked."""
    forged = tmp_path / "forged.tar"
    header = json.dumps({"product": "rapport", "format": 1}).encode()
    with tarfile.open(forged, "w") as tar:
        info = tarfile.TarInfo("rapport.json")
        info.size = len(header)
        tar.addfile(info, io.BytesIO(header))
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(Trouble, match="in a way that no backup does"):
        read_manifest(forged)


def test_the_file_is_streamed(tmp_path):
    """A gigabyte of dump would not fit where the writer keeps two pieces: what is held stays small."""
    held = []

    class Endless(io.RawIOBase):
        left = 40 * 2**20

        def read(self, size=-1):
            size = min(size, self.left)
            self.left -= size
            held.append(size)
            return bytes(size)

    with (tmp_path / "big.tar").open("wb") as out:
        writer = Writer(out)
        assert writer.database(Endless()) == 40 * 2**20
        writer.close({})
    assert max(held) <= archive.PIECE
    assert len([part for part in writer.parts if part["name"].startswith(archive.DATABASE)]) == 5
