import type { Options } from '../options.ts'
import { inNewPlace } from '../place.ts'
import { type Section, section } from '../report.ts'
import { type RunningSystem, startSystem } from '../running-system.ts'
import { drillRows } from './drill.ts'
import { inFlightRows } from './in-flight.ts'
import { latencyRows } from './latency.ts'
import { throughputRows } from './throughput.ts'
import { Uploader } from './uploader.ts'

/** One member stands for a whole community. */
const settings = {
  PORCHLIGHT_LOG_LEVEL: 'error',
  PORCHLIGHT_RATE_LIMITS: 'off',
  PORCHLIGHT_PICTURES_PER_HOUR: '1000000',
  PORCHLIGHT_PICTURES_PER_DAY: '1000000',
  PORCHLIGHT_PICTURES_MEMBER_MB: '100000',
  PORCHLIGHT_PICTURES_MB: '100000',
  PORCHLIGHT_PICTURE_RETRY_SECONDS: '2,4',
}

type Progress = (what: string) => void

/** From the last byte of an upload to its renders, on the whole system as `npm start` runs it. */
export async function pictureSections(options: Options, progress: Progress): Promise<readonly Section[]> {
  const { pictures } = options
  if (pictures.drill) {
    const title = `${pictures.drillUploads} uploads, the image function killed every 20 s`
    return inSystem(async (uploader, system) => [
      await section(title, () => drillRows(uploader, { system, options, progress })),
    ])
  }
  return inSystem(async (uploader, system) => {
    progress('one picture of 12 megapixels')
    const latency = await section('A JPEG of 12 megapixels, from its last byte', () => latencyRows(uploader, options))
    progress('pictures one after another, beside sharp')
    const throughput = await section('Pictures of 12 megapixels, upload to notification', () =>
      throughputRows(uploader, { system, options }),
    )
    progress('50 uploads in flight')
    const inFlight = await section('50 uploads of 12 megapixels in flight', () =>
      inFlightRows(uploader, { system, options }),
    )
    return [latency, throughput, inFlight]
  })
}

async function inSystem<Result>(use: (uploader: Uploader, system: RunningSystem) => Promise<Result>): Promise<Result> {
  return inNewPlace(async (place) => {
    const system = await startSystem(place, settings)
    try {
      return await use(await Uploader.enter(system), system)
    } finally {
      await system.stop()
    }
  })
}
