import type { Fault } from './faults.ts'

export const keepAlive = '{"type":"ka"}'

export function connectionAck(connectionTimeoutMs: number): string {
  return JSON.stringify({ type: 'connection_ack', payload: { connectionTimeoutMs } })
}

export function connectionError(fault: Fault): string {
  return JSON.stringify({ type: 'connection_error', payload: { errors: [fault] } })
}

export function startAck(id: string): string {
  return JSON.stringify({ type: 'start_ack', id })
}

export function complete(id: string): string {
  return JSON.stringify({ type: 'complete', id })
}

/** Without `id` where the message at fault had none. */
export function errorOf(id: string | undefined, errors: readonly Fault[]): string {
  return JSON.stringify({ type: 'error', id, payload: { errors } })
}
