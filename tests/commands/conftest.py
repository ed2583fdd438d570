"""The engine of tests/engine, with no model at hand."""

from tests.engine.conftest import engine

__all__ = ["engine"]
