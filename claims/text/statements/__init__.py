"""The claim in one line: its clause without who says it, and in brackets what the line alone does not tell."""
