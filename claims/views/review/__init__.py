"""The review screen: a session that can be driven without a screen, and the screen that shows it."""
