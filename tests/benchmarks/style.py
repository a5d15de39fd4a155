"""Print how densely the code is written: what a reader must hold, and what is too long.

Run `python -m tests.benchmarks.style`. Complexity is McCabe's as radon counts it, which takes each
"and", "or" and comprehension for a branch; ruff's C901 takes branches alone. Patterns are calls of
`re.compile`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Function

from tests.conftest import ROOT

TEXT = ROOT / "claims" / "text"
CHARACTERS = (
    *("numerals", "number_words", "digits", "parts", "scale_words", "scale_letters", "prefixes"),
    *("units", "identifiers", "tokens", "spelled", "decode"),
)
"""Modules about characters, where a pattern is the right tool."""
MOST_COMPLEX = 12
LONGEST_LINE = 100
LONGEST_MODULE = 300


def modules(folder: Path) -> list[Path]:
    """Return the modules of a folder, in order."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def functions(paths: Iterable[Path]) -> Iterator[tuple[str, int]]:
    """Yield each function and method with its complexity."""
    for path in paths:
        for block in cc_visit(path.read_text("utf-8")):
            if isinstance(block, Function):  # methods are among them
                yield f"{path.relative_to(ROOT)}:{block.lineno} {block.name}", block.complexity


def patterns(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the module of each pattern that is compiled."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                yield path


def is_of_characters(path: Path) -> bool:
    """Tell whether a module reads characters and not words."""
    return path.stem in CHARACTERS or "documents" in path.parts


def main() -> None:
    """Print the figures, then what is above the limits."""
    text, all_modules = modules(TEXT), modules(ROOT / "claims")
    rooms = {
        "in claims/text": list(functions(text)),
        "elsewhere": list(functions(set(all_modules).difference(text))),
    }
    over_words = [path for path in patterns(text) if not is_of_characters(path)]
    lines = {path: path.read_text("utf-8").splitlines() for path in all_modules}
    longest = max(len(line) for written in lines.values() for line in written)
    long_lines = sum(len(line) > LONGEST_LINE for written in lines.values() for line in written)
    long_modules = {
        path: len(written) for path, written in lines.items() if len(written) > LONGEST_MODULE
    }
    for room, measured in rooms.items():
        number, dense = len(measured), sum(one > MOST_COMPLEX for _, one in measured)
        print(f"functions {room:<22}{number:>6,}")
        print(f"  mean complexity               {sum(one for _, one in measured) / number:>6.2f}")
        print(f"  above {MOST_COMPLEX}                      {dense:>6,}")
    print(f"patterns over words             {len(over_words):>6,}")
    print(f"longest line                    {longest:>6,}")
    print(f"  lines over {LONGEST_LINE}                {long_lines:>6,}")
    print(f"modules                         {len(lines):>6,}")
    print(f"  over {LONGEST_MODULE} lines                {len(long_modules):>6,}")
    print()
    every = sorted(
        (one for measured in rooms.values() for one in measured), key=lambda one: -one[1]
    )
    for name, complexity in every:
        if complexity > MOST_COMPLEX:
            print(f"{complexity:>4}  {name}")
    for path, length in sorted(long_modules.items(), key=lambda one: -one[1]):
        print(f"{length:>4} lines  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
