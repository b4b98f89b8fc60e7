import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Violation } from '../assembly.ts'

/** What CDK writes beside the templates when plugins have validated them. */
export const reportFile = 'validation-report.json'

const Report = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(
        z.object({
          ruleName: z.string(),
          description: z.string(),
          severity: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
})

/** One for each rule and construct; those that were acknowledged at synthesis are left out. */
export function violationsIn(directory: string): readonly Violation[] {
  const { pluginReports } = Report.parse(JSON.parse(readFileSync(join(directory, reportFile), 'utf8')))
  return pluginReports.flatMap(({ pluginName, violations }) =>
    violations.flatMap(({ ruleName, description, severity, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({
        pack: pluginName,
        rule: ruleName.replace(/^.*::(?=AwsSolutions-)/, '').replace(/\[.*$/, ''),
        severity,
        construct: constructPath,
        says: description,
      })),
    ),
  )
}
