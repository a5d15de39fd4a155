"""What bare numbers count.

The noun that a number leaves out, from its clause, a list, or what was told before.
"""
