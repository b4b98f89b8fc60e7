import type { Send } from './delivery.ts'

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string
  readonly from: string | undefined
}

/** A server that is slower than this is tried again later. */
const timeoutMs = 20_000

/** The library is loaded with the first mail. Text is sent as it is: no tracking, no markup. */
export function smtp({ url, from }: SmtpSettings, origin: string): Send {
  return async ({ recipient, subject, body }) => {
    const { createTransport } = await import('nodemailer')
    const transport = createTransport({
      url,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const sender = from ?? `porchlight@${new URL(origin).hostname}`
    try {
      await transport.sendMail({ from: sender, to: { name: '', address: recipient }, subject, text: body })
    } finally {
      transport.close()
    }
  }
}
