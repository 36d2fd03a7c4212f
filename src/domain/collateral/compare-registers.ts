import type { CivilDate } from '../../kernel/civil-date.js'
import type { AlertLevel, CollateralFinding, ComparedKind } from './alert.js'
import { DRAWABLE, type PledgeState } from './pledge-machine.js'

/** Our pledge as it ought to stand in the registers. */
export interface ComparedPledge {
  readonly state: PledgeState
  readonly registrationNo: string
  readonly registeredOn: CivilDate
  readonly registrationValidTo: CivilDate
  readonly frozenOn: CivilDate | null
  readonly annotatedOn: CivilDate | null
  readonly certificateNo: string
  readonly certificateValidTo: CivilDate
  /** USCC of the holder, and the pledgee's name as registered. */
  readonly holder: string
  readonly pledgee: string
}

/** A row of the movables registry's list 登记清单. */
export interface MovablesRow {
  readonly registrationNo: string
  readonly certificateNo: string
  readonly pledgee: string
  readonly validTo: CivilDate
  readonly status: 'live' | 'cancelled' | 'objected'
}
/** A row of the exchange's list of frozen certificates. */
export interface ExchangeRow {
  readonly certificateNo: string
  readonly registrationNo: string | null
  readonly frozen: boolean
}
/** A row of the data-property registry's list of certificates. */
export interface CertificateRow {
  readonly certificateNo: string
  readonly holder: string
  readonly validTo: CivilDate
  readonly status: 'valid' | 'expired' | 'cancelled' | 'struck'
  readonly pledgeNoted: boolean
}

/** The latest list of a register; the rows that concern the pledge's registration or certificate. */
export interface Listing<Row> {
  readonly asOf: CivilDate
  readonly rows: readonly Row[]
}
export interface Registers {
  readonly movables: Listing<MovablesRow> | null
  readonly exchange: Listing<ExchangeRow> | null
  readonly certificates: Listing<CertificateRow> | null
}

type Difference = readonly [
  subject: 'missing' | 'other-holder' | 'other-term' | 'unfrozen' | 'cancelled' | 'struck' | 'objected' | 'not-noted',
  level: AlertLevel,
  ours: string,
  theirs: string,
]

/** Where registers say something else than our pledge. A list of before a registration, freeze or annotation is silent about it. */
export function compareRegisters(
  pledge: ComparedPledge,
  registers: Registers,
  dueOn: CivilDate,
): readonly CollateralFinding[] {
  const { movables, exchange, certificates } = registers
  const told = (kind: ComparedKind, asOf: CivilDate, differences: readonly Difference[]): CollateralFinding[] =>
    differences.map(([subject, level, ours, theirs]) => ({
      kind,
      subject,
      level,
      facts: { ours, theirs, asOf },
      dueOn,
    }))
  return [
    ...(movables === null || movables.asOf < pledge.registeredOn
      ? []
      : told('MOVABLES_DIFFER', movables.asOf, inMovables(pledge, movables.rows))),
    ...(exchange === null ||
    pledge.frozenOn === null ||
    exchange.asOf < pledge.frozenOn ||
    !DRAWABLE.includes(pledge.state)
      ? []
      : told('EXCHANGE_DIFFERS', exchange.asOf, atExchange(pledge, exchange.rows))),
    ...(certificates === null || certificates.asOf < pledge.registeredOn
      ? []
      : told('CERTIFICATE_DIFFERS', certificates.asOf, inCertificates(pledge, certificates))),
  ]
}

function inMovables(pledge: ComparedPledge, rows: readonly MovablesRow[]): Difference[] {
  const { registrationNo, registrationValidTo, certificateNo, pledgee } = pledge
  const own = rows.find((row) => row.registrationNo === registrationNo)
  const found: Difference[] = []
  if (own === undefined) found.push(['missing', 'STOP', registrationNo, 'none'])
  else {
    if (own.status === 'cancelled') found.push(['cancelled', 'STOP', registrationNo, own.status])
    if (own.status === 'objected') found.push(['objected', 'STOP', registrationNo, own.status])
    if (own.pledgee !== pledgee) found.push(['other-holder', 'STOP', pledgee, own.pledgee])
    if (own.validTo !== registrationValidTo) found.push(['other-term', 'WATCH', registrationValidTo, own.validTo])
  }
  // Somebody else over the same certificate, registered live.
  const rival = rows.find(
    (row) => row.certificateNo === certificateNo && row.registrationNo !== registrationNo && row.status === 'live',
  )
  if (rival !== undefined && !found.some(([subject]) => subject === 'other-holder'))
    found.push(['other-holder', 'WATCH', registrationNo, rival.registrationNo])
  return found
}

function atExchange({ certificateNo, registrationNo }: ComparedPledge, rows: readonly ExchangeRow[]): Difference[] {
  const own = rows.find((row) => row.certificateNo === certificateNo)
  if (own === undefined) return [['missing', 'STOP', certificateNo, 'none']]
  if (!own.frozen) return [['unfrozen', 'STOP', registrationNo, 'not frozen']]
  const other = own.registrationNo
  return other === null || other === registrationNo ? [] : [['other-holder', 'STOP', registrationNo, other]]
}

function inCertificates(pledge: ComparedPledge, { asOf, rows }: Listing<CertificateRow>): Difference[] {
  const { certificateNo, certificateValidTo, holder, annotatedOn } = pledge
  const own = rows.find((row) => row.certificateNo === certificateNo)
  if (own === undefined) return [['missing', 'STOP', certificateNo, 'none']]
  const found: Difference[] = []
  if (own.status === 'struck') found.push(['struck', 'STOP', 'valid', own.status])
  if (own.status === 'cancelled' || own.status === 'expired') found.push(['cancelled', 'STOP', 'valid', own.status])
  if (own.holder !== holder) found.push(['other-holder', 'STOP', holder, own.holder])
  if (own.validTo !== certificateValidTo) found.push(['other-term', 'WATCH', certificateValidTo, own.validTo])
  if (annotatedOn !== null && annotatedOn <= asOf && !own.pledgeNoted)
    found.push(['not-noted', 'WATCH', annotatedOn, 'not noted'])
  return found
}
