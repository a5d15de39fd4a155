"""The grammar of a text's words.

Sentences, words, parts of speech, chunks and the tree that joins them.

`syntax.Syntax` puts it together and is what the rest of `claims.text` reads; a sentence is parsed
when somebody asks.
"""
