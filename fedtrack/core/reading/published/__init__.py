"""What a published notice asks for, and by when: its text to facts, each with the words it was read from."""
