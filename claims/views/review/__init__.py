"""The review screen.

A session that can be driven without a screen, and the screen that shows it.
"""
