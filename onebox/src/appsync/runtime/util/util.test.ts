import assert from 'node:assert/strict'
import { test } from 'node:test'
import { util } from './util.ts'

const { time, dynamodb } = util
const at = Date.UTC(2018, 1, 6, 19, 1, 35, 749)

const answers: Readonly<Record<string, readonly [actual: unknown, expected: unknown]>> = {
  escapeJavaScript: [util.escapeJavaScript('a\'"\\/\n\u0001é'), '\\a\\\'\\"\\\\\\/\\n\\u0001\\u00E9'.slice(1)],
  urlEncode: [util.urlEncode('a b&c=é*-._'), 'a+b%26c%3D%C3%A9*-._'],
  urlDecode: [util.urlDecode('a+b%26c%3D%C3%A9'), 'a b&c=é'],
  base64Encode: [util.base64Encode('é'), 'w6k='],
  base64Decode: [util.base64Decode('w6k='), 'é'],
  matches: [
    [util.matches('a*b', 'aaaaab'), util.matches('a*b', 'aaaaabc')],
    [true, false],
  ],
  authType: [util.authType(), 'Open ID Connect Authorization'],
  'str.normalize': [util.str.normalize('e\u0301', 'nfc'), 'é'],
  'math.roundNum': [util.math.roundNum(2.5), 3],
  'math.minVal and maxVal': [
    [util.math.minVal(1, 2), util.math.maxVal(1, 2)],
    [1, 2],
  ],
  'http.copyHeaders': [
    util.http.copyHeaders({ authorization: 'a', Host: 'b', 'x-amz-id': 'c' }),
    { authorization: 'a' },
  ],
  'time.epochMilliSecondsToISO8601': [time.epochMilliSecondsToISO8601(at), '2018-02-06T19:01:35.749Z'],
  'time.epochMilliSecondsToSeconds': [time.epochMilliSecondsToSeconds(at), 1_517_943_695],
  'time.epochMilliSecondsToFormatted': [
    time.epochMilliSecondsToFormatted(at, 'yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth'),
    '2018-02-07 03:01:35+0800',
  ],
  'time.epochMilliSecondsToFormatted with names': [
    time.epochMilliSecondsToFormatted(at, "EEE, d MMM yy h:mm a 'o''clock' SSSXXX"),
    "Tue, 6 Feb 18 7:01 PM o'clock 749Z",
  ],
  'time.parseFormattedToEpochMilliSeconds': [
    time.parseFormattedToEpochMilliSeconds('2018-02-07 03:01:35+0800', 'yyyy-MM-dd HH:mm:ssZ'),
    at - 749,
  ],
  'time.parseFormattedToEpochMilliSeconds in a zone': [
    time.parseFormattedToEpochMilliSeconds('2018-02-07 03:01:35', 'yyyy-MM-dd HH:mm:ss', 'Australia/Perth'),
    at - 749,
  ],
  'time.parseISO8601ToEpochMilliSeconds': [time.parseISO8601ToEpochMilliSeconds('2018-02-06T19:01:35.749Z'), at],
  'dynamodb.toDynamoDB of a number': [dynamodb.toDynamoDB(10), { N: 10 }],
  'dynamodb.toDynamoDB of null': [dynamodb.toDynamoDB(null), { NULL: null }],
  'dynamodb.toDynamoDB of an object': [
    dynamodb.toDynamoDB({ foo: 'bar', baz: 1234, beep: ['boop'] }),
    { M: { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } } },
  ],
  'dynamodb.toNull': [dynamodb.toNull(), { NULL: null }],
  'dynamodb.toStringSet': [dynamodb.toStringSet(['foo', 'bar']), { SS: ['foo', 'bar'] }],
  'dynamodb.toNumberSet': [dynamodb.toNumberSet([1, 23, 4.56]), { NS: [1, 23, 4.56] }],
  'dynamodb.toBinary': [dynamodb.toBinary('foo'), { B: 'foo' }],
  'dynamodb.toString of null': [dynamodb.toString(null), null],
  'dynamodb.toMapValues': [dynamodb.toMapValues({ a: true }), { a: { BOOL: true } }],
  'dynamodb.toS3Object': [
    dynamodb.toS3Object('foo', 'bar', 'baz'),
    { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' },
  ],
}

for (const [what, [actual, expected]] of Object.entries(answers)) {
  test(`util.${what} answers as AppSync's does`, () => {
    assert.deepEqual(actual, expected)
  })
}

test('ids are of their forms, and a later one sorts after an earlier one', () => {
  assert.match(util.autoId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.match(util.autoUlid(), /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  assert.match(util.autoKsuid(), /^[0-9A-Za-z]{27}$/)
})

test('the clock is in seconds, milliseconds and ISO 8601', () => {
  assert.match(time.nowISO8601(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.ok(Math.abs(time.nowEpochMilliSeconds() / 1_000 - time.nowEpochSeconds()) < 2)
})

test('what is not offered says so', () => {
  assert.throws(() => Reflect.get(util.rds, 'toJsonObject'), /no such data source/)
  assert.throws(() => util.transform.toElasticsearchQueryDSL(), /no such data source/)
})
