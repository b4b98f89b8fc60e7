-- Secrets are sealed with the authentication secret. `disabled_because` is null while the endpoint is enabled.
create table webhook_endpoint (
  id uuid primary key,
  url text not null,
  description text not null,
  events text[] not null,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  disabled_because text check (disabled_because in ('administrator', 'failing', 'gone')),
  failing_since timestamptz,
  created_at timestamptz not null default now()
);

-- The payload is text, because it is signed byte for byte. `subject_id` is the post or picture that it speaks of.
create table webhook_event (
  id uuid primary key,
  type text not null,
  subject_id uuid not null,
  payload text not null,
  created_at timestamptz not null default now()
);
create index webhook_event_subject on webhook_event (subject_id);
create index webhook_event_age on webhook_event (created_at);

-- `leased_until`: a replica has it in its hands; when that one dies, another takes it from then on.
create table webhook_delivery (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoint on delete cascade,
  event_id uuid not null references webhook_event on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  leased_until timestamptz,
  last_attempt_at timestamptz,
  fault text,
  response_status integer,
  answer text,
  created_at timestamptz not null default now()
);
create index webhook_delivery_list on webhook_delivery (endpoint_id, id desc);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at) where state = 'waiting';
create index webhook_delivery_event on webhook_delivery (event_id);
