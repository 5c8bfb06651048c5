from sqlmodel import Field, SQLModel


class Organisation(SQLModel, table=True):
    """The one organisation whose panel this installation asks.

    `demonstration` is set when the demonstration's database is made and never after: it turns on
    the banner that answers are simulated, the ready-made accounts, and publication without a
    certificate.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    contact_email: str
    accent: str = "#00625e"
    demonstration: bool = False
