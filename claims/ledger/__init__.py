"""Claims in, canonical files out: this package knows nothing of language."""
