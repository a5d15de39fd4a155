"""Three versions of a ledger's files to one: decisions cell by cell, and the conflicts that are left to people."""
