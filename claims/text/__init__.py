"""Text in, claims out: this package knows no tables, terminals or files of a ledger.

In the order of the work: `documents` (anything readable into text), `grammar` (its words),
`quantities`, `attribution` (who said each), `periods`, `context` (about, place), and `extract`,
where they meet. `training` makes the models of `grammar` from treebanks.
"""
