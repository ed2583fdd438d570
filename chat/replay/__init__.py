"""A session played again by the real engine with the recorded calls, and compared with what it was."""
