"""Fixtures for a real browser, and for the built site under the path that it is published at."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser.chromium import find
from tests.support import PREFIX

OpenPage = Callable[..., Page]


def at_night(*values: object) -> object:
    """Return a test’s values that are tried in `make test-hard` only, beside others in every run."""
    return pytest.param(*values, marks=pytest.mark.hard)


class UnderPrefix(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: under the project's path, and nothing outside it."""

    def __init__(self, prefix: str, *given: Any, **named: Any) -> None:
        self._prefix = prefix
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{self._prefix}/")
        return super().translate_path(path.removeprefix(self._prefix) if inside else "/outside")

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Serves browsers, which may go away before they are answered."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Path, prefix: str = PREFIX) -> Iterator[str]:
    """Serve a built site under a path without a slash at its end, and yield its address."""
    handler = partial(UnderPrefix, prefix, directory=str(site))
    with Server(("127.0.0.1", 0), handler) as server:
        # How often the server looks whether it is to end, in seconds: so long each end takes.
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(project: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with served(project / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. If there is none, the test fails and is not skipped."""
    path = find()
    assert path, "no Chromium or Chrome: make test installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def settling(page: Page) -> Callable[[], None]:
    """Return a function that waits until the page has fetched and run what it asks for by itself."""
    under_way: set[Request] = set()
    page.on("request", lambda request: under_way.add(request))
    page.on("requestfinished", lambda request: under_way.discard(request))
    page.on("requestfailed", lambda request: under_way.discard(request))
    frame = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"

    def settle() -> None:
        page.evaluate(frame)
        while under_way:
            page.evaluate(frame)
        page.evaluate(frame)

    return settle


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """A function that opens a page. Console messages, errors and foreign requests fail the test."""
    complaints: list[str] = []
    contexts = []

    def opened(path: str, width: int = 1440, scheme: str = "light", js: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=js,
            has_touch=width < 500,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        # A reload aborts requests that are under way; that is not a fault of the page.
        page.on(
            "requestfailed",
            lambda request: (
                None
                if request.failure == "net::ERR_ABORTED"
                else complaints.append(f"failed: {request.url}")
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:"))
                else complaints.append(f"foreign: {request.url}")
            ),
        )
        settle = settling(page)
        page.goto(address + path, wait_until="load")
        if js:
            settle()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
