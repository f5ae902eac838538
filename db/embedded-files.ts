import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Settings = Parameters<NodeFS['init']>[1]
type Attributes = { mode?: number }
type Operations = { setattr(file: unknown, attributes: Attributes): void }

/** The files of a data directory as PGlite uses them: kept from other users. */
export class DataFiles extends NodeFS {
  override async init(pg: PGlite, settings: Settings): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, settings)
    const preRun = [...(emscriptenOpts.preRun ?? [])]
    preRun.push(({ FS }) => {
      // Emscripten sets the mode of each new file by itself, so the umask of the process has no say.
      const { node_ops, stream_ops } = FS.filesystems.NODEFS as {
        node_ops: Operations
        stream_ops: Operations
      }
      for (const operations of [node_ops, stream_ops]) {
        const { setattr } = operations
        operations.setattr = (file, attributes) =>
          setattr(
            file,
            attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~0o077 },
          )
      }
    })
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}
