"""Headers of every response: what a page may load, who may keep it, what it tells other sites."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, request

from survey.shell.assets import FOR_AN_HOUR, FOR_EVER, Assets

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Nothing is inline and nothing comes from elsewhere, so no nonce and no other host is needed.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
ALWAYS = {
    "Content-Security-Policy": "; ".join(f"{what} {whence}" for what, whence in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    # A personal link is an address: no other site may be told where somebody came from.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SERVED = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED}
PRIVATE = "no-store"
FIXED = list(ALWAYS.items())


def init_headers(app: Flask) -> None:
    # Without a referrer Flask-WTF cannot compare one, and would refuse every form on https; the
    # token bound to the session is what keeps forged forms out.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.after_request(with_caching)
    app.wsgi_app = Headed(app.wsgi_app)  # type: ignore[assignment, method-assign]  # as Flask's manual has it


@dataclass(frozen=True, slots=True)
class Headed:
    """`answer` with the headers that never differ; no view sets any of them.

    They are added as the response leaves: through Flask they cost a tenth of a published page.
    """

    answer: "WSGIApplication"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        def headed(
            status: str, headers: list[tuple[str, str]], error: Any = None
        ) -> Callable[[bytes], object]:
            return start(status, [*headers, *FIXED], error)

        return self.answer(environ, headed)


def with_caching(response: Response) -> Response:
    """Nothing is kept by anybody, but static files and what a view has said may be kept."""
    if request.endpoint == "static":
        response.headers["Cache-Control"] = static_caching(response)
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = PRIVATE
    return response


def static_caching(response: Response) -> str:
    if response.status_code not in SERVED:
        return PRIVATE
    assets: Assets = current_app.extensions["assets"]
    name = (request.view_args or {})["filename"]
    return FOR_EVER if assets.is_current(name, request.args.get("v")) else FOR_AN_HOUR
