import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import create from 'libheif-js/libheif-wasm/libheif.js'
import { checkLimits } from '../formats/inspect.ts'
import type { Size } from '../rendering/geometry.ts'
import { decodingFault, type Pixels } from '../rendering/pixels.ts'

/** Values of libheif's enumerations. */
const colourSpaceRgb = 1
const chromaRgb = 10
const chromaRgba = 11
const channelInterleaved = 10

/** For 50 megapixels, decoded and converted. The sizes that a bit stream claims do not have to be the container's. */
const maxMemoryBytes = 400_000_000
const maxProfileBytes = 4_000_000

type LibHeif = ReturnType<typeof create>

let compiled: WebAssembly.Module | undefined

/**
 * A HEIC file in a libheif of its own: what its bytes may break there ends with it, and so does its memory. libvips
 * reads AVIF but, as it comes from npm, no HEVC.
 */
export class HeicFile {
  readonly #heif: LibHeif
  readonly #handle: number
  readonly #error: number
  readonly size: Size

  /** @throws {PictureFault} `damaged`, `too_many_pixels` */
  constructor(bytes: Uint8Array) {
    this.#heif = instantiate()
    this.#error = this.#heif._malloc(12)
    this.#handle = this.#guard(() => this.#open(bytes))
    this.size = {
      width: this.#heif._heif_image_handle_get_width(this.#handle),
      height: this.#heif._heif_image_handle_get_height(this.#handle),
    }
    checkLimits(this.size, 1)
  }

  /** The ICC profile that the pixels are meant in. */
  get profile(): Buffer | undefined {
    const length = this.#heif._heif_image_handle_get_raw_color_profile_size(this.#handle)
    if (length === 0 || length > maxProfileBytes) return undefined
    const profile = this.#heif._malloc(length)
    this.#heif._heif_image_handle_get_raw_color_profile(this.#error, this.#handle, profile)
    this.#check()
    return Buffer.from(this.#heif.HEAPU8.slice(profile, profile + length))
  }

  /**
   * Upright, in the colours of the profile. The data is a view on libheif's memory wherever its rows have no padding.
   *
   * @throws {PictureFault} `damaged`
   */
  decode(): Pixels {
    return this.#guard(() => {
      const channels = this.#heif._heif_image_handle_has_alpha_channel(this.#handle) === 0 ? 3 : 4
      const chroma = channels === 3 ? chromaRgb : chromaRgba
      const image = this.#result((at) =>
        this.#heif._heif_decode_image(this.#error, this.#handle, at, colourSpaceRgb, chroma, 0),
      )
      return { ...this.size, channels, data: this.#rows(image, this.size.width * channels) }
    })
  }

  #open(bytes: Uint8Array): number {
    const heif = this.#heif
    const context = heif._heif_context_alloc()
    const copy = heif._malloc(bytes.length)
    heif.HEAPU8.set(bytes, copy)
    heif._heif_context_read_from_memory_without_copy(this.#error, context, copy, bytes.length, 0)
    this.#check()
    return this.#result((at) => heif._heif_context_get_primary_image_handle(this.#error, context, at))
  }

  #rows(image: number, rowBytes: number): Buffer {
    const strideAt = this.#heif._malloc(4)
    const start = this.#heif._heif_image_get_plane_readonly(image, channelInterleaved, strideAt)
    const stride = this.#read(strideAt)
    const { buffer } = this.#heif.HEAPU8
    if (stride === rowBytes) return Buffer.from(buffer, start, rowBytes * this.size.height)
    const rows = Buffer.alloc(rowBytes * this.size.height)
    for (let row = 0; row < this.size.height; row += 1) {
      rows.set(new Uint8Array(buffer, start + row * stride, rowBytes), row * rowBytes)
    }
    return rows
  }

  /** What a call leaves at the pointer that it is given. */
  #result(call: (at: number) => void): number {
    const at = this.#heif._malloc(4)
    call(at)
    this.#check()
    return this.#read(at)
  }

  #check(): void {
    const code = this.#read(this.#error)
    if (code !== 0) throw new Error(`libheif says ${code}.${this.#read(this.#error + 4)}`)
  }

  #read(at: number): number {
    return new DataView(this.#heif.HEAPU8.buffer).getInt32(at, true)
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw decodingFault(error)
    }
  }
}

function instantiate(): LibHeif {
  const code = compiled ?? compile()
  compiled = code
  return create({
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(code, imports)
      boundMemory(instance)
      done(instance)
      return instance.exports
    },
    print: () => undefined,
    printErr: () => undefined,
  })
}

function compile(): WebAssembly.Module {
  const path = createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm')
  return new WebAssembly.Module(readFileSync(path))
}

/** A refused growth is an allocation that fails, which libheif reports as it does any other fault. */
function boundMemory({ exports }: WebAssembly.Instance): void {
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory)
  if (memory === undefined) throw new Error('libheif is not built as we know it: its memory is not exported')
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 > maxMemoryBytes)
      throw new RangeError('too much memory for a picture')
    return grow(pages)
  }
}
