import type { Logger } from 'pino'
import type { ExportFolder } from '../app/exports/export-folder.js'
import type { Vault } from '../app/sealing/vault.js'
import type { Database } from '../db/connection.js'

/** What routes are given; only main wires it. */
export interface Services {
  readonly db: Database
  readonly log: Logger
  /** Calculators are open without sign-in on the embedded default. */
  readonly openCalculators: boolean
  readonly demo: boolean
  /** Whether cookies are marked Secure. */
  readonly secureCookies: boolean
  /** Addresses of the proxies whose word counts for the address and the host of a request; none when absent. */
  readonly trustProxy?: readonly string[]
  /** The day in Asia/Shanghai; the only clock of the edge. */
  readonly today: () => string
  readonly jobs: JobQueue
  /** Where finished exports are taken from; where there is none, none is here. */
  readonly exports?: ExportFolder
  /** Seals modification codes of pledges; where there is no key none is taken. */
  readonly pledgeCodes?: Vault
  /** Seals secrets of second factors; where there is no key nobody can enrol. */
  readonly secondFactors?: Vault
  /** Where people reach the server, for codes printed on documents. */
  readonly publicUrl?: string
  /** Folder of the built console; served when it is there. */
  readonly consoleRoot: string
  /** True while the server should still get new requests. */
  readonly ready: () => Promise<boolean>
}

/** Hands a recorded job run to whatever runs it. */
export interface JobQueue {
  enqueue(jobRunId: string): Promise<void>
}
