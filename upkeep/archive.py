"""The file of a backup: a plain tar, written and read in one pass each, so that its size costs no memory.

Its first member says what it is, then come the pieces of the database's dump and the files, then the manifest with
every part's checksum, last the manifest's own checksum. What was cut off has no manifest; what was damaged does not
match it.
"""

import contextlib
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from upkeep.trouble import Trouble

FORMAT = 1
PRODUCT = "rapport"
HEADER, MANIFEST, SEAL = "rapport.json", "manifest.json", "manifest.sha256"
DATABASE, FILES = "database/", "files/"
PIECE = 8 * 2**20  # bytes of the dump in one member
BLOCK = 2**20
SMALL = 64 * 2**20  # no manifest is larger


class Writer:
    """Write an archive to `out`, which need not be seekable. `told(bytes)` hears of each piece that is written."""

    def __init__(self, out: BinaryIO, told: Callable[[int], None] = lambda size: None) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT, bufsize=BLOCK)  # noqa: SIM115
        self._told = told
        self.parts: list[dict[str, Any]] = []
        self._bytes(HEADER, json.dumps({"product": PRODUCT, "format": FORMAT}).encode())

    def database(self, source: BinaryIO) -> int:
        """Write the dump from a pipe, in pieces; return its size in bytes."""
        size = 0
        while piece := _read_exactly(source, PIECE):
            self._bytes(f"{DATABASE}{len(self.parts):06}", piece)
            size += len(piece)
            self._told(len(piece))
        return size

    def file(self, name: str, path: Path) -> None:
        """Write the file at `path` under `name`. Raises OSError when it is gone or shrinks while it is read."""
        with path.open("rb") as source:
            info = tarfile.TarInfo(FILES + name)
            info.size, info.mode = path.stat().st_size, 0o600
            hashing = _Hashing(source, self._told)
            self._tar.addfile(info, hashing)
        self.parts.append({"name": info.name, "size": info.size, "sha256": hashing.digest.hexdigest()})

    def close(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and its seal; only now is the archive whole."""
        text = json.dumps({**manifest, "format": FORMAT, "product": PRODUCT, "parts": self.parts}, indent=1).encode()
        self._bytes(MANIFEST, text)
        self._bytes(SEAL, hashlib.sha256(text).hexdigest().encode())
        self._tar.close()

    def abandon(self) -> None:
        """End an archive that will not be whole: it has no manifest, so nobody takes it for one."""
        with contextlib.suppress(OSError, ValueError):
            self._tar.close()

    def _bytes(self, name: str, data: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(data), 0o600
        self._tar.addfile(info, io.BytesIO(data))
        self.parts.append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})


class _Hashing(io.RawIOBase):
    """A file read through, its checksum kept."""

    def __init__(self, source: BinaryIO, told: Callable[[int], None]) -> None:
        self._source, self._told, self.digest = source, told, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.digest.update(data)
        self._told(len(data))
        return data


def _read_exactly(source: BinaryIO, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (more := source.read(size - len(data))):
        data += more
    return bytes(data)


def read_manifest(path: Path, told: Callable[[int], None] = lambda size: None) -> dict[str, Any]:
    """Check the whole archive, part by part, and return its manifest.

    Raises `Trouble` for what is not a backup of Rapport, is damaged, is cut off, or is of a format that this Rapport
    does not know. Nothing is written.
    """
    seen: dict[str, tuple[int, str]] = {}
    kept: dict[str, bytes] = {}
    try:
        with _open(path) as tar:
            for member in tar:
                _check_member(path, member, first=not seen, known=seen)
                source = tar.extractfile(member)
                assert source is not None  # noqa: S101  _check_member let regular files through alone
                digest, size = hashlib.sha256(), 0
                keep = kept.setdefault(member.name, b"") if member.name in (HEADER, MANIFEST, SEAL) else None
                while block := source.read(BLOCK):
                    digest.update(block)
                    size += len(block)
                    told(len(block))
                    if keep is not None:
                        kept[member.name] += block
                        if len(kept[member.name]) > SMALL:
                            raise Trouble(f"{path} is damaged: its {member.name} is too large.")
                seen[member.name] = (size, digest.hexdigest())
                if member.name == HEADER:
                    _check_header(path, kept[HEADER])
    except (tarfile.TarError, EOFError) as error:
        raise Trouble(_foreign(path) if not seen else f"{path} is damaged or cut off ({error}).") from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror or error}.") from None
    return _checked(path, seen, kept)


def _open(path: Path) -> tarfile.TarFile:
    return tarfile.open(path, mode="r:")


def _foreign(path: Path) -> str:
    return f"{path} is no backup of Rapport (or its beginning is damaged)."


def _check_member(path: Path, member: tarfile.TarInfo, *, first: bool, known: dict[str, tuple[int, str]]) -> None:
    if first and member.name != HEADER:
        raise Trouble(_foreign(path))
    if not member.isreg() or member.name in known:
        raise Trouble(f"{path} is damaged: it holds {member.name!r} in a way that no backup does.")


def _check_header(path: Path, text: bytes) -> None:
    with contextlib.suppress(ValueError):
        header = json.loads(text)
        if isinstance(header, dict) and header.get("product") == PRODUCT:
            if not isinstance(header.get("format"), int) or header["format"] > FORMAT:
                raise Trouble(f"{path} was made by a newer Rapport: restore it with that one, or a newer one.")
            return
    raise Trouble(_foreign(path))


def _checked(path: Path, seen: dict[str, tuple[int, str]], kept: dict[str, bytes]) -> dict[str, Any]:
    if not seen:
        raise Trouble(_foreign(path))
    if MANIFEST not in seen or SEAL not in seen:
        raise Trouble(f"{path} is damaged or cut off: its list of contents is missing. Take another backup.")
    if kept[SEAL].decode(errors="replace") != seen[MANIFEST][1]:
        raise Trouble(f"{path} is damaged: its list of contents does not match its checksum. Take another backup.")
    manifest = json.loads(kept[MANIFEST])
    listed = {part["name"]: (part["size"], part["sha256"]) for part in manifest["parts"]}
    for name, part in listed.items():
        if seen.get(name) != part:
            raise Trouble(f"{path} is damaged: {name} does not match its checksum. Take another backup.")
    if extra := set(seen) - set(listed) - {MANIFEST, SEAL}:
        raise Trouble(f"{path} is damaged: it holds {sorted(extra)[0]}, which its list does not name.")
    return manifest


def members(path: Path, prefix: str) -> Iterator[tuple[str, BinaryIO]]:
    """Yield name (without `prefix`) and content of the members under `prefix`, in order. After `read_manifest`."""
    with _open(path) as tar:
        for member in tar:
            if member.name.startswith(prefix):
                source = tar.extractfile(member)
                assert source is not None  # noqa: S101
                yield member.name.removeprefix(prefix), source  # type: ignore[misc]
