-- What members told administrators. `member_id` is whom it is about; `excerpt` what the reporter saw, for a post may be
-- changed or deleted, and messages are kept elsewhere. `subject` names the thing: the same is told once while it is open.
create table report (
  id uuid primary key,
  reporter_id uuid references member on delete set null,
  kind text not null check (kind in ('member', 'post', 'message')),
  subject text not null,
  member_id uuid not null references member on delete cascade,
  post_id uuid,
  conversation_id text,
  entry_number integer,
  excerpt text,
  reason text not null check (reason in ('spam', 'harassment', 'hate', 'violence', 'sexual', 'other')),
  note text not null,
  state text not null default 'open' check (state in ('open', 'dismissed', 'resolved')),
  settled_by uuid references member on delete set null,
  settled_at timestamptz,
  settlement text not null default '',
  check ((state = 'open') = (settled_at is null))
);
create unique index report_once on report (reporter_id, subject) where state = 'open';
create index report_open on report (id desc) where state = 'open';
create index report_settled on report (id desc) where state <> 'open';
create index report_member on report (member_id);
create index report_reporter on report (reporter_id);
create index report_settler on report (settled_by) where settled_by is not null;

create index member_suspended on member (id desc) where status = 'suspended';
