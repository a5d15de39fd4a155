"""What bare numbers count: the noun that a number leaves out, from its clause, a list, or what was told before."""
