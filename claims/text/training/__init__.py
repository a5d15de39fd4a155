"""Train the tagger and the parser from open treebanks; nothing here is needed to extract claims."""
