/** What a word can be in SQL, as far as an injection's grammar tells words apart. */
export type WordClass =
  | 'name'
  | 'logic'
  | 'test'
  | 'set'
  | 'statement'
  | 'clause'
  | 'query'
  | 'function'
  | 'constant'
  | 'not'

const classes: Readonly<Record<Exclude<WordClass, 'name'>, string>> = {
  logic: 'or and xor div mod',
  test: 'like rlike regexp ilike between in is sounds glob match similar isnull notnull overlaps member collate',
  set: 'union intersect except minus',
  statement:
    'insert update delete drop create alter truncate exec execute declare waitfor shutdown grant revoke merge replace call begin backup restore copy attach pragma vacuum handler prepare deallocate do set use load kill bulk dbcc rename lock commit rollback if',
  clause: 'order group having limit offset procedure into where from rows fetch for window as on join returning',
  query: 'select values table case exists with',
  constant: 'null true false current_user current_timestamp current_date session_user user sysdate rownum',
  not: 'not binary all any some',
  function:
    'sleep pg_sleep benchmark extractvalue updatexml version database user system_user session_user current_user substring substr mid ascii ord char chr concat concat_ws group_concat length len char_length load_file hex unhex ifnull nullif if iif elt make_set find_in_set greatest least coalesce convert cast rand floor exp count sqlite_version randomblob json_keys name_const row_count xmltype utl_inaddr bitand ctxsys dbms_pipe decode instr left right lower upper reverse replace strcmp md5 sha1 conv bin oct pow power sqrt abs now sysdate current_setting query_to_xml string_agg array_agg generate_series pg_read_file xp_cmdshell char2hexint st_latfromgeohash gtid_subset polygon linestring geometrycollection multipoint unicode nchar db_name host_name is_srvrolemember is_member object_id col_name @@version last_insert_id inet_aton to_base64 from_base64 lpad rpad trim space repeat schema connection_id json_extract json_depth json_length json_arrayagg dbms_utility dbms_xmlgen raise_application_error sys_context likelihood unlikely typeof zeroblob printf quote position locate interval field crc32 uuid compress aes_encrypt quarter nvl to_char to_number rownum',
}

const byWord = new Map<string, WordClass>()
for (const kind of ['function', 'constant', 'not', 'query', 'clause', 'statement', 'set', 'test', 'logic'] as const) {
  for (const word of classes[kind].split(' ')) byWord.set(word, kind)
}
const functions = new Set(classes.function.split(' '))

/** What people write in sums, lists and sentences too. */
const everyday = new Set(
  'floor exp pow power sqrt abs count rand round left right length len lower upper replace trim space repeat reverse insert position now quarter interval field greatest least bin oct if mid char user version database schema date unicode quote'.split(
    ' ',
  ),
)

export function isEverydayFunction(lower: string): boolean {
  return everyday.has(lower)
}

export function classifyWord(lower: string): WordClass {
  return byWord.get(lower) ?? 'name'
}

/** A function that payloads call. What ordinary code calls besides (`left`, `count`) counts here as well: context decides. */
export function isSqlFunction(lower: string): boolean {
  return functions.has(lower) || /^(?:dbms|utl|pg|xp|sys|fn|json|st|sqlite)_/.test(lower)
}
