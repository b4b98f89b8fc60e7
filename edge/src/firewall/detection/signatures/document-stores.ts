import type { Signature } from './signature.ts'

const family = 'nosql-injection'

/** Queries of MongoDB, CouchDB, Prisma and Neo4j in a value. What stands for an operator is in `query-languages.ts`. */
export const documentStoreSignatures: readonly Signature[] = [
  {
    rule: 'nosql-any-operator',
    family,
    attack: 'a key that reads as an operator or a pipeline stage; JSON Schema and extended JSON have keys like it',
    literals: ['"$', "'$"],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=[{,] ?)(["'])\$(?!(?:schema|ref|id|defs|date|oid|anchor|dynamic\w{1,12}|recursive\w{1,12}|vocabulary|value|number\w{1,10}|binary|uuid|timestamp|symbol|code|description|extensions|t|s)\b)(?![gl]te?\1 ?: ?(?:-?[1-9]|"\d{4}-))(?!in\1 ?: ?\[ ?\d)[a-z]{2,24}\1 ?:/y,
  },
  {
    rule: 'nosql-update',
    family,
    attack: 'an update or a pipeline stage where a value is expected',
    literals: [
      '[$',
      '$set',
      '$unset',
      '$rename',
      '$push',
      '$inc',
      '$pull',
      '$out',
      '$merge',
      '$match',
      '$project',
      '$not',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /\[\$(?:not|set|unset|rename|push|inc|pull|startswith|endswith|like|ilike|between|contains|iregexp|bits\w{3,12}|near|geo\w{3,12}|text|ge|le)\]|(?<=^|[&?{] ?|\w\.)\$(?:set|unset|rename|push|inc|pull|out|merge|match|project|not)(?:=| ?: ?[{["'])/y,
  },
  {
    rule: 'nosql-secret-probe',
    family,
    attack: "filters on a secret's beginning",
    literals: ['[password][', '"password":{', '"password": {', '"token":{', '"resettoken":{', '[resettoken]['],
    score: 5,
    upTo: 'payload',
    confirm:
      /\[(?:password|resettoken)\]\[|"(?:password|token|resettoken)" ?: ?\{ ?"(?:\$|starts|contains|ends|not|gt|lt|in|like|equals|ne|regex)/y,
  },
  {
    rule: 'nosql-script',
    family,
    attack: 'a script for a document store',
    literals: ['object.keys(this)', 'db.', 'emit(this', 'tojson(this', 'this[', 'for(var', 'for (var'],
    score: 5,
    upTo: 'document',
    confirm:
      /object\.keys\(this\)\[|(?<=(?:[;'"]|^) ?)db\.\w{1,30}\.(?:find(?:one)?|remove|drop|insert(?:one|many)?|update(?:one|many)?|delete(?:one|many)|aggregate|mapreduce|count)\(|emit\( ?this\._?\w{1,20},|tojson\(this\)|(?<=(?:'|"|\|\||&&) ?)this\[['"]|for ?\(var \w{1,9} in this\)/y,
  },
  {
    rule: 'graph-query',
    family,
    attack: 'Cypher: reads, deletes or imports what the query was not written for',
    literals: [
      'detach delete',
      'load csv',
      'call db.',
      'call dbms.',
      'call apoc.',
      'match (',
      "'}) return ",
      "' }) return ",
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=\) ?)detach delete \w|load csv (?:with headers )?from ['"]|call (?:dbms?|apoc)\.\w{1,30}[.(]|match \(\w{0,20}(?::\w{1,30})?(?: ?\{[^}]{0,60}\})?\)[^;]{0,80}(?:delete|return|set|remove) \w|' ?\}\) return /y,
  },
]
