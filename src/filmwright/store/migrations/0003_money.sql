-- Work for money: one row per attempt at a node, written before the provider is called. Amounts are nano-dollars.
-- `owner` is the process that is at it, empty when nobody is; `answer` is where an answer is kept that cannot be asked
-- for again; `day` (UTC) is the day whose cap the charge counts against; `sent_at` is when it was last sent.
create table charges (
  reference text primary key,
  key text not null,
  attempt integer not null,
  state text not null,
  outcome text not null,
  reason text not null,
  owner text not null,
  run integer not null,
  project text not null,
  step text not null,
  subject text not null,
  department text not null,
  provider text not null,
  account text not null,
  capability text not null,
  model text not null,
  request blob not null,
  reserved bigint not null,
  cost bigint,
  job_id text,
  answer text,
  forgiven integer not null,
  day text not null,
  intended_at text not null,
  sent_at text not null,
  accepted_at text,
  closed_at text,
  unique (key, attempt)
);
create index charges_by_state on charges (state);
create index charges_by_run on charges (run);
create index charges_by_account on charges (provider, account, sent_at);
-- What may be spent and what is: a row per run, project, day and provider; the row with an empty name holds the cap
-- of all those without one of their own.
create table budgets (
  scope text not null,
  name text not null,
  cap bigint,
  reserved bigint not null,
  spent bigint not null,
  primary key (scope, name)
);
