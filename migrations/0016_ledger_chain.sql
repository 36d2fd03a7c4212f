-- The ledger as a chain: entries carry the posting they belong to, accounts close through a day, what is recorded is sealed in the order in
-- which it became known, and balances of any day and instant are read from sums over that order.

-- 1. What an entry is for. `posting_key` names what a loan's life calls for; later entries of the same key adjust the first one.
--    `moved_from` is the day in a closed period that an entry is really for; it is booked on the first open day instead.
ALTER TABLE journal_entry
  ADD COLUMN posting_key text CONSTRAINT journal_entry_posting_key_named CHECK (posting_key <> ''),
  ADD COLUMN adjusts uuid,
  ADD COLUMN moved_from date,
  ADD COLUMN for_on date NOT NULL GENERATED ALWAYS AS (coalesce(moved_from, booked_on)) STORED,
  ADD CONSTRAINT journal_entry_adjusts_own_book FOREIGN KEY (adjusts, organisation_id) REFERENCES journal_entry (id, organisation_id),
  ADD CONSTRAINT journal_entry_adjusts_by_key CHECK (adjusts IS NULL OR posting_key IS NOT NULL),
  ADD CONSTRAINT journal_entry_moved_forward CHECK (moved_from < booked_on);
DROP INDEX journal_entry_subject;
CREATE INDEX journal_entry_posting ON journal_entry (subject_kind, subject_id, posting_key);
CREATE UNIQUE INDEX journal_entry_posting_booked_once ON journal_entry (organisation_id, subject_kind, subject_id, posting_key, for_on)
  WHERE posting_key IS NOT NULL AND adjusts IS NULL;
-- Books are read in the order of knowledge.
DROP INDEX journal_entry_organisation;
CREATE INDEX journal_entry_known ON journal_entry (organisation_id, recorded_at, id);

-- 2. Lines are written in one statement per entry or batch of entries, whole and balanced, and never added to. So a statement tests its
--    own lines at once, and an entry only has to have lines when it commits.
DROP TRIGGER journal_line_balanced ON journal_line;
DROP TRIGGER journal_entry_balanced ON journal_entry;
DROP FUNCTION entry_must_balance();

CREATE FUNCTION lines_make_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT whole.*, (SELECT count(*) FROM journal_line l WHERE l.entry_id = whole.entry) AS in_all INTO wrong
  FROM (SELECT entry_id AS entry, count(*) AS lines, sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS difference
        FROM added GROUP BY entry_id) whole
  WHERE lines < 2 OR difference <> 0 OR lines <> (SELECT count(*) FROM journal_line l WHERE l.entry_id = whole.entry)
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.lines < 2 OR wrong.difference <> 0 THEN
    RAISE EXCEPTION 'entry % has % lines and is out of balance by %', wrong.entry, wrong.lines, wrong.difference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RAISE EXCEPTION 'entry % has % lines already', wrong.entry, wrong.in_all - wrong.lines
    USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_line_with_its_entry';
END $$;
CREATE TRIGGER journal_line_makes_entries AFTER INSERT ON journal_line
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION lines_make_entries();

CREATE FUNCTION entry_must_have_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = NEW.id) THEN
    RAISE EXCEPTION 'entry % has no lines', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_have_lines();

-- A reversal mirrors the lines of an entry of the same book exactly; an adjustment adjusts the first entry of its own posting.
CREATE FUNCTION entry_must_fit_earlier_one() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.reverses IS NOT NULL AND EXISTS (
       (SELECT account_id, side, amount FROM journal_line WHERE entry_id = NEW.id
        EXCEPT ALL
        SELECT account_id, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, amount FROM journal_line WHERE entry_id = NEW.reverses)
       UNION ALL
       (SELECT account_id, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, amount FROM journal_line WHERE entry_id = NEW.reverses
        EXCEPT ALL
        SELECT account_id, side, amount FROM journal_line WHERE entry_id = NEW.id)) THEN
    RAISE EXCEPTION 'entry % does not mirror %', NEW.id, NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_reversal_mirrors';
  END IF;
  IF NEW.adjusts IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM journal_entry e
       WHERE e.id = NEW.adjusts AND e.adjusts IS NULL
         AND (e.subject_kind, e.subject_id, e.posting_key) = (NEW.subject_kind, NEW.subject_id, NEW.posting_key)) THEN
    RAISE EXCEPTION 'entry % is not the first one of posting %', NEW.adjusts, NEW.posting_key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_adjusts_its_posting';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_fits_earlier_one AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.reverses IS NOT NULL OR NEW.adjusts IS NOT NULL)
  EXECUTE FUNCTION entry_must_fit_earlier_one();

