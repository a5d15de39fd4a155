"""A ledger under git.

What is asked of git, its drivers for our files, and what its history says and proves.
"""
