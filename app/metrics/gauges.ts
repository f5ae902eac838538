import { Counter, Gauge } from 'prom-client'
import { connectionCounts } from '#db/database.ts'
import { outcomesOf, type Work } from '#db/outcomes.ts'
import { queueLengths } from '#db/write-queue.ts'
import { registerProcess } from './process-gauges.ts'

/** Registers all that is read when somebody asks for it. */
export function registerGauges(): void {
  registerProcess()
  registerDatabase()
  registerOutcomes('mails', 'rollcall_mails_total', 'Mails handed to the mail server')
  registerOutcomes('imports', 'rollcall_imports_total', 'Imports of people')
  registerOutcomes(
    'answersFromMemory',
    'rollcall_answers_from_memory_total',
    'JSON answers that memory had, and that the route had to make',
  )
  registerOutcomes(
    'standbyReads',
    'rollcall_standby_reads_total',
    'Reads with a standby, and why it was not of use',
  )
}

function registerDatabase(): void {
  new Gauge({
    name: 'rollcall_database_connections',
    help: 'Open connections to the database',
    labelNames: ['state'],
    collect() {
      const { open, idle } = connectionCounts()
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'busy' }, open - idle)
    },
  })
  new Gauge({
    name: 'rollcall_database_connections_limit',
    help: 'The most connections that this process opens',
    collect() {
      this.set(connectionCounts().most)
    },
  })
  new Gauge({
    name: 'rollcall_database_waiting',
    help: 'Statements and transactions that wait for a connection',
    collect() {
      this.set(connectionCounts().waiting)
    },
  })
  new Gauge({
    name: 'rollcall_writes',
    help: 'Writes in this process that run, and that wait for their turn',
    labelNames: ['queue', 'state'],
    collect() {
      for (const { queue, running, waiting } of queueLengths()) {
        this.set({ queue, state: 'running' }, running)
        this.set({ queue, state: 'waiting' }, waiting)
      }
    },
  })
}

function registerOutcomes(work: Work, name: string, help: string): void {
  new Counter({
    name,
    help,
    labelNames: ['outcome'],
    collect() {
      this.reset()
      for (const { outcome, count } of outcomesOf(work)) this.inc({ outcome }, count)
    },
  })
}
