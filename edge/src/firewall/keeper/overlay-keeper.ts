import type { FirewallActor, FirewallChange, FirewallNotice, FirewallPatch } from '@porchlight/contract/firewall'
import type { FirewallAction } from '@porchlight/contract/firewall-log'
import type { Logger } from '@porchlight/runtime/logger'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { emptyOverlay, type FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { v7 as uuidv7 } from 'uuid'
import { type ChangeHistory, overlayAfter } from './history.ts'
import { overlayAuthor, overlayVersion, readOverlay, writeOverlay } from './overlay-file.ts'
import { applyPatch, differences, faultAt } from './patch.ts'
import { Refusal, reasonsOf, refusalOf } from './refusal.ts'
import { actionsByName } from './rules.ts'
import { overlayToStartWith } from './start-overlay.ts'
import { inverse } from './undo.ts'

export interface OverlayKeeperOptions {
  readonly document: Firewall
  /** The overlay's file. */
  readonly path: string
  readonly history: ChangeHistory
  /** @throws {FirewallFault} where the firewall must not be put to use. */
  readonly check: (firewall: Firewall) => void
  /** Puts a firewall that was checked in force. */
  readonly enforce: (firewall: Firewall) => void
  readonly logger: Logger
}

/** The overlay with the firewall that it makes of the document. */
export interface InForce {
  readonly overlay: FirewallOverlay
  readonly firewall: Firewall
}

/** @throws {FirewallFault} where the overlay does not fit the document. */
export function inForceOf(document: Firewall, overlay: FirewallOverlay): InForce {
  return { overlay, firewall: applyOverlay(document, overlay) }
}

/** Who changes something, and what for. */
export interface About {
  readonly actor: FirewallActor
  readonly note: string
  readonly undoes: string | null
}

const watchIntervalMs = 2_000

/** Keeps the overlay: its file, the history of its changes, and what is in force. One change at a time. */
export class OverlayKeeper {
  readonly #options: OverlayKeeperOptions
  readonly #documentActions: ReadonlyMap<string, FirewallAction>
  #inForce: InForce
  #notices: readonly FirewallNotice[] = []
  #version = ''
  #turn: Promise<unknown> = Promise.resolve()
  #watch: NodeJS.Timeout | undefined

  private constructor(options: OverlayKeeperOptions) {
    this.#options = options
    this.#documentActions = actionsByName(options.document)
    this.#inForce = { overlay: overlayAfter(options.history.changes), firewall: options.document }
  }

  /** @throws {FirewallFault} where the document itself has a fault: nothing may be served without a firewall. */
  static async open(options: OverlayKeeperOptions): Promise<OverlayKeeper> {
    options.check(options.document)
    const keeper = new OverlayKeeper(options)
    await keeper.#begin()
    return keeper
  }

  get inForce(): InForce {
    return this.#inForce
  }

  get notices(): readonly FirewallNotice[] {
    return this.#notices
  }

  /**
   * What a patch would put in force.
   *
   * @throws {Refusal} `firewall_fault`, `firewall_changed_since`
   */
  patched(patch: FirewallPatch): InForce {
    const refused = this.#notices.find(({ kind }) => kind === 'overlay_refused')
    if (refused !== undefined) {
      throw new Refusal('firewall_fault', [faultAt([], `${refused.detail} Mend or remove the file first.`)])
    }
    const { overlay, faults } = applyPatch(this.#inForce.overlay, this.#undoing(patch), this.#documentActions)
    if (faults.length > 0) throw new Refusal('firewall_fault', faults)
    try {
      const firewall = applyOverlay(this.#options.document, overlay)
      this.#options.check(firewall)
      return { overlay, firewall }
    } catch (error) {
      throw refusalOf(error)
    }
  }

  /**
   * @param guard refuses, by throwing, what would be a mistake to put in force.
   * @throws {Refusal} as `patched`, and the guard's; then nothing has changed.
   */
  change(patch: FirewallPatch, actor: FirewallActor, guard: (next: InForce) => void): Promise<void> {
    return this.#inTurn(async () => {
      const next = this.patched(patch)
      guard(next)
      await this.#put(next, { actor, note: patch.note ?? '', undoes: patch.undo ?? null })
    })
  }

  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#turn
  }

  async #begin(): Promise<void> {
    const { document, path, history, check, logger } = this.#options
    this.#version = await overlayVersion(path)
    const start = overlayToStartWith(await readOverlay(path), history.changes, { document, check })
    for (const { detail } of start.notices) logger.warn({ detail }, 'the firewall overlay is not used as it stands')
    this.#notices = start.notices
    await this.#record(start.overlay, await this.#byHand())
    this.#use(inForceOf(document, start.overlay))
    this.#watch = setInterval(() => void this.#inTurn(() => this.#look()), watchIntervalMs).unref()
  }

  #undoing(patch: FirewallPatch): FirewallPatch {
    if (patch.undo === undefined) return patch
    const change = this.#options.history.changes.find(({ id }) => id === patch.undo)
    if (change === undefined) throw new Refusal('firewall_fault', [faultAt(['undo'], 'there is no change of this id')])
    const back = inverse(change, this.#inForce.overlay)
    if (back === undefined) throw new Refusal('firewall_changed_since')
    return back
  }

  /** The history first: what cannot be written down does not happen. */
  async #put(next: InForce, about: About): Promise<void> {
    const before = this.#inForce
    if (!(await this.#record(next.overlay, about))) return
    try {
      await writeOverlay(this.#options.path, next.overlay)
    } catch (error) {
      this.#inForce = { ...before, overlay: next.overlay }
      await this.#record(before.overlay, { ...about, note: `Taken back: it was not saved (${reasonsOf(error)}).` })
      this.#inForce = before
      throw error
    }
    this.#version = await overlayVersion(this.#options.path)
    this.#use(next)
    this.#notices = []
  }

  /** @returns whether there was anything to write down. */
  async #record(overlay: FirewallOverlay, about: About): Promise<boolean> {
    const parts = differences(this.#inForce.overlay, overlay)
    if (parts.length === 0) return false
    const change: FirewallChange = { id: uuidv7(), at: new Date().toISOString(), ...about, parts }
    await this.#options.history.append(change)
    this.#options.logger.info({ change }, 'the firewall was changed')
    return true
  }

  #use(next: InForce): void {
    this.#options.enforce(next.firewall)
    this.#inForce = next
  }

  /** Someone may have edited the file. */
  async #look(): Promise<void> {
    const { document, path, check, logger } = this.#options
    const version = await overlayVersion(path)
    if (version === this.#version) return
    this.#version = version
    const read = await readOverlay(path)
    try {
      if (read.kind === 'faulty') throw new Error(read.reason)
      const overlay = read.kind === 'overlay' ? read.overlay : emptyOverlay
      const firewall = applyOverlay(document, overlay)
      check(firewall)
      await this.#record(overlay, await this.#byHand())
      this.#use({ overlay, firewall })
      this.#notices = []
    } catch (error) {
      const detail = `${reasonsOf(error)} What was in force before it stays in force.`
      logger.warn({ detail }, 'the edited firewall overlay is not used')
      this.#notices = [{ kind: 'overlay_refused', detail }]
    }
  }

  async #byHand(): Promise<About> {
    const actor = { kind: 'operator', name: await overlayAuthor(this.#options.path) } as const
    return { actor, note: 'firewall.json was edited.', undoes: null }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }
}
