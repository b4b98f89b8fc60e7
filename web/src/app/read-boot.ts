import type { Boot } from './boot.ts'

export function readBoot(): Boot {
  const boot: Boot = JSON.parse(document.getElementById('boot')?.textContent ?? '')
  return boot
}
