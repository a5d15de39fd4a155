"""The ledger in other tools' formats.

Selected claims with their checks in, one file's contents out.

Each module holds one family of formats and writes what a tool of that family reads; `formats` lists
them all.
"""
