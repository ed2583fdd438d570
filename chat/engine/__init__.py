"""What turns are played with: the composition root, the models, and what runs beside the turns."""
