"""One self-contained page about a ledger.

A selection in, HTML out that needs no network and no script to be read.
"""
