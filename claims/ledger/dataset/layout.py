"""Where things lie in a dataset, and which columns its files have.

The ledger's own, as text, and what it works out.

dataset.json                          says that it is one, by which version, how long short ids are
claims/month=2024-05/data_0.parquet   claims by the month in which their document was published
documents/data_0.parquet
checks/data_0.parquet
claimbook.toml                        the settings of the ledger
"""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import uuid4

from claims.errors import LedgerError
from claims.ledger.schema import CLAIMS, Table

MEMORY = "1500MB"  # that DuckDB takes at most for a dataset, and again for pairing its claims
MARK = "dataset.json"
FORM = 1  # of these files; a later form is refused by name
ID_LENGTH = "id_length"  # in the mark: how many characters name each claim
PLACE = "place_in_file"  # the row's place in the ledger's own order
MONTH = "month"
UNDATED = "undated"
# what the ledger computes of a claim: its status, whether the claim changed under its verdict
# ("yes"), its assignment
COMPUTED = ("status", "overtaken", "assignee", "assignee_file", "due", MONTH)


def is_dataset(folder: Path) -> bool:
    """Tell whether a folder is a dataset and no ledger of CSV files."""
    return (folder / MARK).is_file()


def columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a table's files in their order; all are text but the place."""
    return (*table.columns, *(COMPUTED if table is CLAIMS else ()), PLACE)


def files_of(table: Table) -> str:
    """Return the pattern of the files of a table."""
    return f"{table.name}/*/*.parquet" if table is CLAIMS else f"{table.name}.parquet"


def month_of(published: str) -> str:
    """Return the partition of a document.

    >>> month_of("2024-05-01"), month_of("")
    ('2024-05', 'undated')
    """
    return published[:7] if len(published) >= 7 else UNDATED


def connected(file: Path | None = None) -> Any:
    """Return a connection whose tables are in memory or in a file, and which takes little memory.

    What is more waits in a folder that DuckDB makes where it needs one, and removes.
    """
    aside = Path(gettempdir()) / f"claimbook-{uuid4().hex}"
    asked = {"memory_limit": MEMORY, "temp_directory": str(aside)}
    return duckdb().connect(str(file or ":memory:"), config=asked)


def duckdb() -> Any:
    """Return DuckDB, with which datasets are written and read.

    Raise `LedgerError` where it is not installed.
    """
    try:
        import duckdb as module
    except ImportError:
        raise LedgerError("a dataset needs an extra: pip install 'claimbook[sql]'") from None
    return module