-- The entry of a line says whose line it is.
ALTER TABLE journal_line DROP CONSTRAINT journal_line_organisation_id_fkey;

-- 3. Accounting periods close through a day; what is closed stays closed.
CREATE TABLE accounting_period_close (
  organisation_id uuid NOT NULL REFERENCES organisation,
  closed_through  date NOT NULL,
  closed_by       uuid NOT NULL REFERENCES user_account,
  opinion         text NOT NULL CONSTRAINT accounting_period_close_opinion_given CHECK (opinion <> ''),
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT accounting_period_close_pkey PRIMARY KEY (organisation_id, closed_through)
);
CREATE TRIGGER accounting_period_close_append_only BEFORE UPDATE OR DELETE ON accounting_period_close
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Lock order of a book: who books takes it shared, as the last lock before writing entries, and several books in the order of their ids;
-- who closes takes it alone, as the first lock of its transaction, and waits for the entries at work.
CREATE FUNCTION book_lock(organisation uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = public, pg_temp
  RETURN hashtextextended('tandai book ' || organisation, 0);

-- Through which day the book is closed, held until the transaction ends; null while nothing is. The statement after the lock sees a
-- close that was waited for, which takes a snapshot of its own.
CREATE FUNCTION hold_closed_through(organisation uuid) RETURNS date LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'a book is written in read committed' USING ERRCODE = 'feature_not_supported';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(book_lock(organisation));
  RETURN (SELECT max(c.closed_through) FROM accounting_period_close c WHERE c.organisation_id = organisation);
END $$;

-- The same for who closes: nobody books until the transaction ends.
CREATE FUNCTION stop_booking(organisation uuid) RETURNS date LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(book_lock(organisation));
  RETURN (SELECT max(c.closed_through) FROM accounting_period_close c WHERE c.organisation_id = organisation);
END $$;

CREATE FUNCTION entries_in_open_period() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  book record;
  closed date;
BEGIN
  FOR book IN SELECT organisation_id AS id, min(booked_on) AS booked_on, max(moved_from) AS moved_from,
                     max(booked_on) FILTER (WHERE moved_from IS NOT NULL) AS moved_to
              FROM added GROUP BY organisation_id ORDER BY organisation_id
  LOOP
    closed := hold_closed_through(book.id);
    IF book.booked_on <= closed THEN
      RAISE EXCEPTION 'an entry of % would change a period closed through %', book.booked_on, closed
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_in_open_period';
    END IF;
    IF book.moved_from IS NOT NULL AND (closed IS NULL OR book.moved_from > closed OR book.moved_to <> closed + 1) THEN
      RAISE EXCEPTION 'an entry for % is moved only out of a closed period, to its first open day', book.moved_from
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_moved_to_first_open_day';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_entry_in_open_period AFTER INSERT ON journal_entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION entries_in_open_period();

CREATE FUNCTION close_must_rise() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.closed_through <= stop_booking(NEW.organisation_id) THEN
    RAISE EXCEPTION 'closed through % or later already', NEW.closed_through
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounting_period_close_rises';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounting_period_close_rises BEFORE INSERT ON accounting_period_close FOR EACH ROW EXECUTE FUNCTION close_must_rise();

-- 4. Entries and their lines in one round trip. The policy on lines looks for an entry that is there before the statement, so these are
--    two statements; the function has no rights of its own: policies are those of whoever books.
CREATE FUNCTION book_entries(entries jsonb, lines jsonb) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO journal_entry (id, organisation_id, booked_on, moved_from, event, subject_kind, subject_id, posting_key, adjusts, reverses,
                             recorded_by)
  SELECT e.id, e.organisation_id, e.booked_on, e.moved_from, e.event, e.subject_kind, e.subject_id, e.posting_key, e.adjusts, e.reverses,
         e.recorded_by
  FROM jsonb_to_recordset(entries) AS e (id uuid, organisation_id uuid, booked_on date, moved_from date, event text, subject_kind text,
                                         subject_id uuid, posting_key text, adjusts uuid, reverses uuid, recorded_by uuid);
  INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
  SELECT l.entry_id, l.account_id, l.organisation_id, l.side, l.amount
  FROM jsonb_to_recordset(lines) AS l (entry_id uuid, account_id uuid, organisation_id uuid, side text, amount numeric);
END $$;

-- 5. The chain: one per book, in the order in which its entries became known.
CREATE TABLE journal_seal (
  organisation_id uuid NOT NULL REFERENCES organisation,
  seq             bigint NOT NULL CONSTRAINT journal_seal_from_one CHECK (seq > 0),
  entry_id        uuid NOT NULL CONSTRAINT journal_seal_once UNIQUE,
  recorded_at     timestamptz NOT NULL,
  prev_hash       text NOT NULL,
  hash            text NOT NULL,
  CONSTRAINT journal_seal_pkey PRIMARY KEY (organisation_id, seq),
  CONSTRAINT journal_seal_of_own_entry FOREIGN KEY (entry_id, organisation_id) REFERENCES journal_entry (id, organisation_id)
);
CREATE INDEX journal_seal_known ON journal_seal (organisation_id, recorded_at, seq);
CREATE TRIGGER journal_seal_append_only BEFORE UPDATE OR DELETE ON journal_seal FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 6. Sums over the sealed order. Block `no` of level 0 holds a run of seals, a block of the next level a run of blocks; a row says what
--    the entries of the block moved on an account up to and on a day. Seals never change, so blocks never do.
CREATE TABLE ledger_balance_block (
  organisation_id uuid NOT NULL REFERENCES organisation,
  level           smallint NOT NULL CONSTRAINT ledger_balance_block_level_from_zero CHECK (level >= 0),
  no              bigint NOT NULL CONSTRAINT ledger_balance_block_no_from_zero CHECK (no >= 0),
  account_id      uuid NOT NULL,
  booked_on       date NOT NULL,
  debit           numeric NOT NULL,
  credit          numeric NOT NULL,
  CONSTRAINT ledger_balance_block_pkey PRIMARY KEY (organisation_id, level, no, account_id, booked_on),
  CONSTRAINT ledger_balance_block_account_of_organisation FOREIGN KEY (account_id, organisation_id)
    REFERENCES ledger_account (id, organisation_id)
);
CREATE TRIGGER ledger_balance_block_append_only BEFORE UPDATE OR DELETE ON ledger_balance_block
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 7. A book is its organisation's and the auditor's; its people close it under their own name, only the program seals. A branch that draws
--    a re-loan into a lender's book asks whether the period is open.
DO $$
DECLARE
  of_book text;
BEGIN
  FOREACH of_book IN ARRAY ARRAY['accounting_period_close', 'journal_seal', 'ledger_balance_block']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_book);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', of_book);
  END LOOP;
  FOREACH of_book IN ARRAY ARRAY['journal_seal', 'ledger_balance_block']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_read ON %1$I FOR SELECT
      USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation())$p$, of_book);
    EXECUTE format($p$CREATE POLICY %1$I_add ON %1$I FOR INSERT WITH CHECK (current_scope() = 'system')$p$, of_book);
  END LOOP;
END $$;
CREATE POLICY accounting_period_close_read ON accounting_period_close FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND EXISTS (
        SELECT 1 FROM reloan r WHERE r.lender_id = accounting_period_close.organisation_id AND r.central_bank_id = current_organisation())));
CREATE POLICY accounting_period_close_add ON accounting_period_close FOR INSERT WITH CHECK (
  current_scope() IN ('lender', 'central-bank') AND organisation_id = current_organisation() AND closed_by = current_user_account());
GRANT SELECT, INSERT ON accounting_period_close, journal_seal, ledger_balance_block TO tandai_app;
GRANT EXECUTE ON FUNCTION book_lock(uuid), hold_closed_through(uuid), stop_booking(uuid), book_entries(jsonb, jsonb) TO tandai_app;
