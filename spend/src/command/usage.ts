import { stories } from '../series/stories.ts'

const width = Math.max(...stories.map(({ name }) => name.length)) + 2

export const usage = `npm run spend -- replay [--alarm WHICH] [--story NAME | --series FILE] [--range N]
                            [--threshold USD]
    What a billing alarm would have done, and when. WHICH is seed (the alarm that the project began with), seed-spelled
    (with its keys put right), daily (the default), a file with the JSON of put-metric-alarm, or the name of an alarm
    that "alarm" prints. FILE is a CSV (timestamp,value[,currency][,seen]) or the JSON of get-metric-statistics.
    --threshold stands in for the alarm's own; --range is how many periods CloudWatch looks at; it publishes no formula.

npm run spend -- alarm [--env small|medium|large] [--topic ARN] [--format cli|budgets]
    The alarms of an environment, as JSON that "aws cloudwatch put-metric-alarm --cli-input-json" takes, one each;
    budgets: AWS Budgets of a day and a month, as "aws budgets create-budget" takes them.

npm run spend -- estimate [--env NAME] [--members N] [--usage FILE] [--templates DIRECTORY]
    A month on AWS, low, expected and high, by tier and driver; what a further 1,000 members cost; the other sizes and
    topologies beside it. DIRECTORY holds the synthesized *.template.json; without it the sizes of the reference table
    are priced. FILE is JSON: {"members": 1000, "pictures": 0.2}; what it leaves out is assumed (docs/OPERATIONS.md).

npm run spend -- gate --env NAME [--members N] [--usage FILE] [--templates DIRECTORY] [--before DIRECTORY]
    Exit code 3 where the expected price is above the environment's limit. --before shows what the change adds.

npm run spend -- teardown [--env NAME] [--templates DIRECTORY]
    What would still be billed after the stacks are destroyed, by name; exit code 4 where there is anything.

Stories:
${stories.map(({ name, summary }) => `    ${name.padEnd(width)}${summary}`).join('\n')}`
