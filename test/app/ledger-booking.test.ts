import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { bookEntries } from '../../src/app/ledger/book-entry.js'
import { closePeriod } from '../../src/app/ledger/close-period.js'
import { codeOf, constraintOf } from '../../src/db/faults.js'
import { reversalOf } from '../../src/domain/ledger/entry.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { testDatabase } from '../support/database.js'
import { book, booked, commandOf, transfer } from '../support/ledger-book.js'
import { addPerson } from '../support/people.js'

t.test('what is booked', async (t) => {
  const database = await testDatabase(t)
  const { db, owner } = database
  const bank = await addPerson(database, {
    username: 'approver',
    organisationCode: 'BANK',
    kind: 'lender',
    roles: ['credit_approver'],
  })
  const other = await addPerson(database, {
    username: 'stranger',
    organisationCode: 'OTHER',
    kind: 'lender',
    roles: ['credit_approver'],
  })
  const count = async () =>
    Object.values(
      (
        await owner`SELECT (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM journal_line) AS lines,
                           (SELECT count(*) FROM accounting_period_close) AS closes, (SELECT count(*) FROM audit_event) AS events`
      )[0] as object,
    ).join()
  const nothingMoved = async (t: Test, attempt: () => Promise<unknown>) => {
    const before = await count()
    const outcome = await attempt()
    t.equal(await count(), before, 'nothing moved')
    return outcome
  }
  const close = (closeThrough: string, today: string, actor = bank) =>
    commandOf(db, actor, (command) =>
      closePeriod(command, { closeThrough: civilDate(closeThrough), opinion: '核对无误', today: civilDate(today) }),
    )

  await t.test('a batch: entries in the order given, lines in theirs, accounts opened once', async (t) => {
    const subjectId = randomUUID()
    const ids = await booked(
      db,
      bank,
      transfer(bank, '2024-01-05', '100.00', { subjectId, postingKey: 'disbursement:1' }),
      transfer(bank, '2024-01-06', '7.00', { subjectId, from: '6011', to: '2011', postingKey: 'payment:1' }),
    )
    const rows = await owner`
      SELECT e.id, e.for_on, e.posting_key, e.recorded_by, string_agg(a.code || ' ' || l.side || ' ' || l.amount, ', ' ORDER BY l.id) AS lines
      FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
      GROUP BY e.id ORDER BY e.booked_on`
    t.same(
      [...rows],
      [
        {
          id: ids[0],
          for_on: '2024-01-05',
          posting_key: 'disbursement:1',
          recorded_by: bank.userId,
          lines: '1303 debit 100.00, 2011 credit 100.00',
        },
        {
          id: ids[1],
          for_on: '2024-01-06',
          posting_key: 'payment:1',
          recorded_by: bank.userId,
          lines: '2011 debit 7.00, 6011 credit 7.00',
        },
      ],
    )
    t.same(await book(db, bank, []), { ok: true, value: [] })
  })

  await t.test('a posting has one first entry a day; others adjust it', async (t) => {
    const posting = { subjectId: randomUUID(), postingKey: 'interest:3' }
    const [first = ''] = await booked(db, bank, transfer(bank, '2024-01-20', '5.00', posting))
    const again = () => book(db, bank, [transfer(bank, '2024-01-20', '5.00', posting)]).catch(constraintOf)
    t.equal(await nothingMoved(t, again), 'journal_entry_posting_booked_once')
    const [second = ''] = await booked(db, bank, transfer(bank, '2024-01-20', '1.00', { ...posting, adjusts: first }))
    const wrong = [
      transfer(bank, '2024-01-20', '1.00', { ...posting, adjusts: second }),
      transfer(bank, '2024-01-20', '1.00', { ...posting, postingKey: 'interest:4', adjusts: first }),
    ]
    for (const entry of wrong)
      t.equal(
        await nothingMoved(t, () => book(db, bank, [entry]).catch(constraintOf)),
        'journal_entry_adjusts_its_posting',
      )
  })

  await t.test('a reversal mirrors its entry exactly, once', async (t) => {
    const entry = transfer(bank, '2024-01-21', '12.34')
    const [id = ''] = await booked(db, bank, entry)
    const reversal = { ...entry, event: 'loan.reversed', reverses: id, lines: reversalOf(entry.lines) }
    const wrong = [
      { ...reversal, lines: entry.lines },
      { ...reversal, lines: reversalOf(transfer(bank, '2024-01-21', '12.33').lines) },
      { ...reversal, lines: reversalOf(transfer(bank, '2024-01-21', '12.34', { from: '2241' }).lines) },
      { ...reversal, lines: [...reversal.lines, ...reversal.lines] },
    ]
    for (const attempt of wrong)
      t.equal(
        await nothingMoved(t, () => book(db, bank, [attempt]).catch(constraintOf)),
        'journal_entry_reversal_mirrors',
      )
    const elsewhere = { ...reversal, organisationId: other.organisationId }
    t.equal(
      await nothingMoved(t, () => book(db, other, [elsewhere]).catch(constraintOf)),
      'journal_entry_reversal_mirrors',
    )
    await booked(db, bank, reversal)
    t.equal(await nothingMoved(t, () => book(db, bank, [reversal]).catch(constraintOf)), 'journal_entry_reversed_once')
  })

  await t.test('lines are written with their entry, whole and balanced, whoever writes', async (t) => {
    const added = (amounts: readonly [string, string]) => () =>
      owner`
        INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
        SELECT entry_id, account_id, organisation_id, side, CASE side WHEN 'debit' THEN ${amounts[0]}::numeric ELSE ${amounts[1]} END
        FROM journal_line WHERE entry_id = (SELECT min(entry_id::text)::uuid FROM journal_line)`.catch(constraintOf)
    t.equal(await nothingMoved(t, added(['1.00', '1.00'])), 'journal_line_with_its_entry')
    t.equal(await nothingMoved(t, added(['1.00', '2.00'])), 'journal_entry_balanced')
    const empty = () =>
      owner`INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id)
            VALUES (${bank.organisationId}, '2024-01-21', 'x', 'x', ${randomUUID()})`.catch(constraintOf)
    t.equal(await nothingMoved(t, empty), 'journal_entry_balanced')
    await t.rejects(
      book(db, bank, [
        { ...transfer(bank, '2024-01-21', '1.00'), lines: [{ account: '1303', side: 'debit', amount: money('1.00') }] },
      ]),
      /ENTRY_TOO_SHORT/,
      'a posting that does not balance is a defect',
    )
    const stale = commandOf(db, bank, (command) => bookEntries(command, [transfer(bank, '2024-01-21', '1.00')]), {
      isolation: 'repeatable read',
    })
    t.equal(await stale.catch(codeOf), '0A000', 'a snapshot that could miss a close does not book')
  })

  await t.test('nobody books in the book of another', async (t) => {
    const attempt = () => book(db, other, [transfer(bank, '2024-01-21', '1.00')]).catch(codeOf)
    t.equal(await nothingMoved(t, attempt), '42501')
  })

  await t.test('closing', async (t) => {
    t.match(await nothingMoved(t, () => close('2024-02-29', '2024-02-29')), { refusal: { code: 'PERIOD_NOT_OVER' } })
    t.same(await close('2024-01-31', '2024-02-15'), { ok: true, value: '2024-01-31' })
    t.match(await nothingMoved(t, () => close('2024-01-31', '2024-02-15')), {
      refusal: { code: 'PERIOD_CLOSED_ALREADY', closedThrough: '2024-01-31' },
    })
    t.match(await nothingMoved(t, () => book(db, bank, [transfer(bank, '2024-01-31', '1.00')])), {
      refusal: {
        code: 'PERIOD_CLOSED',
        bookedOn: '2024-01-31',
        closedThrough: '2024-01-31',
        firstOpenDay: '2024-02-01',
      },
    })
    const mixed = [
      transfer(bank, '2024-02-10', '1.00'),
      transfer(bank, '2024-01-15', '1.00', { ifClosed: 'book-forward' }),
      transfer(bank, '2024-01-15', '1.00'),
    ]
    t.match(await nothingMoved(t, () => book(db, bank, mixed)), { refusal: { code: 'PERIOD_CLOSED' } })
    const ids = await booked(db, bank, ...mixed.slice(0, 2))
    t.same(
      await owner`SELECT booked_on, moved_from, for_on FROM journal_entry WHERE id = ANY(${[...ids]}) ORDER BY for_on DESC`,
      [
        { booked_on: '2024-02-10', moved_from: null, for_on: '2024-02-10' },
        { booked_on: '2024-02-01', moved_from: '2024-01-15', for_on: '2024-01-15' },
      ],
    )
    t.equal((await booked(db, other, transfer(other, '2024-01-15', '1.00'))).length, 1, 'another book is open')
  })

  await t.test('the last wall is in the database', async (t) => {
    const insert = (bookedOn: string, movedFrom: string | null) => () =>
      owner`INSERT INTO journal_entry (organisation_id, booked_on, moved_from, event, subject_kind, subject_id)
            VALUES (${bank.organisationId}, ${bookedOn}, ${movedFrom}, 'x', 'x', ${randomUUID()})`.catch(constraintOf)
    t.equal(await nothingMoved(t, insert('2024-01-31', null)), 'journal_entry_in_open_period')
    t.equal(await nothingMoved(t, insert('2024-02-02', '2024-01-31')), 'journal_entry_moved_to_first_open_day')
    t.equal(await nothingMoved(t, insert('2024-02-03', '2024-02-02')), 'journal_entry_moved_to_first_open_day')
    t.equal(await nothingMoved(t, insert('2024-02-03', '2024-02-03')), 'journal_entry_moved_forward')
    const closeAt = (day: string) => () =>
      owner`INSERT INTO accounting_period_close (organisation_id, closed_through, closed_by, opinion)
            VALUES (${bank.organisationId}, ${day}, ${bank.userId}, 'x')`.catch(constraintOf)
    t.equal(await nothingMoved(t, closeAt('2024-01-30')), 'accounting_period_close_rises')
    t.equal(await nothingMoved(t, closeAt('2024-01-31')), 'accounting_period_close_rises')
    await t.rejects(owner`UPDATE accounting_period_close SET closed_through = '2024-01-01'`, /append-only/)
    await t.rejects(owner`DELETE FROM accounting_period_close`, /append-only/)
  })

  await t.test('a book that does not balance is not closed', async (t) => {
    const shift = (by: string) =>
      owner.begin(async (sql) => {
        await sql`ALTER TABLE journal_line DISABLE TRIGGER journal_line_append_only`
        await sql`UPDATE journal_line SET amount = amount + ${by}::numeric
                  WHERE id = (SELECT max(id) FROM journal_line WHERE organisation_id = ${bank.organisationId})`
        await sql`ALTER TABLE journal_line ENABLE TRIGGER journal_line_append_only`
      })
    await shift('0.01')
    t.match(await nothingMoved(t, () => close('2024-02-29', '2024-06-30')), {
      refusal: { code: 'BOOK_OUT_OF_BALANCE', closeThrough: '2024-02-29', difference: '-0.01' },
    })
    await shift('-0.01')
  })

  await t.test('a close waits for entries at work, and entries for a close', async (t) => {
    let letGo = () => undefined as unknown
    const held = new Promise<void>((resolve) => {
      letGo = resolve as () => unknown
    })
    const order: string[] = []
    let bookedAlready = () => undefined as unknown
    const isBooked = new Promise<void>((resolve) => {
      bookedAlready = resolve as () => unknown
    })
    const writing = commandOf(db, bank, async (command) => {
      await bookEntries(command, [transfer(bank, '2024-02-20', '9.00')])
      bookedAlready()
      await held
      order.push('booked')
    })
    await isBooked
    const closing = close('2024-02-29', '2024-06-30').then((result) => {
      order.push('closed')
      return result
    })
    await sleep(60)
    const late = book(db, bank, [transfer(bank, '2024-02-21', '9.00')]).then((result) => {
      order.push('refused')
      return result
    })
    await sleep(60)
    t.same(order, [], 'both wait')
    letGo()
    await writing
    t.match(await closing, { ok: true })
    t.match(await late, { ok: false, refusal: { code: 'PERIOD_CLOSED', closedThrough: '2024-02-29' } })
    t.same(order.slice(0, 1), ['booked'])
  })

  await t.test('entries and closes race: nothing slips behind a close', async (t) => {
    const days = Array.from({ length: 20 }, (_, i) => `2024-03-${String(i + 1).padStart(2, '0')}`)
    const outcomes = await Promise.all(
      days.flatMap((day, i) => [
        book(db, bank, [transfer(bank, day, '1.00')]),
        ...(i % 5 === 4 ? [close(day, '2024-06-30')] : []),
        book(db, bank, [transfer(bank, day, '1.00', { ifClosed: 'book-forward' })]),
      ]),
    )
    for (const outcome of outcomes) if (!outcome.ok) t.match(outcome.refusal.code, /^PERIOD_CLOSED/)
    const [behind] = await owner`
      SELECT count(*)::int AS entries FROM journal_entry e JOIN accounting_period_close c ON c.organisation_id = e.organisation_id
      WHERE e.booked_on <= c.closed_through AND e.recorded_at > c.recorded_at + interval '1 second'`
    t.equal(behind?.entries, 0)
    const closed = await commandOf(db, other, (command) =>
      command.tx.execute(sql`SELECT count(*)::int AS seen FROM accounting_period_close`),
    )
    t.same([...closed], [{ seen: 0 }], 'another bank sees no close')
  })
})
