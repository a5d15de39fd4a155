"""A ledger under git: what is asked of git, its drivers for our files, and what its history says and proves."""
