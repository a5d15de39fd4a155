"""Whom a mention means: the names of a text put together to people and bodies, and who is present where.

`claimants.Claimants` puts it together and gives a mention the fullest name that the article has for it.
"""
