import { chromiumArguments, requireChromium } from '@porchlight/tests/chromium'
import { chromium, type Page } from 'playwright-core'
import type { Row } from './report.ts'

const limits = { script: 130 * 1024, style: 15 * 1024 } as const

export interface PageWeight {
  readonly scriptBytes: number
  readonly styleBytes: number
  readonly otherBytes: number
}

/** What a visitor's browser is sent for a page until it has nothing more to ask for: bytes on the wire, headers too. */
export async function weighPage(url: string): Promise<PageWeight> {
  const browser = await chromium.launch({
    executablePath: await requireChromium(),
    args: chromiumArguments,
    // Signals are the bench's to heed.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  try {
    return await weigh(await browser.newPage(), url)
  } finally {
    await browser.close()
  }
}

async function weigh(page: Page, url: string): Promise<PageWeight> {
  const kinds = new Map<string, 'script' | 'style' | 'other'>()
  const bytes = { script: 0, style: 0, other: 0 }
  const protocol = await page.context().newCDPSession(page)
  protocol.on('Network.responseReceived', ({ requestId, response }) => {
    kinds.set(requestId, kindOf(response.mimeType))
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength
  })
  await protocol.send('Network.enable')
  await page.goto(url, { waitUntil: 'networkidle', timeout: 30_000 })
  return { scriptBytes: bytes.script, styleBytes: bytes.style, otherBytes: bytes.other }
}

/** By what the answer says it is: the browser's own kinds count a preloaded script elsewhere. */
function kindOf(mimeType: string): 'script' | 'style' | 'other' {
  if (/javascript/.test(mimeType)) return 'script'
  return mimeType === 'text/css' ? 'style' : 'other'
}

export function pageWeightRows({ scriptBytes, styleBytes, otherBytes }: PageWeight): Row[] {
  const kilobytes = (bytes: number) => bytes / 1024
  const promised = { atMost: 1 }
  return [
    { what: 'JavaScript', unit: 'KB', measured: kilobytes(scriptBytes), limit: kilobytes(limits.script), promised },
    { what: 'CSS', unit: 'KB', measured: kilobytes(styleBytes), limit: kilobytes(limits.style), promised },
    { what: 'page, first data, fonts and pictures', unit: 'KB', measured: kilobytes(otherBytes) },
  ]
}
