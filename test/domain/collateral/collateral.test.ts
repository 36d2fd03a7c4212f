import fc from 'fast-check'
import t from 'tap'
import { type LtvCapRow, ltvCapInForce, maxSecured, secure } from '../../../src/domain/collateral/loan-to-value.js'
import {
  allowDisbursement,
  type ContractFacts,
  confirmFreeze,
  contractPledge,
  type RegistrationFacts,
  registerPledge,
  releasePledge,
} from '../../../src/domain/collateral/pledge.js'
import { PLEDGE_MACHINE } from '../../../src/domain/collateral/pledge-machine.js'
import { nextPledgeState, type PledgeState } from '../../../src/domain/collateral/pledge-state.js'
import { eventsOf, statesOf } from '../../../src/domain/process/machine.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { addMoney, compareMoney, formatMoney, money, NO_MONEY } from '../../../src/kernel/money.js'

const day = civilDate
const rule = { ruleId: 'pledge', source: 'dossier on data assets, 7.5', status: 'assumption' }
const queryAge = { days: 3, rule }
const query = { no: 'Q-1', takenOn: day('2024-06-15'), isClean: true }
const certificate = { name: 'certificate', validFrom: day('2024-01-01'), validTo: day('2028-12-31') } as const
const authorisation = { name: 'authorisation', validFrom: day('2024-01-01'), validTo: day('2025-12-31') } as const

const contract: ContractFacts = {
  state: 'PRECHECK',
  on: day('2024-06-18'),
  pledgor: { id: 'xingwang', kind: 'private' },
  certificate: { no: 'SJ4412024060001', holder: 'xingwang', isDisputed: false },
  right: 'operation',
  rights: [certificate, authorisation],
  query,
  queryAge,
  isPledgedAlready: false,
  loanEnd: day('2025-06-20'),
}
t.test('a clean query of the third day back is fresh enough', async (t) =>
  t.same(contractPledge(contract), { ok: true, value: 'CONTRACTED' }),
)

/** Each row breaks one guard more than the row below it, so the order of refusals is held too. */
const contractGuards: readonly [Partial<ContractFacts>, Record<string, unknown>][] = [
  [{ state: 'RELEASED' }, { code: 'STATE_FORBIDS', event: 'contract', allowed: [] }],
  [
    { pledgor: { id: 'bureau', kind: 'public_institution' } },
    { code: 'PLEDGOR_NOT_ALLOWED', kind: 'public_institution' },
  ],
  [{ pledgor: { id: 'other', kind: 'private' } }, { code: 'PLEDGOR_NOT_HOLDER', holder: 'xingwang' }],
  [{ right: 'use' }, { code: 'RIGHT_NOT_PLEDGEABLE', right: 'use' }],
  [{ certificate: { ...contract.certificate, isDisputed: true } }, { code: 'OWNERSHIP_DISPUTED' }],
  [
    { rights: [certificate, { ...authorisation, validTo: day('2024-06-17') }] },
    { code: 'RIGHT_NOT_IN_FORCE', right: 'authorisation', validTo: '2024-06-17' },
  ],
  [
    { query: { ...query, takenOn: day('2024-06-14'), isClean: false } },
    { code: 'QUERY_CERTIFICATE_OLD', oldest: '2024-06-15' },
  ],
  [{ isPledgedAlready: true }, { code: 'PLEDGE_EXISTS', right: 'operation' }],
  [{ loanEnd: day('2026-01-01') }, { code: 'RIGHT_ENDS_BEFORE_LOAN', right: 'authorisation', rightEnd: '2025-12-31' }],
]
for (const [index, [, refusal]] of contractGuards.entries())
  t.test(`contract refused: ${refusal.code}, before what follows it`, async (t) => {
    const changes = contractGuards.slice(index).map(([change]) => change)
    const broken = Object.assign({}, contract, ...changes.reverse())
    t.match(contractPledge(broken), { ok: false, refusal })
  })
t.test('contract refused: a query certificate of tomorrow, or one that shows another pledge', async (t) => {
  t.match(contractPledge({ ...contract, query: { ...query, takenOn: day('2024-06-19') } }), {
    refusal: { code: 'QUERY_CERTIFICATE_AHEAD' },
  })
  t.match(contractPledge({ ...contract, query: { ...query, isClean: false } }), {
    refusal: { code: 'QUERY_CERTIFICATE_NOT_CLEAN', queryCertificate: 'Q-1' },
  })
})

