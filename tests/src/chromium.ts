import { existsSync } from 'node:fs'
import { installFromDebian } from './debian.ts'

const candidates = [
  process.env.PORCHLIGHT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A browser that shares nothing with the machine's user: it runs in containers, and makes no traffic of its own. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function findChromium(): string | undefined {
  return candidates.find((path) => path !== undefined && existsSync(path))
}

/** The system's browser; installed where this machine lets us, else a sentence that says what to do, and exit code 1. */
export async function requireChromium(): Promise<string> {
  const found = findChromium() ?? (await installChromium())
  if (found !== undefined) return found
  console.error(
    'The journeys need Chromium or Chrome, and none was found. Install it (Debian: apt-get install chromium; macOS: Google Chrome), or set PORCHLIGHT_CHROMIUM to its path.',
  )
  process.exit(1)
}

async function installChromium(): Promise<string | undefined> {
  await installFromDebian('chromium')
  return findChromium()
}
