-- Items of DynamoDB tables. Keys are bytes whose order is that of the values; an item is its JSON as text, because a
-- string of DynamoDB may hold NUL, which jsonb refuses.
create schema if not exists dynamodb;

create sequence if not exists dynamodb.version;

create table if not exists dynamodb.item (
  table_name text collate "C" not null,
  partition bytea not null,
  sort bytea not null,
  version bigint not null,
  expires_at bigint,
  body text not null,
  primary key (table_name, partition, sort)
);

create index if not exists item_expires on dynamodb.item (table_name, expires_at) where expires_at is not null;

create table if not exists dynamodb.index_entry (
  table_name text collate "C" not null,
  index_name text collate "C" not null,
  partition bytea not null,
  sort bytea not null,
  item_partition bytea not null,
  item_sort bytea not null,
  primary key (table_name, index_name, partition, sort, item_partition, item_sort),
  foreign key (table_name, item_partition, item_sort) references dynamodb.item (table_name, partition, sort)
    on delete cascade
);

create index if not exists index_entry_item on dynamodb.index_entry (table_name, item_partition, item_sort);

-- Commits all writes and returns the version that their items have got, or null when one of them is not in the version that
-- its writer saw (0: none). Locks are taken in one order, so that commits wait for one another and never deadlock; they cover
-- items that do not exist yet, which rows could not. What is in no index, or stays where it is, costs no statement for that.
create or replace function dynamodb.commit_writes(
  tables text[], partitions bytea[], sorts bytea[], versions bigint[], kinds text[], bodies text[], expiries bigint[],
  moved boolean[], entry_tables text[], entry_indexes text[], entry_partitions bytea[], entry_sorts bytea[],
  entry_item_partitions bytea[], entry_item_sorts bytea[]
) returns bigint language plpgsql as $$
declare
  new_version bigint;
begin
  perform pg_advisory_xact_lock(hash) from (
    select distinct hashtextextended(t || ' ' || encode(p, 'hex') || ' ' || encode(s, 'hex'), 0) as hash
    from unnest(tables, partitions, sorts) as w (t, p, s) order by hash
  ) as l;

  if exists (
    select from unnest(tables, partitions, sorts, versions) as w (t, p, s, expected)
    left join dynamodb.item i on i.table_name = w.t and i.partition = w.p and i.sort = w.s
    where coalesce(i.version, 0) <> w.expected
  ) then
    return null;
  end if;

  if 'delete' = any (kinds) then
    delete from dynamodb.item i using unnest(tables, partitions, sorts, kinds) as w (t, p, s, kind)
    where w.kind = 'delete' and i.table_name = w.t and i.partition = w.p and i.sort = w.s;
  end if;

  new_version := nextval('dynamodb.version');

  insert into dynamodb.item (table_name, partition, sort, version, expires_at, body)
  select t, p, s, new_version, expiry, body
  from unnest(tables, partitions, sorts, kinds, bodies, expiries) as w (t, p, s, kind, body, expiry)
  where w.kind = 'put'
  on conflict (table_name, partition, sort)
    do update set version = excluded.version, expires_at = excluded.expires_at, body = excluded.body;

  if true = any (moved) then
    delete from dynamodb.index_entry e using unnest(tables, partitions, sorts, moved) as w (t, p, s, is_moved)
    where w.is_moved and e.table_name = w.t and e.item_partition = w.p and e.item_sort = w.s;

    insert into dynamodb.index_entry (table_name, index_name, partition, sort, item_partition, item_sort)
    select * from unnest(entry_tables, entry_indexes, entry_partitions, entry_sorts, entry_item_partitions, entry_item_sorts);
  end if;

  return new_version;
end
$$;