const registration: RegistrationFacts = {
  state: 'CONTRACTED',
  on: day('2024-06-18'),
  contractedOn: day('2024-06-18'),
  registrationNo: '03412345000712345678',
  collateralClass: '7',
  registeredOn: day('2024-06-18'),
  validTo: day('2025-12-20'),
  loanEnd: day('2025-06-20'),
  term: { minMonths: 1, maxMonths: 360, marginMonths: 6, rule },
}
t.test('a registration of class 7 that outlives the loan by six months', async (t) =>
  t.same(registerPledge(registration), { ok: true, value: 'REGISTERED' }),
)
const registrationGuards: readonly [Partial<RegistrationFacts>, Record<string, unknown>][] = [
  [
    { state: 'REGISTERED' },
    { code: 'STATE_FORBIDS', allowed: ['confirm-freeze', 'object', 'begin-release', 'lapse', 'enforce'] },
  ],
  [{ registrationNo: ' ' }, { code: 'REGISTRATION_INCOMPLETE', member: 'registrationNo' }],
  [{ collateralClass: '1' }, { code: 'REGISTRATION_CLASS_WRONG', given: '1', required: '7' }],
  [{ registeredOn: day('2024-06-17') }, { code: 'REGISTRATION_DATE_WRONG' }],
  [{ validTo: day('2025-12-19') }, { code: 'REGISTRATION_TERM_OUT_OF_RANGE', earliest: '2025-12-20' }],
]
for (const [index, [, refusal]] of registrationGuards.entries())
  t.test(`registration refused: ${refusal.code}, before what follows it`, async (t) => {
    const changes = registrationGuards.slice(index).map(([change]) => change)
    const broken = Object.assign({}, registration, ...changes.reverse())
    t.match(registerPledge(broken), { ok: false, refusal })
  })
t.test('registration refused: later than today, or beyond thirty years', async (t) => {
  t.match(registerPledge({ ...registration, registeredOn: day('2024-06-19') }), {
    refusal: { code: 'REGISTRATION_DATE_WRONG' },
  })
  t.match(registerPledge({ ...registration, validTo: day('2054-06-19') }), {
    refusal: { code: 'REGISTRATION_TERM_OUT_OF_RANGE', latest: '2054-06-18' },
  })
  t.match(registerPledge({ ...registration, loanEnd: null, validTo: day('2024-07-17') }), {
    refusal: { code: 'REGISTRATION_TERM_OUT_OF_RANGE', earliest: '2024-07-18' },
  })
})

t.test('freeze: on a receipt, not before the registration', async (t) => {
  const freeze = {
    state: 'REGISTERED',
    registeredOn: day('2024-06-18'),
    freezeReceiptNo: 'F-1',
    frozenOn: day('2024-06-19'),
  } as const
  t.same(confirmFreeze(freeze), { ok: true, value: 'FROZEN_CONFIRMED' })
  const early = { ...freeze, frozenOn: day('2024-06-17') }
  t.match(confirmFreeze(early), { refusal: { code: 'FREEZE_BEFORE_REGISTRATION' } })
  t.match(confirmFreeze({ ...early, freezeReceiptNo: '' }), { refusal: { code: 'FREEZE_INCOMPLETE' } })
  t.match(confirmFreeze({ ...early, freezeReceiptNo: '', state: 'CONTRACTED' }), { refusal: { code: 'STATE_FORBIDS' } })
})
t.test('release: only when nothing is owed, and once', async (t) => {
  t.same(releasePledge('FROZEN_CONFIRMED', NO_MONEY), { ok: true, value: 'RELEASED' })
  t.match(releasePledge('FROZEN_CONFIRMED', money('0.01')), { refusal: { code: 'DEBT_OUTSTANDING', owed: '0.01' } })
  t.match(releasePledge('RELEASED', money('0.01')), { refusal: { code: 'STATE_FORBIDS' } })
})
t.test('no money before the freeze, nor on lapsed rights or a stale query', async (t) => {
  const ready = {
    state: 'FROZEN_CONFIRMED' as PledgeState,
    rights: [certificate, authorisation],
    query,
    queryAge,
    on: day('2024-06-18'),
  }
  t.equal(allowDisbursement(ready).ok, true)
  t.match(allowDisbursement({ ...ready, on: day('2024-06-20') }), { refusal: { code: 'QUERY_CERTIFICATE_OLD' } })
  t.match(allowDisbursement({ ...ready, on: day('2026-01-01') }), { refusal: { code: 'RIGHT_NOT_IN_FORCE' } })
  t.match(allowDisbursement({ ...ready, on: day('2026-01-01'), state: 'REGISTERED' }), {
    refusal: { code: 'PLEDGE_NOT_FROZEN', state: 'REGISTERED' },
  })
})
t.test('a pledge takes the steps of its table and no other', async (t) => {
  const states = statesOf(PLEDGE_MACHINE)
  const events = eventsOf(PLEDGE_MACHINE)
  t.equal(states.length, 12)
  const taken = states.flatMap((from) =>
    events.flatMap((event) => {
      const to = nextPledgeState(from, event)
      return to.ok ? [`${from} ${event} ${to.value}`] : []
    }),
  )
  t.same(taken.sort(), PLEDGE_MACHINE.transitions.map(({ from, event, to }) => `${from} ${event} ${to}`).sort())
})

