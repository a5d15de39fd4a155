"""Who acts in an article: the names of a text put together to actors, and who is present where.

`table.Actors` is the face: made once for a text, it says which actor a mention means, and by what
name.
"""
