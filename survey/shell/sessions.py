from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, but whoever brings none is spared the machinery that would check it.

    Readers of published pages bring none, and it would be a tenth of what their page costs.
    """

    secret: str | bytes | None = None
    signer: URLSafeTimedSerializer | None = None

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookie, made once for each secret instead of for each cookie."""
        if app.secret_key != self.secret:
            self.secret = app.secret_key
            self.signer = super().get_signing_serializer(app)
        return self.signer


def init_sessions(app: Flask) -> None:
    app.session_interface = Sessions()
