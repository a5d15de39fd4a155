"""Text in, claims out: this package knows no tables, terminals or files of a ledger."""
