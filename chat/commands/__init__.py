"""What a player does to a chat beside telling: create it, change its cast, correct its state, move in its tree."""
