"""How much of a file is read. What is larger is refused with a sentence, before it is parsed."""

MOST_BYTES = 10 * 1024 * 1024  # of the file as uploaded
MOST_ROWS = 50_000  # of data, below the heading
MOST_COLUMNS = 200
MOST_CELL = 32_767  # characters; Excel's own bound
MOST_PARTS = 2_000  # files inside a workbook
MOST_UNPACKED = 300 * 1024 * 1024  # all of them, unpacked
MOST_STRINGS = 100 * 1024 * 1024  # the table of shared texts, unpacked: it is held in memory
MOST_TEXT = 40_000_000  # characters of one sheet: a shared text of 30,000 may stand in every cell of it
MOST_TITLE = 120  # characters of a sheet's name; Excel allows 31
MOST_SHEETS = 20  # that are looked at
MOST_RATIO = 300  # unpacked : packed, for parts beyond a megabyte
MOST_MERGED = 20_000  # merged areas
HEAD_ROWS = 30  # where the heading is looked for
