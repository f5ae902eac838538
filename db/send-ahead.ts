import {
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Executor } from './database.ts'
import type { Tables } from './tables.ts'

/**
 * Gives `use` one connection on which a statement need not wait for the answers before it, where the driver sends ahead
 * (`pipeline` in db/database.ts). Kysely's own `connection()` runs one after the other.
 */
export function onOneConnection<T>(db: Executor, use: (own: Executor) => Promise<T>): Promise<T> {
  return db.getExecutor().provideConnection((connection) => use(over(connection, db)))
}

function over(connection: DatabaseConnection, db: Executor): Executor {
  const nothing = async () => {}
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => ({
        acquireConnection: async () => connection,
        ...{ init: nothing, releaseConnection: nothing, destroy: nothing },
        ...{ beginTransaction: nothing, commitTransaction: nothing, rollbackTransaction: nothing },
      }),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [...db.getExecutor().plugins],
  })
}
