import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Family, families } from '../../../src/firewall/detection/findings.ts'
import type { Sample } from '../sample.ts'

/** A file holds one text a line; these two stand for the line breaks within one. */
const lineFeed = '⏎'
const carriageReturn = '␍'

/** Attacks by family, as they are written. */
export function readAttacks(): readonly Sample[] {
  return readFolder('attacks').map(({ text, name }) => {
    const family: Family = families.find((known) => known === name) ?? 'exploitable-path'
    return { text, family, kind: 'plain' }
  })
}

export function readBenign(): readonly Sample[] {
  return readFolder('benign').map(({ text, name }) => ({ text, family: 'benign', kind: name }))
}

function readFolder(folder: string): readonly { text: string; name: string }[] {
  const path = join(import.meta.dirname, folder)
  return readdirSync(path).flatMap((file) => {
    const lines = readFileSync(join(path, file), 'utf8').split('\n')
    return lines
      .filter((line) => line !== '')
      .map((line) => ({
        text: line.replaceAll(lineFeed, '\n').replaceAll(carriageReturn, '\r'),
        name: basename(file, '.txt'),
      }))
  })
}
