import { stories } from '../series/stories.ts'

const width = Math.max(...stories.map(({ name }) => name.length)) + 2

export const usage = `npm run spend -- replay [--alarm WHICH] [--story NAME | --series FILE] [--range N]
                            [--threshold USD]
    What a billing alarm would have done, and when. WHICH is seed (the alarm that the project began with), seed-spelled
    (with its keys put right), daily (the default), a file with the JSON of put-metric-alarm, or the name of an alarm
    that "alarm" prints. FILE is a CSV (timestamp,value[,currency][,seen]) or the JSON of get-metric-statistics.
    --threshold stands in for the alarm's own; --range is how many periods CloudWatch looks at; it publishes no formula.

npm run spend -- alarm [--env small|medium|large] [--topic ARN] [--format cli]
    The alarms of an environment, as JSON that "aws cloudwatch put-metric-alarm --cli-input-json" takes, one each.

Stories:
${stories.map(({ name, summary }) => `    ${name.padEnd(width)}${summary}`).join('\n')}`
