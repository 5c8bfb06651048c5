from flask import Blueprint

EDITION = "/<int(max=2147483647):edition_id>"

publish = Blueprint("publish", __name__, template_folder="templates", url_prefix="/publish")
