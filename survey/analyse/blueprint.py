from flask import Blueprint

analyse = Blueprint("analyse", __name__, template_folder="templates", url_prefix="/analyse")
