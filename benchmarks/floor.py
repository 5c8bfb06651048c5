"""The floor: the least that one request can cost in Flask on the product's own web server."""

from flask import Flask

from survey.cli.running import WebServer
from survey.config import Settings


def create_floor() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def hello() -> str:
        return "Hello, world"

    return app


class FloorServer(WebServer):
    """The product's gunicorn, settings and all, over an application of one route."""

    def load(self) -> Flask:
        return create_floor()


if __name__ == "__main__":
    FloorServer(Settings.from_env()).run()
