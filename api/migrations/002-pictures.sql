-- A picture belongs to its owner and is shown in one place at most: `claimed_at` says since when, `post_id` in which post;
-- an avatar or a banner is its owner's. Its id names its objects, see contract/src/picture-keys.ts. States only move
-- forward: waiting, processing, failed, ready.
create table picture (
  id uuid primary key,
  owner_id uuid not null references member on delete cascade,
  purpose text not null check (purpose in ('post', 'avatar', 'banner', 'message')),
  state text not null default 'waiting' check (state in ('waiting', 'processing', 'failed', 'ready')),
  failure text check ((failure is not null) = (state = 'failed')),
  alt_text text not null,
  focal_x double precision not null,
  focal_y double precision not null,
  width integer,
  height integer,
  placeholder text,
  colour text,
  animated boolean not null default false,
  -- As the image function told them, thumbnail first.
  renditions jsonb not null default '[]',
  -- As granted, for the store takes no other length; 0 once the original was dropped.
  original_bytes bigint not null,
  render_bytes bigint not null default 0,
  post_id uuid references post on delete cascade,
  position smallint,
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  check (post_id is null or (purpose = 'post' and claimed_at is not null and position is not null))
) with (fillfactor = 85);
create index picture_owner on picture (owner_id);
create index picture_post on picture (post_id, position) where post_id is not null;
create unique index picture_avatar on picture (owner_id) where purpose = 'avatar' and claimed_at is not null;
create unique index picture_banner on picture (owner_id) where purpose = 'banner' and claimed_at is not null;
create index picture_unclaimed on picture (created_at) where claimed_at is null;
create index picture_waiting on picture (created_at) where state = 'waiting';
create index picture_original on picture (id) where state = 'ready' and original_bytes > 0;

-- Objects to delete, and when next. Rows of pictures go in many ways; none of them goes without its objects. `rounds`
-- counts those done: what was being written while a picture went is found by a later one.
create table picture_removal (
  picture_id uuid not null,
  part text not null check (part in ('everything', 'original')),
  due_at timestamptz not null default now(),
  rounds integer not null default 0,
  last_error text,
  primary key (picture_id, part)
);
create index picture_removal_due on picture_removal (due_at);

create function remove_picture_objects() returns trigger language plpgsql as $$
begin
  insert into picture_removal (picture_id, part) values (old.id, 'everything')
  on conflict (picture_id, part) do update set due_at = now(), rounds = 0;
  return null;
end $$;
create trigger picture_removed after delete on picture for each row execute function remove_picture_objects();

-- What there is, for everyone and for each member, counted by whoever changes it and therefore locked by them: a quota
-- that is compared after the change, in the same transaction, cannot be overdrawn by two at once.
create table picture_total (
  singleton boolean primary key default true check (singleton),
  originals bigint not null default 0,
  original_bytes bigint not null default 0,
  renders bigint not null default 0,
  render_bytes bigint not null default 0
);
insert into picture_total default values;
create table picture_usage (
  owner_id uuid primary key references member on delete cascade,
  bytes bigint not null default 0
);

create function count_picture(owner uuid, change picture_total) returns void language sql as $$
  update picture_usage set bytes = bytes + change.original_bytes + change.render_bytes where owner_id = owner;
  update picture_total t set
    originals = t.originals + change.originals,
    original_bytes = t.original_bytes + change.original_bytes,
    renders = t.renders + change.renders,
    render_bytes = t.render_bytes + change.render_bytes
$$;
create function size_of(it picture, sign integer) returns picture_total language sql immutable return
  row(true, sign * (it.original_bytes > 0)::integer, sign * it.original_bytes,
    sign * jsonb_array_length(it.renditions), sign * it.render_bytes)::picture_total;
create function count_pictures() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then insert into picture_usage (owner_id) values (new.owner_id) on conflict do nothing; end if;
  if tg_op <> 'INSERT' then perform count_picture(old.owner_id, size_of(old, -1)); end if;
  if tg_op <> 'DELETE' then perform count_picture(new.owner_id, size_of(new, 1)); end if;
  return null;
end $$;
create trigger picture_counted after insert or delete or update of original_bytes, renditions on picture
  for each row execute function count_pictures();

-- Grants of a member in the hour and in the day that these began; whoever deletes pictures gets none of them back.
create table picture_allowance (
  owner_id uuid primary key references member on delete cascade,
  hour timestamptz not null,
  in_hour integer not null,
  day timestamptz not null,
  in_day integer not null
);

-- Webhooks that were accepted, so that none counts twice.
create table hook_receipt (
  id text primary key,
  received_at timestamptz not null default now()
);
create index hook_receipt_age on hook_receipt (received_at);

-- The last that was known of each day.
create table storage_day (
  day date primary key,
  original_bytes bigint not null,
  render_bytes bigint not null,
  database_bytes bigint not null
);
