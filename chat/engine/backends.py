"""The servers that answer: a profile's clients, made at first use and shared by all who ask the same, and their health."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chat.config import REPLAY, Backend, Profile, Settings
from chat.errors import SetupError
from chat.llm.client import LLMClient, Vectors
from chat.llm.local import LocalClient, LocalServer
from chat.llm.model_files import models_folder
from chat.llm.openai_client import OpenAIClient, Timeouts
from chat.llm.redaction import place_of, secrets_of, shown
from chat.llm.replay import ReplayClient, Tape
from chat.llm.router import RoutedLLMClient, classifier_alias


@dataclass(frozen=True, slots=True)
class Models:
    """A profile made ready: one client that routes, and the ids to ask it for."""

    client: LLMClient
    narrator: str
    classifier: str
    context_tokens: int
    brief: bool  # a small model: the short wording of the narrator's rules
    toy_classifier: bool


class Backends:
    """`models` for a profile; `embed` is what the local client embeds with."""

    def __init__(
        self,
        settings: Settings,
        profiles: Mapping[str, Profile],
        embed: Callable[[Sequence[str]], Awaitable[Vectors]],
    ) -> None:
        self.settings, self.profiles, self._embed = settings, profiles, embed
        self._secrets = secrets_of(settings)
        self._made: dict[str, Models] = {}
        self._server: LocalServer | None = None
        self._local_client: LocalClient | None = None
        self._remote_clients: list[tuple[Backend, OpenAIClient]] = []

    def models(self, profile_id: str) -> Models:
        """The clients of a profile, made at first use. SetupError says what to set when it cannot be used."""
        if profile_id in self._made:
            return self._made[profile_id]
        profile = self.profiles.get(profile_id)
        if profile is None or not profile.available:
            hint = profile.hint if profile else f"Choose one of {', '.join(self.profiles)}."
            raise SetupError(f"The profile {profile_id} cannot be used.", hint=hint, code="profile_unavailable")
        self._made[profile_id] = models = self._make(profile)
        return models

    def _make(self, profile: Profile) -> Models:
        settings, narrator = self.settings, profile.narrator
        if profile.id == REPLAY:  # each turn brings its own answers
            none = ReplayClient(Tape(()))
            return Models(none, narrator.model, narrator.model, narrator.capabilities.max_context, False, False)
        local = self._local()
        narrative = local if narrator.base_url is None else self._remote(narrator)
        classifier, classifier_model = None, narrator.model
        if profile.classifier is not None:
            classifier, classifier_model = self._remote(profile.classifier), profile.classifier.model
            if classifier_model == narrator.model:
                classifier_model = classifier_alias(classifier_model)
        routed = RoutedLLMClient(
            narrative=narrative,
            local=local,
            narrative_model=narrator.model,
            classifier=classifier,
            local_prefixes=settings.local_prefixes,
        )
        return Models(
            routed,
            narrator.model,
            classifier_model,
            settings.context_tokens or narrator.capabilities.max_context,
            brief=profile.toy_classifier,
            toy_classifier=profile.toy_classifier,
        )

    def _clocks(self) -> Timeouts:
        return Timeouts(self.settings.first_token_timeout, self.settings.idle_timeout, self.settings.turn_timeout)

    def _known(self, backend: Backend) -> OpenAIClient | None:
        return next((client for known, client in self._remote_clients if known == backend), None)

    def _remote(self, backend: Backend) -> OpenAIClient:
        """One for all who ask the same of the same server: its permits, and what was learnt of it."""
        if (known := self._known(backend)) is not None:
            return known
        client = OpenAIClient(
            name=place_of(backend.base_url or ""),
            base_url=backend.base_url or "",
            api_key=backend.api_key.get_secret_value() if backend.api_key else None,
            clocks=self._clocks(),
            default_extra_body=dict(backend.extra_body),
            capabilities=backend.capabilities,
            timing=self.settings.llm_timing,
            secrets=self._secrets,
        )
        self._remote_clients.append((backend, client))
        return client

    def _local(self) -> LocalClient:
        """One for all profiles: whoever asks the model, the permits are the same."""
        if self._local_client is None:
            self._server = LocalServer(models_folder())
            self._local_client = LocalClient(
                self._server,
                embed=self._embed,
                clocks=self._clocks(),
                capabilities=self.profiles["embedded"].narrator.capabilities,
                extra_body=self.profiles["embedded"].narrator.extra_body,
                timing=self.settings.llm_timing,
                secrets=self._secrets,
            )
        return self._local_client

    async def close(self) -> None:
        for _, client in self._remote_clients:
            await client.close()
        if self._local_client is not None:
            await self._local_client.close()
        if self._server is not None:
            await self._server.close()

    def health(self, profile: Profile) -> tuple[dict[str, Any], dict[str, Any]]:
        """Of the narrator and of the classifier: state and detail."""
        narrator = self._health(profile, profile.narrator)
        if profile.toy_classifier:
            return narrator, {
                "state": "idle",
                "detail": "The fallback classifier is used: the embedded model is a toy.",
            }
        return narrator, self._health(profile, profile.classifier or profile.narrator)

    def _health(self, profile: Profile, backend: Backend) -> dict[str, Any]:
        """A server of ours is watched; of somebody else's only the setup is known before it is asked."""
        if not profile.available:
            return {"state": "down", "detail": profile.hint}
        if profile.id == REPLAY:
            return {"state": "idle", "detail": "what was recorded answers"}
        if backend.base_url is None:
            return self._server.health() if self._server else {"state": "idle", "detail": "starts with the first turn"}
        learnt = client.note if (client := self._known(backend)) else ""
        return {
            "state": "ready",
            "detail": "; ".join(filter(None, (f"{backend.model} at {shown(backend.base_url)}", learnt))),
        }
