"""Rules across documents: what articles say about the same thing."""
