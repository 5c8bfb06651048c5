"""The floor: the least that one request can cost in Flask on this server."""

from flask import Flask


def create_floor() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def hello() -> str:
        return "Hello, world"

    return app
