"""Text from outside goes in, the same text with nothing invisible or active in it comes out.

News text and ledger cells may hold terminal escapes, direction overrides, zero-width and control
characters: a terminal obeys them, a browser reorders by them, and a reader sees something else than
what is stored. Everything shown to people passes through `safe` first and then, in the terminal,
through `rich.text.Text`, never through markup. It refuses nothing and is for looking only: what is
stored or exported stays lossless.
"""

from __future__ import annotations

import re
import unicodedata

# Characters with a customary picture; all others are shown as Python would escape them.
_PICTURES = {"\n": "⏎", "\r": "␍", "\t": "⇥"}

# A zero-width joiner is kept only where it makes one emoji of two ("👩‍🚒"): there it hides nothing.
_JOINER = "\u200d"
_EMOJI = "[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
_NOT_JOINING = re.compile(f"(?<!{_EMOJI}){_JOINER}|{_JOINER}(?!{_EMOJI})")


class _Visible(dict[int, str]):
    """Work out each character once.

    Printable ones and spaces of any width stay, and all others become visible.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if (
            character.isprintable()
            or unicodedata.category(character) == "Zs"
            or character == _JOINER
        ):
            shown = character
        else:
            shown = _PICTURES.get(character) or _escaped(code)
        self[code] = shown
        return shown


def _escaped(code: int) -> str:
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


_VISIBLE = _Visible()


def safe(text: str) -> str:
    r"""Make control, format, direction, surrogate and unassigned characters visible.

    The result stands on one line and may be longer than what went in, so anything with spans is cut
    at its spans first. No-break spaces and emoji stay as they are.

    >>> safe("27 towns")
    '27 towns'
    >>> print(safe("27\x1b[2J towns\u202e"))
    27\x1b[2J towns\u202e
    """
    if text.isprintable():
        return text
    return _NOT_JOINING.sub(lambda joiner: _escaped(ord(joiner[0])), text.translate(_VISIBLE))
