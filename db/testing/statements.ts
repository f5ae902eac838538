import type { CompiledQuery, QueryId } from 'kysely'
import type { Executor } from '../database.ts'

/** Without those that begin and end a transaction. */
export function recordStatements(db: Executor): { db: Executor; statements: CompiledQuery[] } {
  // Plugins also see parts of a statement, but only a whole one has a result.
  const compiled = new WeakMap<QueryId, CompiledQuery>()
  const statements: CompiledQuery[] = []
  const recorded = db.withPlugin({
    transformQuery({ node, queryId }) {
      compiled.set(queryId, db.getExecutor().compileQuery(node, queryId))
      return node
    },
    async transformResult({ result, queryId }) {
      const statement = compiled.get(queryId)
      if (statement && !/^(begin|commit)\b/.test(statement.sql)) statements.push(statement)
      return result
    },
  })
  return { db: recorded, statements }
}
