"""Documents from anywhere.

Files, folders, standard input, JSON Lines and web addresses in, `Document` values out.

The stored text of a document is what all spans count in; `decode.normalise` states how it is made.
What cannot be read is refused with an `UnreadableDocument` that names the place, never passed on
half-read.
"""

from claims.text.documents.files import Skipped
from claims.text.documents.given import Given
from claims.text.documents.inputs import expand, read, read_all, read_each
from claims.text.documents.pieces import Piece, pieces

__all__ = ["Given", "Piece", "Skipped", "expand", "pieces", "read", "read_all", "read_each"]
