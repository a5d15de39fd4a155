"""A ledger in, something for people to look at out."""
