"""`python -m claims` is the `claimbook` command."""

import sys


def show_to_git(file: str) -> None:
    """Print a table for `git diff` as text that reads line by line, and anything else as it is."""
    from claims.ledger.git.readable import readable

    with open(file, "rb") as lines:  # noqa: PTH123 pathlib takes longer to load than all the rest
        try:
            text = "".join(f"{line}\n" for line in readable(lines)).encode()
        except ValueError:
            lines.seek(0)
            text = lines.read()
    sys.stdout.buffer.write(text)


if __name__ == "__main__":
    if sys.argv[1:3] == ["git", "textconv"] and len(sys.argv) == 4:
        # git asks for every version anew: not even the command line is loaded
        show_to_git(sys.argv[3])
    else:
        from claims.cli import main

        main()
