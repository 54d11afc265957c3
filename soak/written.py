"""Commands taken from the page of docs/ that says them, run by a shell at a terminal, as a person would type them."""

import fcntl
import os
import re
import select
import subprocess
import termios
import time
from collections.abc import Mapping
from pathlib import Path

from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR
from soak import Failed, must

_FENCED = re.compile(r"(?ms)^ *```sh\n(.*?)^ *```$")
_PROMPT = re.compile(r"(?:[Pp]assword[^\n]*|again): ?$")


def blocks(page: str, heading: str) -> list[str]:
    """Return the blocks of commands below a second heading of docs/`page`, in order."""
    text = (BASE_DIR / "docs" / page).read_text(encoding="utf-8")
    below = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = _FENCED.findall(below)
    must(bool(found), f"docs/{page} has commands below “{heading}”")
    return found


def elsewhere(block: str, names: Mapping[str, str]) -> str:
    """Return a block with the page's example names replaced by ours. Raises `Failed` where the page lacks one."""
    for theirs, ours in names.items():
        must(theirs in block, f"The page says {theirs}", block)
        block = block.replace(theirs, ours)
    return block


def typed(block: str, *, cwd: Path, environ: Mapping[str, str], word: str = "", seconds: float = 300) -> str:
    """Run a block, giving `word` wherever a password is asked for; return all that the terminal showed.

    Raises `Failed` at the first command that fails.
    """
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, 160))  # one of no size has every answer shown page by page
    shell = subprocess.Popen(  # noqa: S603
        ["sh", "-ec", block], cwd=cwd, env=dict(environ), stdin=theirs, stdout=theirs, stderr=theirs,  # noqa: S607
        start_new_session=True, preexec_fn=_own_terminal,
    )  # fmt: skip
    os.close(theirs)
    shown, since, deadline = "", "", time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    said = os.read(ours, 65536).decode(errors="replace")
                except OSError:  # nobody has the terminal open any longer
                    break
                shown, since = shown + said, since + said
                if _PROMPT.search(since):
                    os.write(ours, f"{word}\n".encode())
                    since = ""
            elif shell.poll() is not None:  # a server that it started may keep the terminal
                break
        status = shell.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        shell.kill()
        shell.wait()
        raise Failed(f"Not done after {seconds:.0f} s:\n{block}\n{shown}") from None
    finally:
        os.close(ours)
    if status != 0:
        raise Failed(f"As written, this fails:\n{block}\n{shown}")
    return shown


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # passwords are asked at the terminal, not at stdin
    end_with_parent()
