import t from 'tap'
import { MACHINES } from '../../../src/app/process/machines.js'
import { type Machine, type Party, statesOf, transition } from '../../../src/domain/process/machine.js'
import { openSteps } from '../../../src/domain/process/open-steps.js'
import { type StepFacts, take } from '../../../src/domain/process/take.js'
import { civilDate } from '../../../src/kernel/civil-date.js'

const on = civilDate('2024-05-06')
const calendar = { holidays: new Set([civilDate('2024-05-08')]), makeUpDays: new Set([civilDate('2024-05-11')]) }
const facts = (changed: Partial<StepFacts> = {}): StepFacts => ({
  on,
  parties: [],
  met: [],
  deadlineOn: null,
  organisation: 'ours',
  applicant: 'theirs',
  user: 'me',
  duties: [],
  calendar,
  periods: {},
  dates: {},
  ...changed,
})
const machine: Machine = {
  name: 'example',
  initial: 'A',
  applicant: 'developer',
  transitions: [
    transition({
      from: 'A',
      event: 'go',
      to: 'B',
      by: ['operator'],
      needs: ['paper'],
      duty: 'first',
      clock: { parameter: 'x.wd', unit: 'working-days', whatHappens: 'lapse' },
    }),
    transition({ from: 'B', event: 'answer', to: 'A', by: ['developer'], when: 'within', opensRound: true }),
    transition({ from: 'B', event: 'lapse', to: 'C', timer: true }),
    transition({ from: 'B', event: 'second', to: 'C', by: ['bureau'], duty: 'second' }),
    transition({
      from: 'B',
      event: 'extend',
      to: 'B',
      by: ['bureau'],
      clock: { parameter: 'x.wd', unit: 'working-days', from: 'deadline', whatHappens: 'lapse' },
    }),
  ],
  cures: { paper: { zh: '文件', en: 'a paper' } },
}
const passed = (state: string, event: string, changed: Partial<StepFacts>) => {
  const done = take(machine, state, event, facts(changed))
  return done.ok ? done.value : done.refusal
}

t.test('a step is judged in one order: state, party, own case, earlier part, clock, preconditions', async (t) => {
  const periods = { 'x.wd': 3 }
  t.match(passed('A', 'lapse', {}), { code: 'STATE_FORBIDS', allowed: ['go'] })
  t.match(passed('A', 'go', { parties: ['bureau'] }), { code: 'PARTY_FORBIDDEN', by: ['operator'] })
  t.match(passed('A', 'go', { parties: ['operator'], applicant: 'ours' }), { code: 'OWN_ORGANISATION' })
  t.match(passed('A', 'go', { parties: ['operator'] }), {
    code: 'PRECONDITION_UNMET',
    unmet: [{ need: 'paper', cure: { en: 'a paper' } }],
  })
  t.match(
    passed('B', 'second', { parties: ['bureau'], duties: [{ duty: 'first', event: 'go', by: 'me' }] }),
    { code: 'TOOK_PART_BEFORE', earlier: 'go' },
    'who judged first does not judge second',
  )
  const go = passed('A', 'go', { parties: ['operator'], met: ['paper'], periods })
  // Monday 6 May + three working days: Tuesday, Thursday (Wednesday is a holiday), Friday.
  t.match(go, { to: 'B', deadlineOn: '2024-05-10', deadlineEvent: 'lapse', duty: 'first', judges: true })
})

t.test('clocks: within, after, and what only the program takes', async (t) => {
  const deadlineOn = civilDate('2024-05-10')
  const later = civilDate('2024-05-11')
  t.match(passed('B', 'answer', { parties: ['developer'], deadlineOn }), { to: 'A', opensRound: true, judges: false })
  t.match(passed('B', 'answer', { parties: ['developer'], deadlineOn, on: later }), {
    code: 'DEADLINE_PASSED',
    deadlineOn,
  })
  t.match(passed('B', 'lapse', { parties: ['timer'], deadlineOn, on: deadlineOn }), { code: 'CLOCK_RUNNING' })
  t.match(passed('B', 'lapse', { parties: ['timer'], deadlineOn, on: later }), { to: 'C', party: 'timer' })
  t.match(passed('B', 'lapse', { parties: ['developer'], deadlineOn, on: later }), {
    code: 'PARTY_FORBIDDEN',
    by: ['timer'],
  })
  // From Friday the 10th: the worked Saturday, Monday, Tuesday.
  t.match(passed('B', 'extend', { parties: ['bureau'], deadlineOn, periods: { 'x.wd': 3 } }), {
    deadlineOn: '2024-05-14',
  })
  t.throws(() => passed('A', 'go', { parties: ['operator'], met: ['paper'] }), /how long x.wd/)
})

t.test('what is open says whose it is and what is missing', async (t) => {
  t.match(openSteps(machine, 'A', facts({ parties: ['operator'] })), [
    { event: 'go', mine: false, hindrance: 'PRECONDITION_UNMET', unmet: [{ need: 'paper' }] },
  ])
  t.match(openSteps(machine, 'A', facts({ parties: ['operator'], met: ['paper'] })), [{ mine: true, hindrance: null }])
  t.same(openSteps(machine, 'C', facts()), [])
})

/** Everybody at once, everything met, every clock known: only the state decides. */
const everything = (of: Machine): StepFacts =>
  facts({
    parties: [...new Set(of.transitions.flatMap(({ by }): readonly Party[] => [...by, 'timer']))],
    met: of.transitions.flatMap(({ needs }) => needs),
    periods: new Proxy({}, { get: () => 5 }),
    dates: new Proxy({}, { get: () => civilDate('2025-01-01') }),
  })

for (const [kind, one] of Object.entries(MACHINES))
  t.test(`${kind}: every state and event`, async (t) => {
    const states = statesOf(one)
    const events = [...new Set(one.transitions.map(({ event }) => event))]
    const reached = new Set([one.initial])
    for (const _pass of states) for (const { from, to } of one.transitions) if (reached.has(from)) reached.add(to)
    t.same([...reached].toSorted(), [...states].toSorted(), 'no state is out of reach')
    for (const state of states) {
      const open = one.transitions.filter(({ from }) => from === state)
      t.equal(new Set(open.map(({ event }) => event)).size, open.length, `${state}: one transition an event`)
      for (const event of events) {
        const written = open.find((transition) => transition.event === event)
        const done = take(one, state, event, everything(one))
        if (written === undefined)
          t.match(done, { ok: false, refusal: { code: 'STATE_FORBIDS', state, event } }, `${state} × ${event}`)
        else t.match(done, { ok: true, value: { to: written.to } }, `${state} × ${event} → ${written.to}`)
      }
    }
    for (const { from, event, by, needs, clock, timer } of one.transitions) {
      t.ok(by.length > 0 || timer, `${from} ${event}: somebody takes it`)
      for (const need of needs) t.ok(one.cures[need], `${need} says what cures it`)
      const end = clock?.whatHappens
      const to = one.transitions.find((transition) => transition.from === from && transition.event === event)?.to
      if (end !== undefined && end !== 'alert')
        t.ok(
          one.transitions.some((transition) => transition.from === to && transition.event === end && transition.timer),
          `${to}: the end of its clock brings ${end}`,
        )
    }
  })
