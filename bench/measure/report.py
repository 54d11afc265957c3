"""Show figures as a table, keep them as JSON, compare them with the last run of the same size."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HEAD = (
    f"{'page':<24}{'who':<9}{'median':>9}{'p95':>9}{'ratio':>8}{'quiet':>8}{'work':>7}{'most':>6}"
    f"{'at 8':>9}{'floor':>7}{'queries':>9}{'parts':>7}{'kB':>8}{'br':>7}{'then':>9}"
)


def shown(row: dict[str, Any], before: dict[str, Any] | None) -> str:
    """Return one line: times in ms, pages a second at 8 with its share of the floor's, the last run's median."""
    mark = "  " if row["ratio"] <= row["target"] else " !"
    share = f"{share_of(row):6.2f}" if row["floor_per_second"] else "     –"
    then = f"{row['median'] / before['median']:8.2f}×" if before else ""
    return (
        f"{row['page']:<24}{row['person']:<9}{row['median']:>9.1f}{row['p95']:>9.1f}{row['ratio']:>7.2f}×"
        f"{row['quiet_ratio']:>7.2f}×{row['work']:>6.1f}×{row['target']:>4.0f}×{mark}{row['per_second']:>7.1f}{share:>7}"
        f"{row['queries']:>9}{row['parts']:>7}{row['bytes'] / 1000:>8.1f}{row['brotli'] / 1000:>7.1f}{then:>9}"
    )


def share_of(row: dict[str, Any]) -> float:
    """Return the pages a second at 8 as a share of the floor's, measured in turns; 1 where neither was."""
    return float(row["per_second"] / row["floor_per_second"]) if row["floor_per_second"] else 1.0


def last(folder: Path, size: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of the latest results of `size` by page and person; none where there are none."""
    kept = sorted(folder.glob(f"{size}-*.json"))
    if not kept:
        return {}
    rows = json.loads(kept[-1].read_text(encoding="utf-8"))["rows"]
    return {(row["page"], row["person"]): row for row in rows}


def keep(folder: Path, size: str, stamp: str, content: dict[str, Any]) -> Path:
    """Write the results beside the earlier ones and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{size}-{stamp}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def unequal(rows: list[dict[str, Any]], folder: Path, size: str, sizes: Iterable[str]) -> list[str] | None:
    """Return the pages that ask another number of queries than at another size, as `search (lead): 5, small 4`.

    Each other size's latest results are looked at; None where there are none to compare with.
    """
    found, compared = [], False
    for other in sizes:
        before = last(folder, other) if other != size else {}
        compared |= bool(before)
        for row in rows:
            there = before.get((row["page"], row["person"]))
            if there and there["queries"] != row["queries"]:
                found.append(f"{row['page']} ({row['person']}): {row['queries']}, {other} {there['queries']}")
    return found if compared else None
