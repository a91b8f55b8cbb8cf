"""The tables of a library as SQLAlchemy sees them; the SQL of `migrations/` makes them."""

import sqlalchemy as sa

__all__ = [
    "attempts",
    "budgets",
    "charges",
    "documents",
    "drafts",
    "events",
    "identities",
    "picks",
    "projects",
    "results",
    "runs",
    "takes",
]

_meta = sa.MetaData()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


results = sa.Table(
    "results",
    _meta,
    sa.Column("key", sa.Text, primary_key=True),
    *_text("step", "subject", "department", "result", "blobs", "made_at"),
    sa.Column("seconds", sa.Float),
    sa.Column("cpu_seconds", sa.Float),
    *_text("maker", "cost"),
)
events = sa.Table(
    "events",
    _meta,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("run", sa.Integer),
    *_text("at", "kind", "body"),
)
projects = sa.Table(
    "projects",
    _meta,
    sa.Column("name", sa.Text, primary_key=True),
    *_text("settings", "created_at", "updated_at"),
)
documents = sa.Table("documents", _meta, *_text("project", "name", "result", "set_at"))
takes = sa.Table(
    "takes",
    _meta,
    *_text("project", "subject", "stage"),
    sa.Column("number", sa.Integer),
    *_text("result", "key", "made_at"),
)
picks = sa.Table(
    "picks",
    _meta,
    *_text("project", "subject", "stage"),
    sa.Column("number", sa.Integer),
    *_text("status", "decided_by", "decided_at"),
)
runs = sa.Table(
    "runs",
    _meta,
    sa.Column("id", sa.Integer, primary_key=True),
    *_text("project", "started_at"),
    sa.Column("finished_at", sa.Text),
    *_text("state"),
)
attempts = sa.Table(
    "attempts",
    _meta,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("starts", sa.Integer),
    sa.Column("deaths", sa.Integer),
)
drafts = sa.Table(
    "drafts",
    _meta,
    sa.Column("project", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    *_text("source", "name"),
    sa.Column("previous", sa.Integer),
    sa.Column("origin", sa.Integer),
    *_text("adopted_at"),
)
identities = sa.Table(
    "identities",
    _meta,
    sa.Column("project", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("draft", sa.Integer),
    *_text("known", "set_at"),
)
charges = sa.Table(
    "charges",
    _meta,
    sa.Column("reference", sa.Text, primary_key=True),
    *_text("key"),
    sa.Column("attempt", sa.Integer),
    *_text("state", "outcome", "reason", "owner"),
    sa.Column("run", sa.Integer),
    *_text("project", "step", "subject", "department", "provider", "account", "capability", "model"),
    sa.Column("request", sa.LargeBinary),
    sa.Column("reserved", sa.BigInteger),
    sa.Column("cost", sa.BigInteger),
    sa.Column("job_id", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("forgiven", sa.Integer),
    *_text("day", "intended_at", "sent_at"),
    sa.Column("accepted_at", sa.Text),
    sa.Column("closed_at", sa.Text),
)
budgets = sa.Table(
    "budgets",
    _meta,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("cap", sa.BigInteger),
    sa.Column("reserved", sa.BigInteger),
    sa.Column("spent", sa.BigInteger),
)
