import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FirewallFault, type RuleFault } from '@porchlight/system/web-acl/fault'
import { AddressSet } from './addresses/address-set.ts'
import { loadCountries } from './addresses/countries.ts'
import { RateCounters } from './rate/rate-counters.ts'
import { type AddressListName, addressListNames, type Sources } from './sources.ts'

/**
 * What the operator has put into a folder: `reputation.txt` and the like, one range or address a line, and
 * `countries.mmdb` in place of the packaged data. Without a folder, or with none of them in it, rules do without.
 *
 * @throws {FirewallFault} with every line that is no address.
 */
export async function loadSources(folder: string | undefined): Promise<Sources> {
  const faults: RuleFault[] = []
  const addressLists: Partial<Record<AddressListName, AddressSet>> = {}
  for (const name of folder === undefined ? [] : addressListNames) {
    const file = `${name}.txt`
    const text = await readFile(join(folder ?? '', file), 'utf8').catch(missing)
    if (text === undefined) continue
    const { set, faults: lines } = AddressSet.parse(entriesOf(text))
    for (const line of lines) faults.push({ rule: file, reason: `${line} is neither an address nor a CIDR range` })
    addressLists[name] = set
  }
  if (faults.length > 0) throw new FirewallFault(faults)
  return {
    loadCountries: once(() => loadCountries(folder)),
    addressLists,
    rates: new RateCounters(Date.now),
    now: Date.now,
  }
}

/** Published lists carry comments, and some a second column. */
function entriesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/[#;].*/, '').trim())
  return lines.filter((line) => line !== '').map((line) => line.split(/\s/)[0] ?? '')
}

/** Every change of the web ACL makes a new evaluator; the data are read for the first that asks. */
function once<Value>(load: () => Value): () => Value {
  let loaded: { readonly value: Value } | undefined
  return () => {
    loaded ??= { value: load() }
    return loaded.value
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
