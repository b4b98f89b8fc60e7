const name = 'porchlight.remind-descriptions'

/** Whether to ask before a post whose pictures have no description: on, unless switched off on this device. */
export function remindsOfDescriptions(): boolean {
  return localStorage.getItem(name) !== 'off'
}

export function remindOfDescriptions(on: boolean): void {
  if (on) localStorage.removeItem(name)
  else localStorage.setItem(name, 'off')
}
