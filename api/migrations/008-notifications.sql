-- What others did that concerns a member. Likes of one post, and follows, share a row until it is read. `latest` is the
-- id of the latest deed: it orders the list, and is what is marked as read.
create table notification (
  id uuid primary key,
  recipient_id uuid not null references member on delete cascade,
  kind text not null check (kind in ('reply', 'mention', 'like', 'follow')),
  -- Of a like the post that was liked, of a reply and a mention the post itself; null of a follow.
  post_id uuid references post on delete cascade,
  latest uuid not null,
  read boolean not null default false,
  noted_at timestamptz not null default now(),
  check ((post_id is null) = (kind = 'follow'))
);
create unique index notification_unread on notification (recipient_id, kind, post_id) nulls not distinct where not read;
create index notification_list on notification (recipient_id, latest desc);
create index notification_post on notification (post_id) where post_id is not null;
create index notification_age on notification (noted_at);

-- Who did it; `id` is the deed's, and orders them. A row whose members are all gone is shown to nobody.
create table notification_actor (
  notification_id uuid not null references notification on delete cascade,
  actor_id uuid not null references member on delete cascade,
  id uuid not null,
  primary key (notification_id, actor_id)
);
create index notification_actor_latest on notification_actor (notification_id, id desc) include (actor_id);
create index notification_actor_member on notification_actor (actor_id);

-- The kinds that a member does not want to be told of, see `NotificationSetting` in contract/src/members.ts.
alter table member add column notifications_off text[] not null default '{}';
