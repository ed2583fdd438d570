"""Named points at which a test kills the process, to see what the database holds afterwards. Off unless armed."""

import os
import signal

from chat.errors import SetupError

NAMES = frozenset(
    {
        "begin", "begun", "commit", "committed", "checkpoint", "migration",
        "accepted", "first_token", "told", "acknowledge",
    }
)  # fmt: skip
_armed: dict[str, int] = {}


def arm(spec: str) -> None:
    """`name` or `name:n`: die at the n-th reach. SetupError for a name that does not exist."""
    name, _, count = spec.partition(":")
    if name not in NAMES or not (count or "1").isdigit():
        raise SetupError(f"CHAT_FAILPOINT names no failpoint: {spec}.", hint=f"One of {', '.join(sorted(NAMES))}.")
    _armed[name] = int(count or 1)


def reach(name: str) -> None:
    """kill -9 oneself if this is the armed moment; free otherwise."""
    if _armed and name in _armed:
        _armed[name] -= 1
        if _armed[name] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
