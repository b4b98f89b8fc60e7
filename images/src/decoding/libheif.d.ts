/** What we use of libheif's C interface (libheif/api/libheif/heif.h), as Emscripten exports it: pointers are numbers. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface LibHeif {
    /** Another view after each call that may have made the memory grow. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>
    _malloc(bytes: number): number
    _heif_context_alloc(): number
    _heif_context_read_from_memory_without_copy(
      error: number,
      context: number,
      bytes: number,
      length: number,
      options: number,
    ): void
    _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void
    _heif_image_handle_get_width(handle: number): number
    _heif_image_handle_get_height(handle: number): number
    _heif_image_handle_has_alpha_channel(handle: number): number
    _heif_image_handle_get_raw_color_profile_size(handle: number): number
    _heif_image_handle_get_raw_color_profile(error: number, handle: number, profile: number): void
    _heif_decode_image(
      error: number,
      handle: number,
      image: number,
      colourSpace: number,
      chroma: number,
      options: number,
    ): void
    _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number
  }

  interface Options {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): WebAssembly.Exports
    print(line: string): void
    printErr(line: string): void
  }

  /** Ready at once, because the code is compiled already. */
  const create: (options: Options) => LibHeif
  export = create
}
