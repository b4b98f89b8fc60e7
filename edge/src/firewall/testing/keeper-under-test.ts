import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { createLogger } from '@porchlight/runtime/logger'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { compileFirewall } from '../compile.ts'
import { FirewallGate } from '../gate.ts'
import type { InspectedRequest } from '../inspected-request.ts'
import type { FirewallFiles } from '../keeper/files.ts'
import { Keeper, type KeeperOptions } from '../keeper/keeper.ts'
import type { CompileApart } from '../replay/contender.ts'
import { bareSources } from '../sources.ts'
import { defer } from './defer.ts'

export const compileApart: CompileApart = (firewall, now = Date.now) => compileFirewall(firewall, bareSources({ now }))

export async function firewallFiles(test: TestContext): Promise<FirewallFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'firewall-'))
  defer(test, () => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'config'))
  return {
    overlay: join(folder, 'config/firewall.json'),
    audit: join(folder, 'audit.ndjson'),
    log: join(folder, 'log'),
  }
}

/** A keeper with a gate, as the edge puts them together. */
export class KeeperUnderTest {
  readonly keeper: Keeper
  readonly #gate: FirewallGate

  private constructor(keeper: Keeper, gate: FirewallGate) {
    this.keeper = keeper
    this.#gate = gate
  }

  static async open(
    test: TestContext,
    files: FirewallFiles,
    changes: Partial<KeeperOptions> = {},
  ): Promise<KeeperUnderTest> {
    const note = (record: FirewallLogRecord): void => keeper.note(record)
    const gate = new FirewallGate(compileApart(changes.document ?? document), note)
    const keeper = await Keeper.open({
      document,
      files,
      logBounds: { maxBytes: 10_000_000, maxDays: 7 },
      compile: compileApart,
      enforce: (firewall: Firewall) => gate.replace(compileApart(firewall)),
      logger: createLogger('edge', 'silent'),
      ...changes,
    })
    defer(test, () => keeper.close())
    return new KeeperUnderTest(keeper, gate)
  }

  /** What becomes of a request. */
  ask(changes: Partial<InspectedRequest> = {}): string {
    return this.#gate.judge(requestWith(changes)).action
  }
}

/** Matches `body-size`, which needs no body and no guess. */
export const tooLarge: Partial<InspectedRequest> = {
  method: 'POST',
  uriPath: '/api/posts',
  headers: ['host', 'porch.example', 'user-agent', 'Mozilla/5.0', 'content-length', '5000000000'],
}

export function requestWith(changes: Partial<InspectedRequest> = {}): InspectedRequest {
  return {
    requestId: 'a-request',
    method: 'GET',
    uriPath: '/',
    queryString: '',
    httpVersion: '1.1',
    host: 'porch.example',
    scheme: 'https',
    headers: ['host', 'porch.example', 'user-agent', 'Mozilla/5.0', 'accept', '*/*'],
    clientAddress: '192.0.2.7',
    body: undefined,
    ...changes,
  }
}
