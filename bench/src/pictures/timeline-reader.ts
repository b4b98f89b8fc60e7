import { setTimeout as delay } from 'node:timers/promises'

/**
 * A member who reads the community's timeline while others upload: a program of its own, because on their machine
 * nothing else happens. Asks 50 times a second at most, one after another, until it is told to stop, and then sends the
 * milliseconds of each answer.
 */
const askEveryMs = 20
const [origin = ''] = process.argv.slice(2)
const times: number[] = []
let going = true
process.once('message', () => {
  going = false
})

while (going) {
  const startedAt = performance.now()
  const answer = await fetch(`${origin}/api/timelines/community`)
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`The timeline was answered ${answer.status}`)
  times.push(performance.now() - startedAt)
  await delay(askEveryMs)
}
process.send?.(times)
