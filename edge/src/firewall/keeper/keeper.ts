import { mkdir } from 'node:fs/promises'
import type {
  FirewallChangePage,
  FirewallNotice,
  FirewallPatch,
  FirewallRecordPage,
  FirewallRecordQuery,
  FirewallState,
  ReplayReport,
} from '@porchlight/contract/firewall'
import type { ControlledPatch } from '@porchlight/contract/firewall-control'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { PageQuery } from '@porchlight/contract/page'
import type { Logger } from '@porchlight/runtime/logger'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import type { CompileApart } from '../replay/contender.ts'
import { recentRequests } from '../replay/from-log.ts'
import { replay } from '../replay/replay.ts'
import type { CountryOf } from '../sources.ts'
import type { FirewallFiles } from './files.ts'
import { ChangeHistory, pageOfChanges } from './history.ts'
import { HitCounts } from './hit-counts.ts'
import { loadCounts } from './load-counts.ts'
import { refuseLockOut } from './lock-out.ts'
import type { LogBounds } from './log-segments.ts'
import { LogWriter } from './log-writer.ts'
import { type MatchesOf, matchReader } from './matches.ts'
import { OverlayKeeper } from './overlay-keeper.ts'
import { pageOfRecords, withCountry } from './records.ts'
import { Refusal } from './refusal.ts'
import { describeState } from './state.ts'

export interface KeeperOptions {
  readonly document: Firewall
  readonly files: FirewallFiles
  readonly logBounds: LogBounds
  readonly compile: CompileApart
  /** Records of a firewall without a country rule name no country: it is looked up when they are shown. */
  readonly countryOf?: CountryOf
  /** Puts a firewall that compiles in force in every process. */
  readonly enforce: (firewall: Firewall) => void
  /** What the evaluators miss, such as data on countries. */
  readonly notices?: () => readonly FirewallNotice[]
  readonly logger: Logger
}

interface Parts {
  readonly history: ChangeHistory
  readonly overlays: OverlayKeeper
  readonly writer: LogWriter
}

/**
 * What an operator sees of the firewall and does with it. There is one keeper however many processes judge requests;
 * they hand their records to `note`.
 */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #history: ChangeHistory
  readonly #overlays: OverlayKeeper
  readonly #writer: LogWriter
  readonly #counts = new HitCounts()
  #matchesOf: MatchesOf
  #loadingCounts: Promise<void> | undefined

  private constructor(options: KeeperOptions, { history, overlays, writer }: Parts) {
    this.#options = options
    this.#history = history
    this.#overlays = overlays
    this.#writer = writer
    this.#matchesOf = matchReader(overlays.inForce.firewall)
    this.#loadingCounts = loadCounts(options.files.log, this.#counts, this.#matchesOf).finally(() => {
      this.#loadingCounts = undefined
    })
  }

  /** @throws {FirewallFault} where the document itself has a fault: nothing may be served without a firewall. */
  static async open(options: KeeperOptions): Promise<Keeper> {
    const { document, files, logBounds, compile, logger } = options
    await mkdir(files.log, { recursive: true, mode: 0o700 })
    const history = await ChangeHistory.open(files.audit)
    if (history.damagedLines > 0)
      logger.warn({ lines: history.damagedLines }, 'lines of the firewall audit log cannot be read')
    let keeper: Keeper | undefined
    const overlays = await OverlayKeeper.open({
      document,
      path: files.overlay,
      history,
      logger,
      check: (firewall) => void compile(firewall),
      enforce: (firewall) => {
        options.enforce(firewall)
        keeper?.readMatchesOf(firewall)
      },
    })
    const writer = new LogWriter({ directory: files.log, bounds: logBounds, logger })
    keeper = new Keeper(options, { history, overlays, writer })
    return keeper
  }

  /** A request that a rule touched. */
  note(record: FirewallLogRecord): void {
    this.#counts.note(record.timestamp, this.#matchesOf(record))
    this.#writer.append(record)
  }

  /** What is in force. */
  get firewall(): Firewall {
    return this.#overlays.inForce.firewall
  }

  state(): FirewallState {
    const { document, notices } = this.#options
    return describeState({
      document,
      inForce: this.#overlays.inForce,
      counts: this.#counts,
      changes: this.#history.changes,
      notices: [...this.#overlays.notices, ...(notices?.() ?? []), ...this.#ownNotices()],
    })
  }

  /** @throws {Refusal} `firewall_fault`, `firewall_changed_since`; then nothing has changed. */
  async change({ actor, clientAddress, patch }: ControlledPatch): Promise<FirewallState> {
    const { compile } = this.#options
    await this.#overlays.change(patch, actor, (next) => {
      if (clientAddress === undefined) return
      refuseLockOut({ before: compile(this.firewall), after: compile(next.firewall), clientAddress })
    })
    return this.state()
  }

  /** @throws {Refusal} as `change`. */
  async try(patch: FirewallPatch): Promise<ReplayReport> {
    const { firewall: after } = this.#overlays.patched(patch)
    await this.#writer.flush()
    const before = this.firewall
    return replay(await recentRequests(this.#options.files.log, matchReader(before)), {
      recordedBy: before,
      before,
      after,
      compile: this.#options.compile,
    })
  }

  /** @throws {Refusal} `invalid_input` for a cursor that this list did not give. */
  async records(query: FirewallRecordQuery): Promise<FirewallRecordPage> {
    const page = await pageOfRecords(this.#options.files.log, query, this.#matchesOf)
    if (page === undefined) throw new Refusal('invalid_input', [cursorFault])
    return { ...page, items: page.items.map((item) => withCountry(item, this.#options.countryOf)) }
  }

  /** @throws {Refusal} `invalid_input` for a cursor that this list did not give. */
  changes(query: PageQuery): FirewallChangePage {
    const page = pageOfChanges(this.#history.changes, query)
    if (page === undefined) throw new Refusal('invalid_input', [cursorFault])
    return page
  }

  readMatchesOf(firewall: Firewall): void {
    this.#matchesOf = matchReader(firewall)
  }

  /** Resolves once the log of the last day is in the counts. */
  async counted(): Promise<void> {
    await this.#loadingCounts
  }

  async close(): Promise<void> {
    await this.#overlays.close()
    await this.#writer.close()
    await this.#loadingCounts
    await this.#history.close()
  }

  #ownNotices(): FirewallNotice[] {
    const { dropped } = this.#writer
    const loading = this.#loadingCounts !== undefined
    return [
      ...(dropped > 0 ? [{ kind: 'records_dropped' as const, detail: `${dropped} records are not in the log.` }] : []),
      ...(loading ? [{ kind: 'counts_loading' as const, detail: 'The log of the last day is being counted.' }] : []),
    ]
  }
}

const cursorFault = { in: 'query', pointer: '/cursor', message: 'is not a cursor that this list gave' } as const
