import type { CompiledQuery, QueryId } from 'kysely'
import type { Executor } from '../database.ts'

/** The same database, and the statements that were sent through it, the first one first. */
export function recordStatements(db: Executor): { db: Executor; statements: CompiledQuery[] } {
  // Parts of a statement are transformed, too; only a whole one has a result.
  const compiled = new WeakMap<QueryId, CompiledQuery>()
  const statements: CompiledQuery[] = []
  const recorded = db.withPlugin({
    transformQuery({ node, queryId }) {
      compiled.set(queryId, db.getExecutor().compileQuery(node, queryId))
      return node
    },
    async transformResult({ result, queryId }) {
      const statement = compiled.get(queryId)
      if (statement) statements.push(statement)
      return result
    },
  })
  return { db: recorded, statements }
}
