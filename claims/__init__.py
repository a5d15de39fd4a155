"""Extract, attribute, log and check the numeric claims of news: the public face of the library.

Names load on first use, so importing the package costs nothing and the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for those who check types; at run time `__getattr__` loads them
    from claims.ledger.diff import diff
    from claims.ledger.ledger import Ledger
    from claims.ledger.merging.files import merge
    from claims.meaning import validate
    from claims.model import Claim, Document, Problem
    from claims.numbers.audit import audit
    from claims.text.documents import read
    from claims.text.extract import extract

__version__ = "0.2.0"

_HOME = {
    "Claim": "claims.model",
    "Document": "claims.model",
    "Problem": "claims.model",
    "Ledger": "claims.ledger.ledger",
    "audit": "claims.numbers.audit",
    "diff": "claims.ledger.diff",
    "extract": "claims.text.extract",
    "merge": "claims.ledger.merging.files",
    "read": "claims.text.documents",
    "validate": "claims.meaning",
}
__all__ = [
    "Claim",
    "Document",
    "Ledger",
    "Problem",
    "audit",
    "diff",
    "extract",
    "merge",
    "read",
    "validate",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
