"""What the numbers of a ledger say about each other."""
