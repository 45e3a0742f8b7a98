"""Cuts a connection when the time is up: a head that drips in passes every limit between two bytes."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

_GUARDED: ContextVar["_Guard | None"] = ContextVar("guarded", default=None)


class _Guard:
    """The connection of one request, and whether its time is up."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None
        self._over = False
        self._lock = threading.Lock()

    def watch(self, line: socket.socket) -> None:
        """Hold a handle of our own: HTTP closes its one when the head is read and the body is the last."""
        self.release()
        with self._lock:
            self._line = line.dup()
        if self._over:
            self.cut()

    def cut(self) -> None:
        self._over = True
        with self._lock, suppress(OSError):  # closed already
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        with self._lock:
            if self._line is not None:
                self._line.close()
            self._line = None


@contextmanager
def cut_at(end: float) -> Iterator[None]:
    """Cut the connection of the request within when the time (`time.monotonic`) is up."""
    guard = _Guard()
    timer = threading.Timer(max(end - time.monotonic(), 0.0), guard.cut)
    timer.daemon = True
    timer.start()
    token = _GUARDED.set(guard)
    try:
        yield
    finally:
        _GUARDED.reset(token)
        timer.cancel()
        guard.release()


class _Watched(HTTPConnection):
    """A connection that can be cut, from its greeting on."""

    _line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        # A second handle: the first one goes over into that of the encrypted connection.
        self._line = made.dup()
        self._watch()
        return made

    def request(self, *arguments: Any, **named: Any) -> None:
        self._watch()  # a connection used again
        super().request(*arguments, **named)

    def close(self) -> None:
        super().close()
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _watch(self) -> None:
        guard = _GUARDED.get()
        if guard is not None and self._line is not None:
            guard.watch(self._line)


class _WatchedHttps(_Watched, HTTPSConnection):
    """The same, encrypted."""


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Watched


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedHttps


_POOLS = {"http": _HttpPool, "https": _HttpsPool}


class WatchedAdapter(HTTPAdapter):
    """Connections of requests that `cut_at` can cut."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """Make the pools."""
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        """Return the pools behind a proxy."""
        manager = super().proxy_manager_for(proxy, **named)
        manager.pool_classes_by_scheme = _POOLS
        return manager
