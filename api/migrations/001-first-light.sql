-- Ids are UUIDv7: they sort by time, so a list's order and its keyset are the id alone.

create table community (
  singleton boolean primary key default true check (singleton),
  name text not null default 'Porchlight',
  tagline text not null default '',
  language text not null default 'en' check (language in ('en', 'de')),
  join_policy text not null default 'open' check (join_policy in ('open', 'approval', 'invitation'))
);
insert into community default values;

create table member (
  id uuid primary key,
  handle text not null unique,
  name text not null,
  bio text not null default '',
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  role text not null default 'member' check (role in ('member', 'administrator')),
  status text not null default 'active' check (status in ('pending', 'active', 'suspended')),
  language text check (language in ('en', 'de')),
  is_sample boolean not null default false,
  post_count integer not null default 0,
  follower_count integer not null default 0,
  following_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 85);
create index member_administrators on member (id) where role = 'administrator';
create index member_directory on member (id desc) where status = 'active';
create index member_applicants on member (id) where status = 'pending';
create index member_samples on member (id) where is_sample;

-- What a search for members compares: without case, accents and compatibility forms.
create function search_form(given text) returns text language sql immutable strict parallel safe return
  lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g'));
create function search_words(handle text, name text) returns tsvector language sql immutable strict parallel safe return
  array_to_tsvector(array_remove(handle || regexp_split_to_array(left(search_form(name), 500), '[^[:alnum:]]+'), ''));
create function search_prefixes(given text) returns tsquery language sql immutable strict parallel safe return
  (select string_agg('''' || word || ''':*', ' & ')::tsquery
   from regexp_split_to_table(search_form(given), '[^[:alnum:]_]+') word where word <> '');
create index member_search on member using gin (search_words(handle, name)) where status = 'active';

-- Identity. The names of columns follow better-auth's models.
create table account (
  id uuid primary key,
  member_id uuid not null references member on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_member on account (member_id);

create table session (
  id uuid primary key,
  member_id uuid not null references member on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_member on session (member_id);
create index session_expiry on session (expires_at);

create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on verification (identifier);

create table jwks (
  id uuid primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null,
  expires_at timestamptz
);

-- Generic cell rate: a key may act while `empty_at`, which each act moves on, is no further ahead than its burst.
create table auth_rate_limit (
  key text primary key,
  empty_at timestamptz not null
);
create index auth_rate_limit_age on auth_rate_limit (empty_at);

create table setup_token (
  singleton boolean primary key default true check (singleton),
  hash text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table invitation (
  id uuid primary key,
  token_hash text not null unique,
  created_by uuid not null references member on delete cascade,
  uses_left integer not null check (uses_left >= 0),
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index invitation_creator on invitation (created_by);

-- `kept`: no mail server was configured, an administrator reads it in the outbox.
create table mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('kept', 'waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  last_error text,
  created_at timestamptz not null default now()
);
create index mail_due on mail (next_attempt_at) where state = 'waiting';

-- The time of a post is its id's. `reply_to_id` outlives the post it names, so that a reply stays a reply when its
-- parent is deleted.
create table post (
  id uuid primary key,
  author_id uuid not null references member on delete cascade,
  reply_to_id uuid,
  text text not null,
  like_count integer not null default 0,
  reply_count integer not null default 0
) with (fillfactor = 85);
create index post_author on post (author_id);
create index post_community on post (id desc) where reply_to_id is null;
create index post_by_author on post (author_id, id desc) where reply_to_id is null;
create index post_replies_by_author on post (author_id, id desc) where reply_to_id is not null;
create index post_replies on post (reply_to_id, id) where reply_to_id is not null;

create table post_like (
  post_id uuid not null references post on delete cascade,
  member_id uuid not null references member on delete cascade,
  created_at timestamptz not null default now(),
  primary key (post_id, member_id)
);
create index post_like_member on post_like (member_id, post_id);

-- `id` orders the lists of followers; the pair is what is unique.
create table follow (
  follower_id uuid not null references member on delete cascade,
  followee_id uuid not null references member on delete cascade,
  id uuid not null,
  primary key (follower_id, followee_id),
  check (follower_id <> followee_id)
);
create index follow_followers on follow (followee_id, id desc) include (follower_id);
create index follow_following on follow (follower_id, id desc) include (followee_id);

-- What an idempotency key was answered with, for a day.
create table idempotency_key (
  member_id uuid not null references member on delete cascade,
  key text not null,
  request_hash text not null,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (member_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);
