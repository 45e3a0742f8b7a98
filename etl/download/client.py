"""One HTTP client for all sources: one connection a host, pauses, retries with a deadline, no key told."""

import logging
import time
from collections.abc import Callable, Container, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, quote_plus, urlencode, urljoin, urlsplit

import requests
import stamina
import urllib3

from etl.download.body import read_body
from etl.download.errors import BrokenTransfer, SourceError, TooSlow, Unreachable
from etl.download.failures import LOOPBACK, NOT_MODIFIED, check_host, check_status, named
from etl.download.watchdog import WatchedAdapter, cut_at
from etl.version import CODE_VERSION

USER_AGENT = f"korea-japan-regions/{CODE_VERSION} (official regional statistics; python-requests)"
KEPT_HEADERS = (
    *("Content-Type", "Content-Length", "Date", "ETag", "Last-Modified", "Location", "Retry-After", "Server"),
)
HIDDEN = "***"
MOVED = (301, 302, 303, 307, 308)
MOVES_FOLLOWED = 5


@dataclass(frozen=True)
class Manners:
    """How a source is asked.

    Attributes:
        pause: Seconds between two calls to a host (none to this machine itself).
        timeout: Seconds to wait for a connection, and for each part of an answer.
        deadline: Seconds for one answer, all attempts and waits included.
        attempts: Attempts for what may heal (429, 5xx, timeouts, broken connections).
        first_wait: Seconds before the second attempt; each further wait doubles.
        longest_wait: Longest wait between attempts, unless the publisher asks for another by Retry-After.
    """

    pause: float = 1.0
    timeout: float = 60.0
    deadline: float = 300.0
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 60.0


@dataclass(frozen=True)
class Answer:
    """What a publisher answered.

    Attributes:
        url: The address asked, without the key.
        status: HTTP status.
        headers: The headers worth keeping.
        body: The bytes, decompressed, otherwise as sent.
        asked_at: When, UTC, ISO 8601.
        moved_to: Where redirects led, or empty.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    asked_at: str
    moved_to: str = ""

    @property
    def not_modified(self) -> bool:
        """Whether the publisher says that nothing has changed."""
        return self.status == NOT_MODIFIED


Judge = Callable[[Answer], None]


@dataclass(frozen=True)
class Secret:
    """How a key travels: as part of the query, or in headers. Never sent on to where a redirect leads."""

    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One request to a publisher.

    Attributes:
        url: Address without query.
        parameters: Query without the key.
        secret: The key, where the publisher wants it.
        validators: `If-None-Match`, `If-Modified-Since` of an earlier answer.
        hosts: The only hosts that may be asked; redirects among them are followed. None: the address is
            trusted, and no redirect is followed.
        form: What is sent as JSON by POST; None: GET.
        accepts: HTTP statuses that are answers as well, not failures.
    """

    url: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    secret: Secret = field(default=Secret(), repr=False)
    validators: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] | None = None
    form: Mapping[str, Any] | None = None
    accepts: Container[int] = ()

    @property
    def shown(self) -> str:
        """The address without the key."""
        return address(self.url, self.parameters, self.form)


