"""One self-contained page about a ledger: a selection in, HTML out that needs no network and no script to be read."""
