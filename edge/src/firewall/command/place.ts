import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { FirewallChange } from '@porchlight/contract/firewall'
import { controlSocketName } from '@porchlight/contract/firewall-control'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import { filesIn } from '../keeper/files.ts'
import { readHistory } from '../keeper/history.ts'
import { HitCounts } from '../keeper/hit-counts.ts'
import { loadCounts } from '../keeper/load-counts.ts'
import { matchReader } from '../keeper/matches.ts'
import { readOverlay } from '../keeper/overlay-file.ts'
import { type InForce, inForceOf } from '../keeper/overlay-keeper.ts'
import { overlayToStartWith, type StartOverlay } from '../keeper/start-overlay.ts'
import { loadSources } from '../load-sources.ts'
import { compileApartWith } from '../open.ts'
import type { CompileApart } from '../replay/contender.ts'
import { CommandFault } from './command-fault.ts'

/** A data directory, read from outside: Porchlight may run on it or not. */
export class Place {
  readonly dataDirectory: string

  constructor(dataDirectory: string) {
    this.dataDirectory = dataDirectory
  }

  get files() {
    return filesIn(this.dataDirectory)
  }

  /** Where a running Porchlight answers; `run/sockets` leads to a path that is short enough for a socket. */
  get controlSocket(): string {
    return join(this.dataDirectory, 'run/sockets', controlSocketName)
  }

  /** @throws {CommandFault} where there is no such place: a mistyped path must not look like a quiet firewall. */
  async check(): Promise<void> {
    await access(join(this.dataDirectory, 'format')).catch(() => {
      throw new CommandFault(
        `There is no Porchlight in ${this.dataDirectory}. Start it once with npm start, or set PORCHLIGHT_DATA to where its data are.`,
      )
    })
  }

  async compile(): Promise<CompileApart> {
    return compileApartWith(await loadSources(join(this.dataDirectory, 'firewall/lists')))
  }

  async changes(): Promise<readonly FirewallChange[]> {
    return readHistory(this.files.audit).catch(() => [])
  }

  /** What is in force, or would be once Porchlight starts. */
  async inForce(): Promise<InForce & Pick<StartOverlay, 'notices'>> {
    const compile = await this.compile()
    const check = (firewall: typeof document): void => void compile(firewall)
    const read = await readOverlay(this.files.overlay)
    const { overlay, notices } = overlayToStartWith(read, await this.changes(), { document, check })
    return { ...inForceOf(document, overlay), notices }
  }

  async counts({ firewall }: InForce): Promise<HitCounts> {
    const counts = new HitCounts()
    await loadCounts(this.files.log, counts, matchReader(firewall))
    return counts
  }
}
