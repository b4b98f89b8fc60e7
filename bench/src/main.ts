import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, release } from 'node:os'
import { join } from 'node:path'
import { runBench } from './bench.ts'
import { interrupt, interrupted, repository } from './child.ts'
import { readOptions } from './options.ts'
import { reportJson, reportText, type Section } from './report.ts'

const resultFile = 'artefacts/bench.json'

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('The bench reads /proc, which only Linux has: run it there')
  const [load = 0] = loadavg()
  const options = readOptions(process.argv.slice(2))
  const startedAt = performance.now()
  const seconds = (): string => `${Math.round((performance.now() - startedAt) / 1_000)} s`.padStart(5)
  const timer = setTimeout(() => interrupt(`Not done after ${options.limitMs / 60_000} minutes`), options.limitMs)
  const sections = await runBench(options, (what) => process.stderr.write(`${seconds()}  ${what}\n`))
  clearTimeout(timer)
  interrupted.throwIfAborted()
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Linux ${release()}, Node ${process.version}, load average before the start ${load.toFixed(1)}`
  process.stdout.write(`${machine}\n\n${reportText(sections)}\n\n${legend}\n`)
  await keep(machine, sections)
  if (sections.some(({ failure }) => failure !== undefined)) process.exitCode = 1
}

const legend = [
  'The limit of a request is a bare Fastify route on as many processes as api has, in the same run, round by round: it runs',
  "the SQL that api was seen to send but for who is calling, prepared, and sends api's answer by JSON.stringify.",
  'Where the load average was not near 0, others used the machine too: then only what is beside its limit says something.',
  "The limit of the edge's CPU is a plain node:http + undici proxy in the same run, or what its firewall may add.",
  '16 connections over Unix sockets; "through the edge" over TCP. Ratios are the middle of those of single rounds.',
].join('\n')

async function keep(machine: string, sections: readonly Section[]): Promise<void> {
  const path = join(repository, resultFile)
  await mkdir(join(repository, 'artefacts'), { recursive: true })
  await writeFile(path, `${JSON.stringify({ machine, sections: reportJson(sections) }, undefined, 2)}\n`)
  process.stderr.write(`Also in ${resultFile}\n`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt('Stopped'))

try {
  await main()
} catch (error) {
  const cause = interrupted.aborted ? interrupted.reason : error
  process.stderr.write(
    `${cause instanceof Error ? (interrupted.aborted ? cause.message : cause.stack) : String(cause)}\n`,
  )
  process.exitCode = 1
}
process.exit()
