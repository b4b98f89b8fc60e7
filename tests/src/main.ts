import { requireChromium } from './chromium.ts'
import { runInTurn } from './command.ts'
import { checks, tests } from './steps.ts'

await requireChromium()
await runInTurn([...checks, ...tests])
