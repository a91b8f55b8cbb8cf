-- The drafts of a project's script, in the order in which they were adopted; rows are only ever added.
-- `previous` is the draft to go back to, `origin` the draft that this one repeats when somebody went back.
create table drafts (
  project text not null references projects (name),
  number integer not null,
  source text not null,
  name text not null,
  previous integer,
  origin integer,
  adopted_at text not null,
  primary key (project, number)
);
-- What was known of a project's scenes and shots, and since when; the last row counts, the others are history.
create table identities (
  project text not null references projects (name),
  seq integer not null,
  draft integer not null,
  known text not null,
  set_at text not null,
  primary key (project, seq)
);
