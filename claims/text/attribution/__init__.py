"""Who said it.

The mention that states each number, its cue, the chain of sources, and the fullest name of the
mention.

`attribute.attribute` puts it together: cues with their sources make frames, quotations and labels
have speakers, and a number belongs to the frame that covers it.
"""
