import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findCommand } from './break-out.ts'

test('a command line that a person wrote, and a list of words, is no break-out', () => {
  const written: readonly string[] = [
    'npm ci && npm test',
    'pg_dump -U app db | gzip > db.sql.gz',
    'Deploy with git pull && npm ci',
    'command: /bin/sh -c "sleep 10 && node app.js"',
    'anna@laptop:~/app$ git status; ls -la',
    'time; date; place',
    'Make | Model | Year',
    'Java/Kotlin; Node.js; PHP & MySQL',
    'brb; cat needs food',
    "don't know; who's there",
    'diabetes; type 2',
    'burger; w/ fries',
  ]
  for (const text of written) assert.equal(findCommand(text), undefined, text)
})

test('a command behind a value is one', () => {
  const attacks: readonly string[] = [
    '127.0.0.1; ls',
    'a.txt; cat secret',
    'x | whoami',
    'test && uname -a',
    '; find / -name flag',
    'foo; sleep 5',
    'ls; cat /etc/passwd',
    '$(id)',
  ]
  for (const text of attacks) assert.notEqual(findCommand(text), undefined, text)
})
