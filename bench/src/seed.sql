-- 1,000 members in all, 100,000 posts of theirs (every fifth a reply), 50,000 follows and 500,000 likes, the same at
-- every run but for the day it ends on: a year's worth up to now. Members who are there already take part.

create function pg_temp.share(salt text) returns double precision
  language sql immutable return ('x' || left(md5(salt), 8))::bit(32)::bigint / 4294967296.0;

-- UUIDv7 by RFC 9562: milliseconds, version, and bits that here come from the salt.
create function pg_temp.id_at(at timestamptz, salt text) returns uuid
  language sql immutable return (
    lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0')
    || '7' || substr(md5(salt), 1, 3) || 'a' || substr(md5(salt), 4, 15)
  )::uuid;

create function pg_temp.words(salt text, length integer) returns text
  language sql immutable return (
    select left(string_agg((array[
      'the lamp', 'on our porch', 'is lit', 'tonight', 'bring', 'a chair', 'and', 'your stories', 'rain again', 'but',
      'the kettle', 'sings', 'who saw', 'the fox', 'by the gate', 'at dawn', 'we planted', 'beans', 'along', 'the fence'
    ])[1 + floor(20 * pg_temp.share(salt || n))::integer], ' '), length)
    from generate_series(1, 2 + length / 4) n
  );

create temp table seed_text as
  select n, pg_temp.words('text' || n, 20 + floor(260 * power(pg_temp.share('length' || n), 2))::integer) as text
  from generate_series(0, 999) n;

create temp table seed_post as
  select
    number.n,
    pg_temp.id_at(now() - interval '365 days' + number.n * interval '315 seconds', 'post' || number.n) as id,
    now() - interval '365 days' + number.n * interval '315 seconds' as created_at,
    -- A few write much, many write a little.
    1 + floor(1000 * power(pg_temp.share('author' || number.n), 2))::integer as author,
    case when number.n % 5 = 0 then number.n - 1 - floor(least(number.n - 1, 400) * pg_temp.share('parent' || number.n))::integer end as parent,
    seed_text.text || ' ' || number.n as text
  from generate_series(1, 100000) as number(n)
  join seed_text on seed_text.n = number.n % 1000;

-- Of the 500 posts that each member likes, the newer are more. Each is taken from a stretch of its own: no pair twice.
create temp table seed_like as
  select
    member,
    100000 - floor(100000 * (0.3 * place + 0.7 * place * place))::integer as post
  from
    generate_series(1, 1000) member,
    generate_series(1, 500) nth,
    lateral (select (nth - 1 + 0.9 * pg_temp.share('like' || member || ' ' || nth)) / 500 as place) as stretch;

create temp table seed_follow as
  select
    follower,
    1 + (follower - 1 + nth * 7 + (nth * nth) % 5) % 1000 as followee,
    now() - interval '365 days' * pg_temp.share('follow' || follower || ' ' || nth) as created_at
  from generate_series(1, 1000) follower, generate_series(1, 50) nth;

create temp table seed_member as
  select row_number() over (order by id) as n, id from member;
insert into member (id, handle, name, email, is_sample, created_at, updated_at)
  select
    pg_temp.id_at(now() - interval '366 days' + n * interval '1 minute', 'member' || n),
    'neighbour' || n, 'Neighbour ' || n, 'neighbour' || n || '@example.org', false,
    now() - interval '366 days' + n * interval '1 minute', now()
  from generate_series((select count(*) + 1 from seed_member), 1000) n;
insert into seed_member
  select (select count(*) from seed_member) + row_number() over (order by id), id
  from member where id not in (select id from seed_member);

insert into post (id, author_id, reply_to_id, text, like_count, reply_count)
  select post.id, author.id, parent.id, post.text, coalesce(likes.count, 0), coalesce(replies.count, 0)
  from seed_post post
  join seed_member author on author.n = post.author
  left join seed_post parent on parent.n = post.parent
  left join (select post, count(*) from seed_like group by post) likes on likes.post = post.n
  left join (select parent, count(*) from seed_post group by parent) replies on replies.parent = post.n
  order by post.n;

insert into post_like (post_id, member_id, created_at)
  select post.id, member.id, least(now(), post.created_at + interval '1 hour')
  from seed_like
  join seed_post post on post.n = seed_like.post
  join seed_member member on member.n = seed_like.member
  order by post.n, member.n;

insert into follow (follower_id, followee_id, id)
  select follower.id, followee.id, pg_temp.id_at(seed_follow.created_at, 'follow' || seed_follow.follower || ' ' || seed_follow.followee)
  from seed_follow
  join seed_member follower on follower.n = seed_follow.follower
  join seed_member followee on followee.n = seed_follow.followee;

update member set post_count = coalesce(posts.count, 0), follower_count = followers.count, following_count = following.count
  from seed_member
  left join (select author_id, count(*) from post group by author_id) posts on posts.author_id = seed_member.id
  join (select followee_id, count(*) from follow group by followee_id) followers on followers.followee_id = seed_member.id
  join (select follower_id, count(*) from follow group by follower_id) following on following.follower_id = seed_member.id
  where member.id = seed_member.id;
