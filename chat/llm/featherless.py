"""Featherless: the OpenAI client with its address."""

from collections.abc import Mapping
from typing import Any

from chat.config import FEATHERLESS_URL, Capabilities
from chat.llm.openai_client import OpenAIClient, Timeouts


class FeatherlessClient(OpenAIClient):
    """`default_extra_body` is merged into every request."""

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = FEATHERLESS_URL,
        default_extra_body: Mapping[str, Any] | None = None,
        clocks: Timeouts | None = None,
        capabilities: Capabilities | None = None,
        timing: bool = False,
    ) -> None:
        super().__init__(
            "featherless",
            base_url,
            api_key,
            clocks=clocks or Timeouts(),
            default_extra_body=default_extra_body,
            capabilities=capabilities,
            timing=timing,
        )
