"""Three versions of a ledger's files to one.

Decisions cell by cell, and the conflicts that are left to people.
"""
