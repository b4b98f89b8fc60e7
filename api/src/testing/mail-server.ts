import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** As much of a mail server as a client needs to hand mails over. */
export interface TestMailServer {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string
  /** Each mail as it arrived, headers and all. */
  readonly received: readonly string[]
  /** From now on every mail is turned away for the time being, or taken. */
  setRefusing(refusing: boolean): void
  stop(): Promise<void>
}

export async function startMailServer(): Promise<TestMailServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  let refusing = false
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    void converse(socket, { isRefusing: () => refusing, take: (mail) => received.push(mail) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    setRefusing(value) {
      refusing = value
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function converse(socket: Socket, inbox: { isRefusing: () => boolean; take: (mail: string) => void }) {
  let mail: string[] | undefined
  socket.write('220 test\r\n')
  for await (const line of createInterface({ input: socket })) {
    if (mail !== undefined && line !== '.') mail.push(line)
    else if (mail !== undefined) {
      inbox.take(mail.join('\n'))
      mail = undefined
      socket.write('250 taken\r\n')
    } else if (line === 'DATA') {
      mail = []
      socket.write('354 go on\r\n')
    } else if (line.startsWith('RCPT') && inbox.isRefusing()) socket.write('451 not now\r\n')
    else if (line === 'QUIT') socket.end('221 bye\r\n')
    else socket.write('250 ok\r\n')
  }
}
