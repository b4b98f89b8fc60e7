-- A picture of a message is claimed for it: the messages themselves are kept elsewhere. Whoever has `share_key`, which
-- the message carries, may see it.
alter table picture
  add column message_id uuid,
  add column share_key text,
  add check (
    (message_id is null) = (share_key is null)
    and (message_id is null or (purpose = 'message' and claimed_at is not null))
  );
create index picture_message on picture (message_id) where message_id is not null;
