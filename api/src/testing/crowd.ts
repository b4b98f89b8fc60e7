import type pg from 'pg'

/**
 * 20,000 members, 40,000 posts of which a quarter are replies, 8,000 pictures, 40,000 likes and as many follows, 10,000 blocks and mutes, and
 * PostgreSQL's statistics about them: enough that reading a whole table is never the cheaper plan.
 */
export async function insertCrowd(pool: pg.Pool): Promise<void> {
  for (const statement of statements) await pool.query(statement)
}

/** Ids as UUIDv7 has them, whose time is `n`. */
const id = (table: number, n: string) =>
  `(lpad(to_hex(1700000000000 + ${n}), 12, '0') || '7000800' || ${table} || lpad(to_hex(${n}), 12, '0'))::uuid`

const statements = [
  `insert into member (id, handle, name, email)
   select ${id(1, 'n')}, 'crowd_' || n, 'Member ' || md5(n::text), n || '@crowd.example' from generate_series(1, 20000) n`,
  `insert into post (id, author_id, reply_to_id, text)
   select ${id(2, 'n')}, ${id(1, '(1 + n % 2000)')}, case when n % 4 = 0 then ${id(2, '(1 + n % 500)')} end, 'Post ' || n
   from generate_series(1, 40000) n`,
  `insert into post_like (post_id, member_id)
   select ${id(2, 'n')}, ${id(1, '(5001 + n % 997)')} from generate_series(1, 40000) n`,
  `insert into follow (id, follower_id, followee_id)
   select ${id(3, 'n')}, ${id(1, '(5001 + n / 40)')}, ${id(1, '(1 + n % 1999)')} from generate_series(1, 39959) n`,
  `insert into member_block (id, blocker_id, blocked_id)
   select ${id(6, 'n')}, ${id(1, '(5001 + n / 40)')}, ${id(1, '(2001 + n % 1999)')} from generate_series(1, 10000) n`,
  `insert into member_mute (muter_id, muted_id)
   select ${id(1, '(5001 + n / 40)')}, ${id(1, '(2001 + n % 1999)')} from generate_series(1, 10000) n`,
  // Counted one by one, they would take a minute.
  'alter table picture disable trigger picture_counted',
  `insert into picture (id, owner_id, purpose, state, alt_text, focal_x, focal_y, original_bytes, post_id, position, claimed_at)
   select ${id(4, 'n')}, ${id(1, '(1 + n % 2000)')}, 'post', 'ready', '', 0.5, 0.5, 1, ${id(2, 'n')}, 1, now()
   from generate_series(1, 4000) n`,
  `insert into picture (id, owner_id, purpose, state, alt_text, focal_x, focal_y, original_bytes, claimed_at)
   select ${id(5, 'n')}, ${id(1, 'n')}, case n % 2 when 0 then 'avatar' else 'banner' end, 'ready', '', 0.5, 0.5, 1, now()
   from generate_series(1, 4000) n`,
  'alter table picture enable trigger picture_counted',
  'vacuum (analyze) member',
  'vacuum (analyze) picture',
  'vacuum (analyze) post',
  'vacuum (analyze) post_like',
  'vacuum (analyze) follow',
  'vacuum (analyze) member_block',
  'vacuum (analyze) member_mute',
]
