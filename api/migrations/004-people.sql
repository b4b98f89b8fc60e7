-- Who may begin to write to a member privately, see `MessagesFrom` in contract/src/members.ts.
alter table member add column messages_from text not null default 'requests'
  check (messages_from in ('everyone', 'requests', 'followed', 'nobody'));

-- Who wants nothing to do with whom; it works both ways. `id` orders the blocker's list.
create table member_block (
  blocker_id uuid not null references member on delete cascade,
  blocked_id uuid not null references member on delete cascade,
  id uuid not null,
  primary key (blocker_id, blocked_id),
  check (blocker_id <> blocked_id)
);
create index member_block_list on member_block (blocker_id, id desc) include (blocked_id);
create index member_block_blocked on member_block (blocked_id, blocker_id);

-- Whose posts a member does not want in their timelines; nobody else knows.
create table member_mute (
  muter_id uuid not null references member on delete cascade,
  muted_id uuid not null references member on delete cascade,
  primary key (muter_id, muted_id),
  check (muter_id <> muted_id)
);
create index member_mute_muted on member_mute (muted_id);
