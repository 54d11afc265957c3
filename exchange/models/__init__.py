from exchange.models.export import Export
from exchange.models.file import FilePart, StoredFile
from exchange.models.job import (
    ALONG,
    AT_WORK,
    ColumnMemory,
    ImportChange,
    ImportJob,
    ImportRow,
    JobState,
    Outcome,
    RowChoice,
    RowKind,
)
from exchange.models.merge import Merge, MergeMove
from exchange.models.origin import DuplicateHint, Origin

__all__ = [
    "ALONG",
    "AT_WORK",
    "ColumnMemory",
    "DuplicateHint",
    "Export",
    "FilePart",
    "ImportChange",
    "ImportJob",
    "ImportRow",
    "JobState",
    "Merge",
    "MergeMove",
    "Origin",
    "Outcome",
    "RowChoice",
    "RowKind",
    "StoredFile",
]
