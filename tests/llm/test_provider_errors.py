"""What a provider did wrong, in our words."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from chat.errors import ProviderCut, ProviderFault, ProviderUnreachable
from chat.llm.provider_errors import MAX_MESSAGE, Asked, described, retry_after
from chat.llm.redaction import Secrets

ASKED = Asked("test", Secrets(["sk-secret"]), "classifier", "m")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("1", 1.0), ("300", 300.0), ("0", 0.0), ("7.5", 7.5), ("", None), ("soon", None), ("-5", None), ("1e9", None),
     ("٣", None), ("9" * 40, None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("Wed, 99 Oct 2015 07:28:00 GMT", None)],
)  # fmt: skip
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_retry_after_as_a_date() -> None:
    header = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert retry_after({"retry-after": header}) == pytest.approx(100, abs=5)


def test_without_the_header_there_is_no_time() -> None:
    assert retry_after({}) is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": {"message": "a", "code": "c"}}', "a"),
        (b'{"error": "a"}', "a"),
        (b'{"detail": "a"}', "a"),
        (b'{"message": "a"}', "a"),
        (b'[{"error": "a"}]', "a"),
        (b'{"detail": [{"msg": "x"}]}', "x"),
        (b'{"message": {"detail": [{"loc": ["body", "min_p"], "msg": "Extra inputs"}]}}', "min_p: Extra inputs"),
        (b"[]", ""),
        (b"null", ""),
        (b"plain words", "plain words"),
        (b"<!doctype html>", "a web page"),
        (b"", ""),
    ],
)
def test_the_message_of_an_error_body(body: bytes, message: str) -> None:
    assert described(body)[0] == message


def test_messages_are_one_short_line_without_the_key() -> None:
    line = ASKED.tidy("Bearer sk-secret\r\n\x1b[2J\u202eevil\ud800 " + "x" * 1000)
    assert line.startswith("Bearer [key] [2J evil x")
    assert len(line) == MAX_MESSAGE
    assert line.isprintable()


def test_hints_name_the_setting_of_the_role() -> None:
    assert "CHAT_CLASSIFIER_BASE_URL" in ASKED.transport(httpx2.ConnectError("refused")).hint


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx2.ConnectTimeout(""), ProviderUnreachable),
        (httpx2.ProxyError("no"), ProviderUnreachable),
        (httpx2.RemoteProtocolError("gone"), ProviderCut),
        (httpx2.ReadError(""), ProviderCut),
        (httpx2.WriteError(""), ProviderCut),
        (httpx2.DecodingError("zlib"), ProviderFault),
    ],
)
def test_the_transport(error: httpx2.HTTPError, kind: type[Exception]) -> None:
    assert type(ASKED.transport(error)) is kind
