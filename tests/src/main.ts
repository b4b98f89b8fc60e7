import { requireChromium } from './chromium.ts'
import { runInTurn } from './command.ts'
import { offerRedis } from './redis.ts'
import { checks, tests } from './steps.ts'

await requireChromium()
await offerRedis()
await runInTurn([...checks, ...tests])
