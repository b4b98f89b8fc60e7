import { platformFetch, platformSocket } from '../platform.ts'
import type { Fetch, FetchAnswer, OpenSocket, Random, Socket, SocketEvents } from '../ports.ts'

/** Each a probability, but where the name says milliseconds. */
export interface FaultRates {
  readonly dropData: number
  readonly doubleData: number
  readonly lateData: number
  readonly lateMs: number
  /** Of what comes so soon after a subscription was acknowledged, all is lost. */
  readonly deafAfterStartMs: number
  /** For each frame: the connection ends here. */
  readonly killSocket: number
  /** For each frame: from here on nothing comes, and nothing says so. */
  readonly muteSocket: number
  /** The request never arrives. */
  readonly loseRequest: number
  /** It was done, and the answer is lost. */
  readonly loseAnswer: number
  /** It is refused for the moment: `Conflict`, `TooFast`, HTTP 503. */
  readonly refuse: number
}

export const noFaults: FaultRates = {
  dropData: 0,
  doubleData: 0,
  lateData: 0,
  lateMs: 0,
  deafAfterStartMs: 0,
  killSocket: 0,
  muteSocket: 0,
  loseRequest: 0,
  loseAnswer: 0,
  refuse: 0,
}

export interface FaultyNetwork {
  readonly fetch: Fetch
  readonly openSocket: OpenSocket
  /** Ends every connection that is open. */
  readonly cut: () => void
}

const refusals = [
  { status: 200, body: { data: null, errors: [{ errorType: 'Conflict', message: 'injected' }] } },
  { status: 200, body: { data: null, errors: [{ errorType: 'Unavailable', message: 'injected' }] } },
  { status: 503, body: {} },
]

/** A real network to a real server, with faults put in between by chance. */
export function faultyNetwork(random: Random, rates: FaultRates): FaultyNetwork {
  const happens = (rate: keyof FaultRates) => random() < rates[rate]
  const open = new Set<FaultySocket>()
  return {
    cut: () => {
      for (const socket of open) socket.kill()
    },
    fetch: async (url, request) => {
      if (happens('loseRequest')) throw new Error('The request was lost, by chance')
      if (happens('refuse')) return refusal(random)
      const answer = await platformFetch(url, request)
      const text = await answer.text()
      if (happens('loseAnswer')) throw new Error('The answer was lost, by chance')
      return { status: answer.status, text: async () => text }
    },
    openSocket: (url, protocols, events) => {
      const socket = new FaultySocket(events, { random, rates, onGone: () => open.delete(socket) })
      open.add(socket)
      socket.connect(platformSocket(url, protocols, socket.events))
      return socket
    },
  }
}

function refusal(random: Random): FetchAnswer {
  const { status, body } = refusals[Math.floor(random() * refusals.length)] ?? { status: 503, body: {} }
  return { status, text: async () => JSON.stringify(body) }
}

interface Chance {
  readonly random: Random
  readonly rates: FaultRates
  readonly onGone: () => void
}

class FaultySocket implements Socket {
  readonly #listener: SocketEvents
  readonly #chance: Chance
  #socket: Socket | undefined
  #gone = false
  #mute = false
  #deafUntil = 0

  constructor(listener: SocketEvents, chance: Chance) {
    this.#listener = listener
    this.#chance = chance
  }

  readonly events: SocketEvents = {
    onOpen: () => this.#listener.onOpen(),
    onMessage: (text) => this.#receive(text),
    onClose: () => this.#end(),
  }

  connect(socket: Socket): void {
    this.#socket = socket
  }

  send(text: string): void {
    this.#socket?.send(text)
  }

  close(): void {
    this.#gone = true
    this.#chance.onGone()
    this.#socket?.close()
  }

  kill(): void {
    this.#socket?.close()
    this.#end()
  }

  #receive(text: string): void {
    if (this.#gone || this.#mute) return
    if (text.includes('"start_ack"')) this.#deafUntil = Date.now() + this.#chance.rates.deafAfterStartMs
    if (text.includes('"type":"data"')) this.#receiveData(text)
    else this.#pass(text)
  }

  #receiveData(text: string): void {
    const rates = this.#chance.rates
    const happens = (rate: number) => this.#chance.random() < rate
    if (happens(rates.killSocket)) this.kill()
    this.#mute ||= happens(rates.muteSocket)
    if (this.#gone || this.#mute || happens(rates.dropData) || Date.now() < this.#deafUntil) return
    if (happens(rates.lateData)) setTimeout(() => this.#pass(text), this.#chance.random() * rates.lateMs)
    else this.#pass(text)
    if (happens(rates.doubleData)) this.#pass(text)
  }

  #pass(text: string): void {
    if (!this.#gone) this.#listener.onMessage(text)
  }

  #end(): void {
    if (this.#gone) return
    this.#gone = true
    this.#chance.onGone()
    this.#listener.onClose()
  }
}
