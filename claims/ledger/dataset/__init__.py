"""A ledger as a Parquet dataset.

For more claims than files under git are for, read with SQL and never changed.

`write` makes one of a ledger, `Dataset` reads it as if it were that ledger, `conditions` says
filters in SQL.
"""
