"""What of the plan may be shown. An exempt aim is never among it."""

from sqlmodel import Session, col, select

from survey.models import Aim, AimRag, Indicator, Theme, ThemeKind


def themes(session: Session, kind: ThemeKind | None = None) -> list[Theme]:
    """The plan's themes in its order, of one kind or of both."""
    query = select(Theme).order_by(col(Theme.position))
    return list(session.exec(query if kind is None else query.where(Theme.kind == kind)))


def official_rag(session: Session, month: str) -> dict[int, AimRag]:
    """The rating in force in `month`, by the aim's id: the latest that is not later.

    Not even the month of an exempt aim's rating is told.
    """
    query = (
        select(AimRag)
        .join(Aim, col(Aim.id) == AimRag.aim_id)
        .where(AimRag.month <= month, col(Aim.exempt).is_(False))
        .order_by(col(AimRag.month))
    )
    return {rating.aim_id: rating for rating in session.exec(query)}


def open_indicators(session: Session) -> list[Indicator]:
    """Every figure of the performance reports, in the order of their import.

    A figure that names an exempt aim would speak about that aim, so it is left out.
    """
    exempt = [aim.casefold() for aim in session.exec(select(Aim.aim).where(col(Aim.exempt)))]
    figures = session.exec(select(Indicator).order_by(col(Indicator.id)))
    return [figure for figure in figures if not names_any(figure, exempt)]


def names_any(figure: Indicator, aims: list[str]) -> bool:
    said = f"{figure.measure}\n{figure.note}\n{figure.source}".casefold()
    return any(aim in said for aim in aims)


def aims_of(session: Session, theme: Theme) -> list[Aim]:
    """Every aim filed under `theme`, exempt ones among them, in the plan's order."""
    query = select(Aim).where(Aim.theme_id == theme.id)
    return list(session.exec(query.order_by(col(Aim.position), col(Aim.id))))
