-- What the messaging tier must know, whatever happens on the way: one row for each thing, told until it is accepted,
-- the latest state only. `revision` tells whether it changed while it was being told.
create table publication (
  key text primary key,
  kind text not null check (kind in ('block', 'session_end')),
  variables jsonb not null,
  revision uuid not null default uuidv7(),
  attempts integer not null default 0,
  last_error text,
  due_at timestamptz not null default now(),
  leased_until timestamptz,
  created_at timestamptz not null default now()
);
create index publication_due on publication (due_at);

-- Sessions end in many ways; each of them ends its subscriptions.
create function publish_session_end() returns trigger language plpgsql as $$
begin
  insert into publication (key, kind, variables)
  values ('session ' || old.id, 'session_end', jsonb_build_object('sessionId', old.id))
  on conflict (key) do nothing;
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function publish_session_end();

-- Orders the muter's list, as that of a block does.
alter table member_mute add column id uuid not null default uuidv7();
create index member_mute_list on member_mute (muter_id, id desc) include (muted_id);
