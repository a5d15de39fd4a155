"""Every quantity of a text.

Numeral, hedge, unit or counted noun, range and trend, and what only looks like one.

`find.find_quantities` goes through the steps in order: numerals, what each is measured in, pairs
that are one quantity, what bare numbers leave out, hedges and trends; last the look-alikes are left
out (years, names, labels).
"""