const cap = (ltvClass: LtvCapRow['class'], ratio: string | null, from: string, to: string | null): LtvCapRow => ({
  class: ltvClass,
  cap: ratio === null ? null : exact(ratio),
  validFrom: day(from),
  validTo: to === null ? null : day(to),
  rule,
})
const caps = [
  cap('default', '0.50', '2022-08-01', '2024-06-30'),
  cap('default', '0.45', '2024-07-01', null),
  cap('thin', '0.30', '2022-08-01', null),
  cap('hard', null, '2022-08-01', null),
]
t.test('caps by class and day (parameters ltv.default, ltv.thin, ltv.hard)', async (t) => {
  const cases: readonly [LtvCapRow['class'], string, string | null][] = [
    ['default', '2024-06-30', '3350000.00'],
    ['default', '2024-07-01', '3015000.00'],
    ['thin', '2024-06-20', '2010000.00'],
    ['hard', '2024-06-20', null],
    ['default', '2022-07-31', null],
  ]
  for (const [ltvClass, on, most] of cases) {
    const found = ltvCapInForce(caps, ltvClass, day(on))
    if (most === null) t.match(found, { refusal: { code: 'LTV_CAP_UNKNOWN', class: ltvClass, on } })
    else t.equal(found.ok && formatMoney(maxSecured(money('6700000'), found.value)), most, `${ltvClass} ${on}`)
  }
})
const half = { class: 'default', cap: exact('0.50'), rule } as const
t.test('the cap holds for everything secured together, rounded down', async (t) => {
  const facts = { amount: money('3000000'), securedAlready: NO_MONEY, adoptedValue: money('6000000.01'), cap: half }
  t.equal(secure(facts).ok, true)
  t.match(secure({ ...facts, amount: money('3000000.01') }), {
    refusal: { code: 'AMOUNT_ABOVE_LTV', available: '3000000.00' },
  })
  t.match(secure({ ...facts, securedAlready: money('0.01') }), { refusal: { available: '2999999.99', ltvCap: '0.5' } })
  t.match(secure({ ...facts, securedAlready: money('9000000') }), { refusal: { available: '0.00' } })
  t.match(secure({ ...facts, amount: NO_MONEY }), { refusal: { code: 'NOT_POSITIVE' } })
})
t.test('whatever is secured in turn, the sum stays within the cap', async () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 })), fc.integer({ min: 1, max: 1000 }), (amounts, value) => {
      const adoptedValue = money(value.toString())
      let secured = NO_MONEY
      for (const amount of amounts) {
        const next = secure({ amount: money(amount.toString()), securedAlready: secured, adoptedValue, cap: half })
        if (next.ok) secured = next.value
      }
      return compareMoney(addMoney(secured, secured), adoptedValue) <= 0
    }),
  )
})
