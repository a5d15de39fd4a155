"""The words and the marks of speech.

What may say that somebody stated something, and what stands in quotation marks.

They stand before the actors, who are known by what they say, and before attribution, which asks who
said a number.
"""
