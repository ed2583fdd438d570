"""What a turn is played with: the composition root, what runs right now, and the questions put to the classifier."""
