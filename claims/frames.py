"""The data-frame face of extraction, for bulk work: a frame of documents in, a frame of claims out.

`extract_frame` is a pure function with fixed columns, so it maps over partitions as it is: pass it
to `ProcessPoolExecutor.map`, to Dask's `map_partitions`, or, as `extract_frames`, to Spark's
`mapInPandas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimbookError
from claims.ledger.frame import frame_of
from claims.ledger.identity import document_id, identify
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS
from claims.model import Document
from claims.text.extract import extract

if TYPE_CHECKING:
    from pandas import DataFrame

_READ = ("title", "published", "url", "document_id")


def extract_frame(documents: DataFrame) -> DataFrame:
    """Extract the checkable claims of many documents.

    Args:
        documents: one row a document, with a column `text` and, where known, `title`, `published`,
            `url` and `document_id`; other columns are not read.

    Returns:
        The columns of claims.csv, typed, in the order of the documents and of their texts.

    Raises:
        ClaimbookError: there is no column `text`, or a text is no string.

    >>> import pandas
    >>> found = extract_frame(pandas.DataFrame({"text": ["They took 27 towns.", "Nothing."]}))
    >>> found[["surface", "value", "unit"]].values.tolist()
    [['27 towns', 27.0, 'town']]
    """
    if "text" not in documents:
        raise ClaimbookError(
            f"no column text among {', '.join(map(str, documents.columns))}: name it so"
        )
    known = documents[[name for name in ("text", *_READ) if name in documents]].fillna("")
    rows: list[dict[str, str]] = []
    for number, values in enumerate(known.itertuples(index=False, name=None)):
        if not all(isinstance(value, str) for value in values):
            raise ClaimbookError(f"row {number}: {', '.join(known.columns)} must be text")
        document = Document(**dict(zip(known.columns, values, strict=True)))
        key = document.document_id or document_id(document)
        found = identify(
            (claim for claim in extract(document) if claim.checkable), key, document.text
        )
        rows += map(claim_row, found)
    return frame_of(rows, CLAIMS)


def extract_frames(frames: Iterable[DataFrame]) -> Iterator[DataFrame]:
    """Extract frame by frame.

    This is the function that Spark's `mapInPandas` takes, with `spark_schema()`.
    """
    yield from map(extract_frame, frames)


_ARROW = {"integer": "int64", "number": "float64"}
_SPARK = {"integer": "bigint", "number": "double"}


def arrow_schema() -> Any:
    """Return the Arrow schema of what `extract_frame` returns.

    It is the same for every frame, also for an empty one.
    """
    import pyarrow

    return pyarrow.schema(
        [(field.name, _ARROW.get(field.type, "string")) for field in CLAIMS.fields]
    )


def spark_schema() -> str:
    """Return the same schema in Spark's words.

    >>> spark_schema().startswith("`claim_id` string, `document_id` string, `start` bigint")
    True
    """
    return ", ".join(
        f"`{field.name}` {_SPARK.get(field.type, 'string')}" for field in CLAIMS.fields
    )
