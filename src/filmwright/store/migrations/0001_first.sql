-- What was made: one row per key, with every blob that the result needs.
create table results (
  key text primary key,
  step text not null,
  subject text not null,
  department text not null,
  result text not null,
  blobs text not null,
  made_at text not null,
  seconds real not null,
  cpu_seconds real not null,
  maker text not null,
  cost text not null
);
-- What happened, in order; written in the transaction of the change.
create table events (
  seq integer primary key autoincrement,
  run integer,
  at text not null,
  kind text not null,
  body text not null
);
create index events_by_run on events (run, seq);
create table projects (
  name text primary key,
  settings text not null,
  created_at text not null,
  updated_at text not null
);
create table documents (
  project text not null references projects (name),
  name text not null,
  result text not null,
  set_at text not null,
  primary key (project, name)
);
create table takes (
  project text not null,
  subject text not null,
  stage text not null,
  number integer not null,
  result text not null,
  key text not null,
  made_at text not null,
  primary key (project, subject, stage, number),
  unique (project, subject, stage, result)
);
create table picks (
  project text not null,
  subject text not null,
  stage text not null,
  number integer not null,
  status text not null,
  decided_by text not null,
  decided_at text not null,
  primary key (project, subject, stage)
);
create table runs (
  id integer primary key autoincrement,
  project text not null,
  started_at text not null,
  finished_at text,
  state text not null
);
-- How often a piece of work was begun and how often it took its process down, since it last ended.
create table attempts (
  key text primary key,
  starts integer not null,
  deaths integer not null
);
