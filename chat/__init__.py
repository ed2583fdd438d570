"""Fabula: a self-hosted engine for conversational role-play.

The layers, lowest first; each imports only what stands before it (tests/test_layers.py keeps it so):
errors < tasks < config < llm < prompts < story < events < db < memory < formats < engine < commands
< turn < replay < terminal < web < cli
"""

__version__ = "0.1.0"
