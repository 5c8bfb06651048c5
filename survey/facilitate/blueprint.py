from flask import Blueprint

facilitate = Blueprint(
    "facilitate", __name__, template_folder="templates", url_prefix="/facilitate"
)
