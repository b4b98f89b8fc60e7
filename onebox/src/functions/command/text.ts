import type { DeadLetterPage, FunctionsStatus } from '@porchlight/contract/functions-control'

export function statusText({ startedAt, functions }: FunctionsStatus): string {
  const rows = functions.map((one) => [
    one.name,
    ...[one.waiting, one.delayed, one.inFlight, one.deadLetters].map(String),
    one.oldestSeconds === null ? '-' : duration(one.oldestSeconds),
    String(one.attempts.succeeded),
    failuresText(one.attempts),
    one.processes.map(({ pid, busy }) => `${pid}${busy ? '*' : ''}`).join(' ') || '-',
  ])
  const head = ['FUNCTION', 'WAITING', 'RETRYING', 'RUNNING', 'DEAD', 'OLDEST', 'SUCCEEDED', 'FAILED', 'PROCESSES']
  const dead = functions.some(({ deadLetters }) => deadLetters > 0)
  return [
    `Since ${startedAt}; * marks a process that works.`,
    '',
    columns([head, ...rows]),
    ...(dead ? ['', '"npm run functions -- dead-letters" shows what was given up.'] : []),
  ].join('\n')
}

export function deadLettersText({ items, nextCursor }: DeadLetterPage): string {
  if (items.length === 0) return 'Nothing was given up.'
  const letters = items.map((one) =>
    [
      `${one.id}  ${one.function}  ${printable(one.subject)}`,
      `    given up ${one.deadAt} after ${one.attempts} attempts: ${printable(one.lastError)}`,
    ].join('\n'),
  )
  return [...letters, ...(nextCursor === null ? [] : ['', `There are more: --cursor ${nextCursor}`])].join('\n')
}

function failuresText({ failed, timedOut, outOfMemory, crashed }: FunctionsStatus['functions'][number]['attempts']) {
  const kinds = [
    [failed, 'failed'],
    [timedOut, 'too slow'],
    [outOfMemory, 'out of memory'],
    [crashed, 'crashed'],
  ] as const
  const some = kinds.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return some.join(', ') || '0'
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What a stranger's file led to must not move the cursor or colour the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
