"""When a number holds: the time expressions of a text and which quantity belongs to which.

`find_periods` reads them, resolved against the published date where the words allow;
`period_of` tells which one each quantity belongs to, and `frames` whether a quantity is itself part
of one ("two weeks" of "over the past two weeks, the army has retaken 27 towns").
"""

from claims.text.periods.expressions import find_periods
from claims.text.periods.framing import frames, period_of

__all__ = ["find_periods", "frames", "period_of"]
