import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Topology } from '@porchlight/system/topology'
import { App, Validations } from 'aws-cdk-lib'
import { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { Environment } from '../../src/environments/environment.ts'
import { bringUp, synthesisContext } from '../../src/synth.ts'
import { refuseOversize } from '../../src/template-limits.ts'
import { reportFile } from './report.ts'

/** As `synthesize`, with AWS's rules for solutions; what they say is in the directory's report and stops nothing. */
export function synthesizeChecked(environment: Environment, topology: Topology, outdir: string): CloudAssembly {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, context: synthesisContext })
  bringUp(app, environment, topology)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  try {
    app.synth()
  } catch (error) {
    // It throws where a rule is violated, once everything is written.
    if (!existsSync(join(outdir, reportFile))) throw error
  }
  const assembly = new CloudAssembly(outdir)
  refuseOversize(assembly)
  return assembly
}
