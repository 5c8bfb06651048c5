from sqlmodel import Field, SQLModel

READ_BACK_DAYS = 7


class Organisation(SQLModel, table=True):
    """The one organisation whose panel this installation asks.

    `demonstration` is set when the demonstration's database is made and never after: it turns on
    the banner that answers are simulated, the ready-made accounts, and publication without a
    certificate. What nobody has contradicted `read_back_days` after it was read back to its
    speaker counts as not contradicted.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    contact_email: str
    accent: str = "#00625e"
    demonstration: bool = False
    read_back_days: int = READ_BACK_DAYS
