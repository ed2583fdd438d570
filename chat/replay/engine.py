"""The engine of a replay."""

from chat.config import Settings
from chat.db.connection import Database
from chat.engine.backends import Models
from chat.engine.engine import Engine
from chat.memory.embedder import OnnxEmbedder


class ReplayEngine(Engine):
    """The real engine with two things fixed: which models answer, and the id of the next turn. Nothing is embedded."""

    def __init__(self, settings: Settings, db: Database, embedder: OnnxEmbedder) -> None:
        super().__init__(settings, db, OnnxEmbedder(settings.data_dir))  # no model lies there
        self.recorded: Models | None = None
        self.next_turn = ""

    def models(self, profile_id: str) -> Models:
        assert self.recorded is not None
        return self.recorded

    def new_turn(self) -> str:
        return self.next_turn

    def _begin_work(self) -> None:
        """No vectors, no embedder."""
