"""What a number's clause says of it: what happened, to what, and where."""
