import { randomUUIDv7 } from 'node:crypto'
import type { Server } from 'node:http'
import type { BlockList, Server as NetServer } from 'node:net'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { type DrainTimes, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createAccessLog, type Logger } from '@porchlight/runtime/logger'
import { Tunnels } from '@porchlight/runtime/tunnels'
import { services } from '@porchlight/system/services'
import type { TargetGroupAttributes } from '@porchlight/system/target-group'
import type { Topology } from '@porchlight/system/topology'
import { noRule, noTarget, tooManyConnections } from './answer/answer.ts'
import { rawAnswer, sendAnswer } from './answer/send.ts'
import type { Exchange } from './exchange.ts'
import type { FirewallGate } from './firewall/gate.ts'
import { firewallStage } from './firewall/stage.ts'
import { announce, type CertificateFiles, readKeyPair, watchKeyPair } from './listener/certificate.ts'
import { Http2Listener } from './listener/http2.ts'
import { SecureServer } from './listener/secure-server.ts'
import { listenerRule } from './listener/stage.ts'
import { answerOwnHealth } from './own-health.ts'
import { orderStages, type Stage, type Verdict } from './pipeline.ts'
import { capConnections } from './protocol/connection-cap.ts'
import { internalHostsOf, plainHostsOf, publicHostsOf } from './protocol/hosts.ts'
import { type ClientTimes, certificateIntervalMs, clientKeepAliveTimeoutMs } from './protocol/limits.ts'
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
  /** Absent: what stands in front takes care of TLS. */
  readonly tls?: CertificateFiles | undefined
  /** Where plain HTTP is sent to TLS. */
  readonly plainListen?: Endpoint | undefined
  readonly origin: URL
  readonly topology: Topology
  readonly trustedProxies: BlockList
  readonly maxConnectionsPerAddress: number
  readonly clientTimes: ClientTimes
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
  readonly #logger: Logger
  readonly #certifying = new AbortController()
  readonly #groups: ReadonlyMap<string, TargetGroup>
  readonly #authentication: Authentication
  readonly #tunnels = new Tunnels()
  readonly #publicServer: Server
  readonly #secure: SecureServer | undefined
  readonly #public: Lifecycle
  readonly #plainServer: Server | undefined
  readonly #plain: Lifecycle | undefined
  readonly #internal: Lifecycle

  constructor(settings: EdgeSettings, logger: Logger) {
    this.#settings = settings
    this.#logger = logger
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
    const accessLog = createAccessLog('edge', logger.level)
    const shared = {
      forward: this.#forward,
      tunnels: this.#tunnels,
      logger,
      accessLog,
      clientTimes: settings.clientTimes,
    }
    const options = { ...shared, stages: publicStages(settings, this.#authentication, this.#targetPresent) }
    this.#publicServer = createEdgeServer(options)
    this.#secure = settings.tls && new SecureServer({ http1: this.#publicServer, http2: new Http2Listener(options) })
    this.#public = this.#balanced(this.#publicServer, this.#secure)
    this.#plainServer = settings.plainListen && createEdgeServer({ ...shared, stages: plainStages(settings) })
    this.#plain = this.#plainServer && this.#balanced(this.#plainServer)
    this.#capConnections()
    const internal = createEdgeServer({
      ...shared,
      stages: internalStages(settings, this.#authentication),
      answerOwn: (request, response) =>
        answerOwnHealth(request, response, { draining: this.#public.draining, groups: this.#groups.values() }),
    })
    this.#internal = this.#balanced(internal)
  }

  /** The internal listener first: services ask it while the public waits. Nobody is let in before targets are known. */
  async listen(): Promise<void> {
    await Promise.all([...this.#groups.values()].map(({ checked }) => checked))
    await this.#internal.listen(this.#settings.internalListen)
    this.#authentication.start()
    await this.#certify()
    await this.#public.listen(this.#settings.listen)
    if (this.#settings.plainListen !== undefined) await this.#plain?.listen(this.#settings.plainListen)
  }

  /** The port in use while listening on one; the settings may have left its choice to the system. */
  get port(): number | undefined {
    return portOf(this.#secure ?? this.#publicServer)
  }

  get plainPort(): number | undefined {
    return this.#plainServer && portOf(this.#plainServer)
  }

  /** The internal listener last: pages that are still being made ask it. */
  async drain(times: DrainTimes): Promise<void> {
    const startedAt = performance.now()
    this.#tunnels.close()
    this.#internal.announce()
    this.#certifying.abort()
    await Promise.all([this.#public.drain(times), this.#plain?.drain(times)])
    const limitMs = Math.max(0, times.limitMs - (performance.now() - startedAt))
    await this.#internal.drain({ noticeMs: 0, limitMs })
    await this.#authentication.stop()
    await Promise.all([...this.#groups.values()].map((group) => group.close()))
  }

  /** Before TLS: a connection that is refused should cost no handshake. */
  #capConnections(): void {
    const { listen, trustedProxies, maxConnectionsPerAddress: maxPerAddress } = this.#settings
    if (listen.kind !== 'port') return
    const limits = { trustedProxies, maxPerAddress, logger: this.#logger }
    const refusal = rawAnswer(tooManyConnections, randomUUIDv7())
    if (this.#secure !== undefined) capConnections(this.#secure, { ...limits, refusal: undefined })
    else capConnections(this.#publicServer, { ...limits, refusal })
    if (this.#plainServer !== undefined) capConnections(this.#plainServer, { ...limits, refusal })
  }

  async #certify(): Promise<void> {
    const { tls: files } = this.#settings
    if (files === undefined) return
    const keyPair = await readKeyPair(files)
    this.#secure?.useKeyPair(keyPair)
    announce(keyPair.validUntil, this.#logger)
    void watchKeyPair(keyPair, {
      files,
      intervalMs: certificateIntervalMs,
      logger: this.#logger,
      signal: this.#certifying.signal,
      changed: (next) => this.#secure?.useKeyPair(next),
    })
  }

  /** Draining as every server of ours; times as a load balancer, which stands before slow clients. */
  #balanced(server: Server, acceptor?: SecureServer): Lifecycle {
    const lifecycle = new Lifecycle(server, this.#logger, acceptor)
    server.keepAliveTimeout = clientKeepAliveTimeoutMs
    server.headersTimeout = this.#settings.clientTimes.headMs
    // No limit on the whole: a body may take its time as long as it moves.
    server.requestTimeout = 0
    server.timeout = this.#settings.clientTimes.idleMs
    return lifecycle
  }

  readonly #targetPresent = (exchange: Exchange): Verdict => {
    return this.#groupOf(exchange)?.hasTarget === false ? noTarget : undefined
  }

  #groupOf({ rule }: Exchange): TargetGroup | undefined {
    return rule && 'forwardTo' in rule ? this.#groups.get(rule.forwardTo) : undefined
  }

  readonly #forward = (exchange: Exchange): void => {
    const group = this.#groupOf(exchange)
    if (group === undefined) sendAnswer(exchange, noRule)
    else forward(exchange, group, this.#tunnels)
  }
}

function publicStages(settings: EdgeSettings, { stage: token }: Authentication, targetPresent: Stage) {
  const { topology, origin, trustedProxies, listen, firewall } = settings
  const hosts = publicHostsOf(topology, origin)
  const peers = listen.kind === 'socket' ? 'own' : 'network'
  return orderStages({
    protocol: protocolStage({ hosts, origin, trustedProxies, peers }),
    firewall: firewallStage(firewall, [listenerRule, token, targetPresent]),
    listenerRule,
    token,
  })
}

/** Never a firewall: in `proxy` the one before the pages has judged. The rules, and what they demand, are those in public. */
function internalStages({ topology, origin, trustedProxies }: EdgeSettings, { stage: token }: Authentication) {
  const hosts = internalHostsOf(topology)
  return orderStages({ protocol: protocolStage({ hosts, origin, trustedProxies, peers: 'own' }), listenerRule, token })
}

/** As on AWS, the web ACL is the load balancer's and not a listener's. */
function plainStages({ topology, origin, trustedProxies, firewall }: EdgeSettings) {
  const protocol = protocolStage({ hosts: plainHostsOf(topology, origin), origin, trustedProxies, peers: 'network' })
  return orderStages({ protocol, firewall: firewallStage(firewall), listenerRule })
}

function portOf(server: NetServer): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}
