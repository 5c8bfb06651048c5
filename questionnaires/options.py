"""What answers are chosen from, as a definition file words it: scales, no views, permissions."""

from questionnaires.model import NoView, Permission, Scale, ScalePoint
from questionnaires.table import Table

# What may follow from an answer hangs on these ids, so a file words them but cannot invent any.
NO_VIEWS = ("too-early", "not-close")
PERMISSIONS = ("team", "internal", "unattributed", "block")
# Every figure that is published counts scores of 1 and 2, of 3, and of 4 and 5.
VALUES = [1, 2, 3, 4, 5]


def scales(top: Table) -> tuple[Scale, ...]:
    """The scales; a questionnaire of comments alone has none."""
    return tuple(_scale(table) for table in top.identified("scales", "scale"))


def no_views(top: Table) -> tuple[NoView, ...]:
    """The answers that give no score."""
    return tuple(_no_view(table) for table in top.identified("no_views", "no view"))


def permissions(top: Table) -> tuple[Permission, ...]:
    """What a speaker may allow, the most private first."""
    found = tuple(_permission(table) for table in top.identified("permissions", "permission"))
    ids = [permission.id for permission in found]
    if ids and (ids[0] != PERMISSIONS[0] or ids != sorted(ids, key=PERMISSIONS.index)):
        raise top.error(
            f"the permissions stand in the order {', '.join(ids)}",
            f"put the most private first: {', '.join(PERMISSIONS)}",
        )
    return found


def _scale(table: Table) -> Scale:
    table.allow("id", "points")
    points = tuple(_point(point) for point in table.tables("points", "point"))
    values = [point.value for point in points]
    if values != VALUES:
        raise table.error(
            f"its values are {', '.join(map(str, values))}",
            "give it five points, numbered 1, 2, 3, 4 and 5 in this order",
        )
    return Scale(table.identifier("id"), points)


def _point(table: Table) -> ScalePoint:
    table.allow("value", "label")
    return ScalePoint(table.count("value"), table.text("label"))


def _no_view(table: Table) -> NoView:
    table.allow("id", "label")
    return NoView(table.choice("id", NO_VIEWS), table.text("label"))


def _permission(table: Table) -> Permission:
    table.allow("id", "label", "meaning")
    return Permission(table.choice("id", PERMISSIONS), table.text("label"), table.text("meaning"))
