const entry = '/src/entry-client.tsx'

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null
}

/**
 * Everything that the first view imports goes into one chunk: without this, each module that a later chunk shares with
 * it becomes a chunk, and the first view a dozen requests.
 */
export function firstChunk(): { name: (id: string, graph: ModuleGraph) => string | null } {
  const known = new Map<string, boolean>()
  function isFirst(id: string, graph: ModuleGraph): boolean {
    const answer = known.get(id)
    if (answer !== undefined) return answer
    known.set(id, id.endsWith(entry)) // ends cycles
    const found =
      id.endsWith(entry) || (graph.getModuleInfo(id)?.importers ?? []).some((importer) => isFirst(importer, graph))
    known.set(id, found)
    return found
  }
  return { name: (id, graph) => (!id.endsWith('.css') && isFirst(id, graph) ? 'first' : null) }
}
