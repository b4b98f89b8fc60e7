import { runInTurn } from './command.ts'
import { checks } from './steps.ts'

await runInTurn(checks)
