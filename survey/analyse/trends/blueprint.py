from flask import Blueprint

trends = Blueprint("trends", __name__, template_folder="templates", url_prefix="/analyse/trends")
