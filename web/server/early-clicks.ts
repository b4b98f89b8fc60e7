import { createHash } from 'node:crypto'

/**
 * The one script that stands in a page: what is clicked before the pages' own script listens is kept, each button once,
 * and clicked again when it does. A form is not sent by the browser itself, which would put its fields in the address.
 */
export const earlyClicks = `(() => {
  const early = new Set()
  const keep = (event) => {
    const button = event.target.closest?.('button, [role=button]')
    if (button) early.add(button)
  }
  const hold = (event) => event.preventDefault()
  addEventListener('click', keep, true)
  addEventListener('submit', hold, true)
  addEventListener('porchlight:listening', () => {
    removeEventListener('click', keep, true)
    removeEventListener('submit', hold, true)
    for (const button of early) if (button.isConnected) button.click()
  }, { once: true })
})()`

/** By which the policy of the pages lets it run, and nothing else that is inline. */
export const earlyClicksHash = `'sha256-${createHash('sha256').update(earlyClicks).digest('base64')}'`
