"""Rules within one document: what the numbers of a sentence or an article say about each other."""