class Client:
    """Asks publishers, politely.

    The exceptions it raises and everything it returns are free of the keys it was given.
    """

    def __init__(self, manners: Manners | None = None, secrets: tuple[str, ...] = ()) -> None:
        """Prepare a session.

        Args:
            manners: How to ask.
            secrets: Keys that must not appear in any text.
        """
        self.manners = manners or Manners()
        self._secrets = secrets
        self._last_call: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"})
        adapter = WatchedAdapter(pool_connections=1, pool_maxsize=1, pool_block=True)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        # At debug level urllib3 logs each address with its query, and with it the key.
        logging.getLogger("urllib3").setLevel(logging.INFO)
        stamina.instrumentation.set_on_retry_hooks(())

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def hidden(self, text: str) -> str:
        """Return a text with every key replaced."""
        for form in self._forms():
            text = text.replace(form, HIDDEN)
        return text

    def ask(self, call: Call, judge: Judge | None = None) -> Answer:
        """Return the answer to one request.

        Args:
            call: The request.
            judge: Looks at each answer first and raises what its body says is wrong: a publisher may report
                an error under status 200 and data under 403.

        Raises:
            SourceError: What went wrong, after the retries that could help.
        """
        manners = self.manners
        end = time.monotonic() + manners.deadline
        for attempt in stamina.retry_context(
            on=lambda error: self._wait(error, end),
            attempts=manners.attempts,
            timeout=manners.deadline,
            wait_initial=manners.first_wait,
            wait_max=manners.longest_wait,
            wait_jitter=manners.first_wait / 2,
        ):
            with attempt:
                return self._attempt(call, end, judge)
        raise AssertionError("a retry context either returns or raises")

    def _wait(self, error: Exception, end: float) -> bool | float:
        """Say whether to ask again, and after how many seconds if the publisher named them."""
        if not isinstance(error, SourceError) or not error.heals:
            return False
        if error.retry_after is None:
            return True
        return error.retry_after if time.monotonic() + error.retry_after < end else False

    def _attempt(self, call: Call, end: float, judge: Judge | None) -> Answer:
        self._pause(call.url)
        failure: SourceError | None = None
        try:
            answer = self._follow(call, end)
        except SourceError as error:
            failure = error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            failure = named(error)
        if isinstance(failure, BrokenTransfer | Unreachable) and time.monotonic() >= end:
            failure = TooSlow("the answer was not whole when the time was up")
        if failure is not None:
            # Raised here and not above: the original error, which names the address with its key, must not
            # become its context.
            raise type(failure)(self.hidden(f"{call.shown}: {failure.detail}"), failure.retry_after)
        if judge is not None:
            judge(answer)
        if answer.status not in call.accepts:
            check_status(answer.url, answer.status, answer.headers)
        return answer

    def _follow(self, call: Call, end: float) -> Answer:
        """Ask; where hosts are named, go on to where the publisher has moved the answer."""
        if call.hosts is not None:
            check_host(call.url, call.hosts)
        url = address(call.url, {**call.parameters, **call.secret.query})
        answer = self._send(call, end, url, call.secret.headers)
        for _ in range(MOVES_FOLLOWED if call.hosts is not None else 0):
            if answer.status not in MOVED or "Location" not in answer.headers:
                break
            target = urljoin(answer.moved_to or call.url, answer.headers["Location"])
            check_host(target, call.hosts or frozenset())
            self._pause(target)
            answer = replace(self._send(call, end, target, {}), moved_to=target)
        return answer

    def _send(self, call: Call, end: float, url: str, secret: Mapping[str, str]) -> Answer:
        asked_at = datetime.now(UTC).isoformat(timespec="seconds")
        remaining = max(end - time.monotonic(), 0.001)
        timeout = min(self.manners.timeout, remaining)
        with (
            cut_at(end),
            closing(
                self._session.request(
                    "GET" if call.form is None else "POST",
                    url,
                    json=call.form,
                    headers={**call.validators, **secret},
                    timeout=(timeout, timeout),
                    stream=True,
                    allow_redirects=False,
                )
            ) as response,
        ):
            body = read_body(response, end)
            headers = {
                name: self.hidden(response.headers[name]) for name in KEPT_HEADERS if name in response.headers
            }
            return Answer(call.shown, response.status_code, headers, self._without_keys(body), asked_at)

    def _pause(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        if host not in LOOPBACK and host in self._last_call:
            time.sleep(max(0.0, self._last_call[host] + self.manners.pause - time.monotonic()))
        self._last_call[host] = time.monotonic()

    def _forms(self) -> list[str]:
        forms = {form for key in self._secrets if key for form in (key, quote(key, safe=""), quote_plus(key))}
        return sorted(forms, key=len, reverse=True)

    def _without_keys(self, body: bytes) -> bytes:
        for form in self._forms():
            body = body.replace(form.encode(), HIDDEN.encode())
        return body


def address(url: str, parameters: Mapping[str, Any], form: Mapping[str, Any] | None = None) -> str:
    """Return the address of a request, as it is archived and shown; what is sent by POST stands behind it."""
    query = urlencode(parameters, quote_via=quote)
    sent = "" if form is None else f"#{urlencode(form, quote_via=quote)}"
    return (f"{url}?{query}" if query else url) + sent
