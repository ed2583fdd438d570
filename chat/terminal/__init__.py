"""What can be done with chats from a terminal, without any web."""
