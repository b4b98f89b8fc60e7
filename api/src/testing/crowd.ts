import type pg from 'pg'

/**
 * 20,000 members, 40,000 posts of which a quarter are replies, 40,000 likes and as many follows, and PostgreSQL's
 * statistics about them: enough that reading a whole table is never the cheaper plan.
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
  'vacuum (analyze) member',
  'vacuum (analyze) post',
  'vacuum (analyze) post_like',
  'vacuum (analyze) follow',
]
