"""`python -m claims` is the `claimbook` command."""

from claims.cli import main

if __name__ == "__main__":
    main()
