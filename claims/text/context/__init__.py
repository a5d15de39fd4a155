"""What a number is about and where it holds: the words of its sentence that say what was counted or measured."""
