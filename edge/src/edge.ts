import { randomUUIDv7 } from 'node:crypto'
import type { Server } from 'node:http'
import type { BlockList } from 'node:net'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { type DrainTimes, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createAccessLogger, type Logger } from '@porchlight/runtime/logger'
import { Tunnels } from '@porchlight/runtime/tunnels'
import { services } from '@porchlight/system/services'
import type { TargetGroupAttributes } from '@porchlight/system/target-group'
import type { Topology } from '@porchlight/system/topology'
import { noRule, tooManyConnections } from './answer/answer.ts'
import { rawAnswer, sendAnswer } from './answer/send.ts'
import type { Exchange } from './exchange.ts'
import type { FirewallGate } from './firewall/gate.ts'
import { firewallStage } from './firewall/stage.ts'
import { listenerRule } from './listener/stage.ts'
import { answerOwnHealth } from './own-health.ts'
import { orderStages } from './pipeline.ts'
import { capConnections } from './protocol/connection-cap.ts'
import { internalHostsOf, publicHostsOf } from './protocol/hosts.ts'
import { clientIdleTimeoutMs, clientKeepAliveTimeoutMs, headTimeoutMs } from './protocol/limits.ts'
import { protocolStage } from './protocol/stage.ts'
import { createEdgeServer } from './server.ts'
import { forward } from './target-group/forward.ts'
import type { HealthCounts } from './target-group/health.ts'
import { TargetGroup } from './target-group/target-group.ts'
import { Authentication } from './token/authentication.ts'
import type { KeySetTimes } from './token/remote-key-set.ts'

export interface EdgeSettings {
  readonly listen: Endpoint
  readonly internalListen: Endpoint
  readonly origin: URL
  readonly topology: Topology
  readonly trustedProxies: BlockList
  readonly maxConnectionsPerAddress: number
  readonly firewall: FirewallGate
  readonly keySetTimes: KeySetTimes
  /** Where the replicas' sockets appear: `<service>.<slot>.sock`. */
  readonly socketsPath: string
  readonly targetIdleTimeoutMs: number
  readonly targetGroup: TargetGroupAttributes
  readonly health: HealthCounts & { readonly intervalMs: number; readonly timeoutMs: number }
}

/** The load balancers of one machine: the internet-facing ones on one listener, the internal one on another. */
export class Edge {
  readonly #settings: EdgeSettings
  readonly #groups: ReadonlyMap<string, TargetGroup>
  readonly #authentication: Authentication
  readonly #tunnels = new Tunnels()
  readonly #publicServer: Server
  readonly #public: Lifecycle
  readonly #internal: Lifecycle

  constructor(settings: EdgeSettings, logger: Logger) {
    this.#settings = settings
    this.#groups = new Map(
      services.map((service) => [
        service.name,
        new TargetGroup(service, {
          ...settings.health,
          attributes: settings.targetGroup,
          logger,
          socketsPath: settings.socketsPath,
          idleTimeoutMs: settings.targetIdleTimeoutMs,
        }),
      ]),
    )
    this.#authentication = new Authentication({ ...settings, issuer: this.#groups.get('api'), logger })
    const accessLog = createAccessLogger('edge', logger.level)
    const shared = { forward: this.#forward, tunnels: this.#tunnels, logger, accessLog }
    this.#publicServer = createEdgeServer({ ...shared, stages: publicStages(settings, this.#authentication) })
    this.#public = balanced(this.#publicServer, logger)
    if (settings.listen.kind === 'port') {
      const refusal = rawAnswer(tooManyConnections, randomUUIDv7())
      capConnections(this.#publicServer, {
        trustedProxies: settings.trustedProxies,
        maxPerAddress: settings.maxConnectionsPerAddress,
        refusal,
        logger,
      })
    }
    const internal = createEdgeServer({
      ...shared,
      stages: internalStages(settings, this.#authentication),
      answerOwn: (request, response) =>
        answerOwnHealth(request, response, { draining: this.#public.draining, groups: this.#groups.values() }),
    })
    this.#internal = balanced(internal, logger)
  }

  /** The internal listener first: services ask it while the public waits. Nobody is let in before targets are known. */
  async listen(): Promise<void> {
    await Promise.all([...this.#groups.values()].map(({ checked }) => checked))
    await this.#internal.listen(this.#settings.internalListen)
    this.#authentication.start()
    await this.#public.listen(this.#settings.listen)
  }

  /** The port in use while listening on one; the settings may have left its choice to the system. */
  get port(): number | undefined {
    const address = this.#publicServer.address()
    return typeof address === 'object' ? address?.port : undefined
  }

  /** The internal listener last: pages that are still being made ask it. */
  async drain(times: DrainTimes): Promise<void> {
    const startedAt = performance.now()
    this.#tunnels.close()
    this.#internal.announce()
    await this.#public.drain(times)
    const limitMs = Math.max(0, times.limitMs - (performance.now() - startedAt))
    await this.#internal.drain({ noticeMs: 0, limitMs })
    await this.#authentication.stop()
    await Promise.all([...this.#groups.values()].map((group) => group.close()))
  }

  readonly #forward = (exchange: Exchange): void => {
    const { rule } = exchange
    const group = rule && 'forwardTo' in rule ? this.#groups.get(rule.forwardTo) : undefined
    if (group === undefined) sendAnswer(exchange, noRule)
    else forward(exchange, group, this.#tunnels)
  }
}

function publicStages(settings: EdgeSettings, { stage: token }: Authentication) {
  const { topology, origin, trustedProxies, listen, firewall } = settings
  const hosts = publicHostsOf(topology, origin)
  const peers = listen.kind === 'socket' ? 'own' : 'network'
  return orderStages({
    protocol: protocolStage({ hosts, origin, trustedProxies, peers }),
    firewall: firewallStage(firewall),
    listenerRule,
    token,
  })
}

/** Never a firewall: in `proxy` the one before the pages has judged. The rules, and what they demand, are those in public. */
function internalStages({ topology, origin, trustedProxies }: EdgeSettings, { stage: token }: Authentication) {
  const hosts = internalHostsOf(topology)
  return orderStages({ protocol: protocolStage({ hosts, origin, trustedProxies, peers: 'own' }), listenerRule, token })
}

/** Draining as every server of ours; times as a load balancer, which stands before slow clients. */
function balanced(server: Server, logger: Logger): Lifecycle {
  const lifecycle = new Lifecycle(server, logger)
  server.keepAliveTimeout = clientKeepAliveTimeoutMs
  server.headersTimeout = headTimeoutMs
  // No limit on the whole: a body may take its time as long as it moves.
  server.requestTimeout = 0
  server.timeout = clientIdleTimeoutMs
  return lifecycle
}
