import { type FileHandle, open, readFile } from 'node:fs/promises'
import { FirewallChange, type ListedFirewallChange } from '@porchlight/contract/firewall'
import type { Page, PageQuery } from '@porchlight/contract/page'
import { emptyOverlay, type FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { ipSetOf, normalised } from './patch.ts'

/**
 * The firewall's audit log: every change, one JSON line each, on the disk before it takes effect. Lines are only ever
 * added.
 */
export class ChangeHistory {
  readonly #file: FileHandle
  readonly #changes: FirewallChange[]
  /** Lines that are no changes: left as they are. */
  readonly damagedLines: number
  #bytes: number

  private constructor(file: FileHandle, { changes, damaged, wholeBytes }: ParsedHistory) {
    this.#file = file
    this.#changes = changes
    this.damagedLines = damaged
    this.#bytes = wholeBytes
  }

  static async open(path: string): Promise<ChangeHistory> {
    const file = await open(path, 'a+', 0o600)
    const parsed = parseHistory(await file.readFile())
    // A line that a crash cut off never took effect.
    if (parsed.wholeBytes < parsed.bytes) await file.truncate(parsed.wholeBytes)
    return new ChangeHistory(file, parsed)
  }

  /** Rejects, and leaves the file as it was, where the disk is full. */
  async append(change: FirewallChange): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(change)}\n`)
    try {
      await this.#file.appendFile(line)
      await this.#file.datasync()
    } catch (error) {
      // Half a line would spoil the one that follows it.
      await this.#file.truncate(this.#bytes)
      throw error
    }
    this.#bytes += line.length
    this.#changes.push(change)
  }

  /** Oldest first. */
  get changes(): readonly FirewallChange[] {
    return this.#changes
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

/** For a look from outside, while the edge may be running or not. */
export async function readHistory(path: string): Promise<readonly FirewallChange[]> {
  return parseHistory(await readFile(path)).changes
}

interface ParsedHistory {
  readonly changes: FirewallChange[]
  readonly damaged: number
  readonly wholeBytes: number
  readonly bytes: number
}

function parseHistory(bytes: Buffer): ParsedHistory {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.toString('utf8', 0, wholeBytes).split('\n').filter(Boolean)
  const changes = lines.flatMap((line) => parseChange(line) ?? [])
  return { changes, damaged: lines.length - changes.length, wholeBytes, bytes: bytes.length }
}

function parseChange(line: string): FirewallChange | undefined {
  try {
    return FirewallChange.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** What the changes amount to. */
export function overlayAfter(changes: readonly FirewallChange[]): FirewallOverlay {
  const overlay = structuredClone(emptyOverlay)
  for (const part of changes.flatMap(({ parts }) => parts)) {
    if (part.kind === 'countries') overlay.blockedCountries = part.after
    else if (part.kind === 'address') {
      const name = ipSetOf(part.list, part.range.includes(':') ? 6 : 4)
      const others = (overlay.addresses[name] ?? []).filter((range) => range !== part.range)
      overlay.addresses[name] = part.after === 'listed' ? [...others, part.range] : others
    } else if (part.after === null) delete overlay.actions[part.rule]
    else overlay.actions[part.rule] = part.after
  }
  return normalised(overlay)
}

/** Newest first. @returns `undefined` for a cursor that this list did not give. */
export function pageOfChanges(
  changes: readonly FirewallChange[],
  { cursor, limit }: PageQuery,
): Page<ListedFirewallChange> | undefined {
  const from = cursor === undefined ? changes.length : changes.findIndex(({ id }) => id === cursor)
  if (from === -1) return undefined
  const undone = undoneIds(changes)
  const start = Math.max(0, from - limit)
  const items = changes.slice(start, from).toReversed()
  return {
    items: items.map((change) => ({ ...change, undone: undone.has(change.id) })),
    nextCursor: start === 0 ? null : (changes[start]?.id ?? null),
  }
}

/** A change that was taken back counts again once its taking back was taken back. */
export function undoneIds(changes: readonly FirewallChange[]): ReadonlySet<string> {
  const undone = new Set<string>()
  for (const { id, undoes } of changes.toReversed()) {
    if (undoes !== null && !undone.has(id)) undone.add(undoes)
  }
  return undone
}
