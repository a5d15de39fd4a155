"""The claim in one line.

Its clause without who says it, and in brackets what the line alone does not tell.
"""
