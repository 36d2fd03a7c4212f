-- Filings row by row.

-- 1. How a filing borrows and how many reviews it goes through, both as in force on the day it was filed.
--    先贷后借 LEND_FIRST: the loans are paid out before they are filed. 先借后贷 BORROW_FIRST: contracts are filed, and the note 借据 of
--    each follows within so many working days of its draw.
ALTER TABLE reloan_filing
  DROP CONSTRAINT reloan_filing_state_known,
  ADD CONSTRAINT reloan_filing_state_known CHECK (state IN ('FILED', 'FIRST_REVIEWED', 'REVIEWED', 'GRANTED', 'RETURNED')),
  ADD COLUMN mode text NOT NULL DEFAULT 'LEND_FIRST' CONSTRAINT reloan_filing_mode_known CHECK (mode IN ('LEND_FIRST', 'BORROW_FIRST')),
  ADD COLUMN backfill_days integer CONSTRAINT reloan_filing_backfill_positive CHECK (backfill_days > 0),
  ADD COLUMN reviews integer NOT NULL DEFAULT 1 CONSTRAINT reloan_filing_reviews_known CHECK (reviews IN (1, 2)),
  ADD COLUMN first_reviewed_by uuid REFERENCES user_account,
  ADD COLUMN first_review_opinion text,
  ADD CONSTRAINT reloan_filing_backfill_of_mode CHECK ((mode = 'BORROW_FIRST') = (backfill_days IS NOT NULL)),
  -- I-22: who files, who reviews first, who reviews second and who grants are four people.
  ADD CONSTRAINT reloan_filing_first_reviewer_apart CHECK (
    first_reviewed_by <> filed_by AND first_reviewed_by <> reviewed_by AND first_reviewed_by <> granted_by),
  ADD CONSTRAINT reloan_filing_reviewed_twice CHECK (
    CASE reviews WHEN 2 THEN state NOT IN ('FIRST_REVIEWED', 'REVIEWED', 'GRANTED') OR first_reviewed_by IS NOT NULL
                 ELSE state <> 'FIRST_REVIEWED' AND first_reviewed_by IS NULL END);
ALTER POLICY reloan_filing_lender_files ON reloan_filing WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'FILED' AND filed_by = current_user_account()
      AND num_nonnulls(granted, granted_on, first_reviewed_by, reviewed_by, granted_by, first_review_opinion, review_opinion, grant_opinion) = 0
      AND drawn = 0
      AND EXISTS (SELECT 1 FROM reloan_quota q
                  WHERE q.id = quota_id AND q.lender_id = reloan_filing.lender_id AND q.central_bank_id = reloan_filing.central_bank_id)));
GRANT UPDATE (first_reviewed_by, first_review_opinion) ON reloan_filing TO tandai_app;

-- 2. A row keeps the hash of its papers and, once drawn before its loan was paid out, the last day for its note.
ALTER TABLE reloan_filing_loan
  ADD COLUMN evidence_hash text CONSTRAINT reloan_filing_loan_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  ADD COLUMN note_due_on date,
  ADD CONSTRAINT reloan_filing_loan_of_parties UNIQUE (filing_id, loan_id, lender_id, central_bank_id);
GRANT UPDATE (note_due_on) ON reloan_filing_loan TO tandai_app;

-- What a reviewer says of a row, once a review.
CREATE TABLE reloan_row_opinion (
  filing_id       uuid NOT NULL,
  loan_id         uuid NOT NULL,
  review          integer NOT NULL CONSTRAINT reloan_row_opinion_review_known CHECK (review IN (1, 2)),
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  verdict         text NOT NULL CONSTRAINT reloan_row_opinion_verdict_known CHECK (verdict IN ('PASS', 'RETURN')),
  opinion         text NOT NULL CONSTRAINT reloan_row_opinion_said CHECK (btrim(opinion) <> ''),
  given_by        uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  PRIMARY KEY (filing_id, loan_id, review),
  CONSTRAINT reloan_row_opinion_of_row FOREIGN KEY (filing_id, loan_id, lender_id, central_bank_id)
    REFERENCES reloan_filing_loan (filing_id, loan_id, lender_id, central_bank_id)
);
CREATE TRIGGER reloan_row_opinion_append_only BEFORE UPDATE OR DELETE ON reloan_row_opinion FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- The note that followed a draw 后补借据; late is late for good.
CREATE TABLE reloan_note (
  filing_id       uuid NOT NULL,
  loan_id         uuid NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  disbursement_id uuid NOT NULL REFERENCES disbursement CONSTRAINT reloan_note_disbursement_key UNIQUE,
  note_no         text NOT NULL,
  disbursed_on    date NOT NULL,
  due_on          date NOT NULL,
  filled_on       date NOT NULL,
  late            boolean NOT NULL GENERATED ALWAYS AS (disbursed_on > due_on OR filled_on > due_on) STORED,
  evidence_hash   text NOT NULL CONSTRAINT reloan_note_evidence_hash_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  filled_by       uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  PRIMARY KEY (filing_id, loan_id),
  CONSTRAINT reloan_note_of_row FOREIGN KEY (filing_id, loan_id, lender_id, central_bank_id)
    REFERENCES reloan_filing_loan (filing_id, loan_id, lender_id, central_bank_id),
  CONSTRAINT reloan_note_not_before_payment CHECK (filled_on >= disbursed_on)
);
CREATE TRIGGER reloan_note_append_only BEFORE UPDATE OR DELETE ON reloan_note FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 3. Quota levels: what the head branch gave the city branch, and out of it each bank's. A sum of limits is kept on the row above, so that
--    whoever gives out of it waits there, and can never give more than there is.
CREATE TABLE reloan_branch_quota (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  facility         text NOT NULL,
  central_bank_id  uuid NOT NULL REFERENCES organisation,
  parent_id        uuid REFERENCES reloan_branch_quota,
  level            text NOT NULL CONSTRAINT reloan_branch_quota_level_known CHECK (level IN ('HEAD', 'CITY')),
  document_no      text NOT NULL,
  valid_from       date NOT NULL,
  valid_to         date NOT NULL,
  state            text NOT NULL CONSTRAINT reloan_branch_quota_state_known CHECK (state IN ('PROPOSED', 'ACTIVE', 'REJECTED')),
  limit_amount     numeric(20,2) NOT NULL CONSTRAINT reloan_branch_quota_limit_positive CHECK (limit_amount > 0),
  allotted         numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT reloan_branch_quota_allotted_not_negative CHECK (allotted >= 0),
  next_limit       numeric(20,2) CONSTRAINT reloan_branch_quota_next_positive CHECK (next_limit > 0),
  next_document_no text,
  proposed_by      uuid NOT NULL REFERENCES user_account,
  decided_by       uuid REFERENCES user_account,
  version          integer NOT NULL DEFAULT 1,
  recorded_at      timestamptz NOT NULL DEFAULT recording_instant(),
  decided_at       timestamptz,
  CONSTRAINT reloan_branch_quota_not_overallotted CHECK (allotted <= limit_amount),
  CONSTRAINT reloan_branch_quota_period_ordered CHECK (valid_to >= valid_from),
  CONSTRAINT reloan_branch_quota_maker_is_not_checker CHECK (decided_by <> proposed_by),
  CONSTRAINT reloan_branch_quota_head_on_top CHECK (level = 'CITY' OR parent_id IS NULL),
  CONSTRAINT reloan_branch_quota_change_whole CHECK ((next_limit IS NULL) = (next_document_no IS NULL)),
  CONSTRAINT reloan_branch_quota_document_key UNIQUE (central_bank_id, document_no)
) WITH (fillfactor = 50);
CREATE INDEX reloan_branch_quota_parent ON reloan_branch_quota (parent_id) WHERE parent_id IS NOT NULL;
ALTER TABLE reloan_quota ADD COLUMN parent_id uuid REFERENCES reloan_branch_quota;
CREATE INDEX reloan_quota_parent ON reloan_quota (parent_id) WHERE parent_id IS NOT NULL;

-- Locks go up: a bank's quota, the city's, the head branch's.
CREATE FUNCTION allot_from_parent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  above reloan_branch_quota%ROWTYPE;
  more  numeric(20,2) := CASE NEW.state WHEN 'ACTIVE' THEN NEW.limit_amount ELSE 0 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
      RAISE EXCEPTION 'a quota stays under the one it was given from'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_keeps_parent';
    END IF;
    more := more - CASE OLD.state WHEN 'ACTIVE' THEN OLD.limit_amount ELSE 0 END;
  END IF;
  IF NEW.parent_id IS NULL OR more = 0 THEN
    RETURN NULL;
  END IF;
  SELECT * INTO above FROM reloan_branch_quota q WHERE q.id = NEW.parent_id FOR NO KEY UPDATE;
  IF above.id IS NULL OR above.central_bank_id <> NEW.central_bank_id OR above.state <> 'ACTIVE' THEN
    RAISE EXCEPTION 'no active quota of the branch to give from' USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_parent_active';
  END IF;
  IF NEW.valid_from < above.valid_from OR NEW.valid_to > above.valid_to THEN
    RAISE EXCEPTION 'valid beyond the quota it is given from'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_within_parent_period';
  END IF;
  UPDATE reloan_branch_quota q SET allotted = q.allotted + more WHERE q.id = above.id;
  RETURN NULL;
END $$;
CREATE TRIGGER reloan_quota_allots AFTER INSERT OR UPDATE OF state, limit_amount, parent_id ON reloan_quota
  FOR EACH ROW EXECUTE FUNCTION allot_from_parent();
CREATE TRIGGER reloan_branch_quota_allots AFTER INSERT OR UPDATE OF state, limit_amount, parent_id ON reloan_branch_quota
  FOR EACH ROW EXECUTE FUNCTION allot_from_parent();
REVOKE EXECUTE ON FUNCTION allot_from_parent() FROM PUBLIC;

-- A quota on each day as its movements known at the instant make it; `peak` is the most that was reserved and drawn at any moment of the
-- day, `exceeded` whether that was ever above the limit of the moment.
CREATE FUNCTION quota_utilisation(quota uuid, first_day date, last_day date, known_at timestamptz)
RETURNS TABLE (day date, limit_amount numeric, reserved numeric, drawn numeric, peak numeric, exceeded boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH moved AS (
    SELECT m.moved_on, m.id,
           sum(CASE m.kind WHEN 'GRANTED' THEN m.amount WHEN 'REDUCED' THEN -m.amount ELSE 0 END) OVER running AS lim,
           sum(CASE m.kind WHEN 'RESERVED' THEN m.amount WHEN 'RELEASED' THEN -m.amount WHEN 'DRAWN' THEN -m.amount ELSE 0 END) OVER running AS res,
           sum(CASE m.kind WHEN 'DRAWN' THEN m.amount WHEN 'RETURNED' THEN -m.amount ELSE 0 END) OVER running AS drw
    FROM reloan_quota_movement m
    WHERE m.quota_id = quota_utilisation.quota AND m.moved_on <= last_day AND m.recorded_at <= known_at
    WINDOW running AS (ORDER BY m.moved_on, m.id))
  SELECT g.day::date, coalesce(close.lim, 0), coalesce(close.res, 0), coalesce(close.drw, 0),
         greatest(coalesce(opening.res + opening.drw, 0), coalesce(within.peak, 0)), coalesce(within.exceeded, false)
  FROM generate_series(first_day::timestamp, last_day::timestamp, '1 day') AS g (day)
  LEFT JOIN LATERAL (SELECT * FROM moved m WHERE m.moved_on <= g.day::date ORDER BY m.moved_on DESC, m.id DESC LIMIT 1) close ON true
  LEFT JOIN LATERAL (SELECT * FROM moved m WHERE m.moved_on < g.day::date ORDER BY m.moved_on DESC, m.id DESC LIMIT 1) opening ON true
  LEFT JOIN LATERAL (SELECT max(m.res + m.drw) AS peak, bool_or(m.res + m.drw > m.lim) AS exceeded FROM moved m WHERE m.moved_on = g.day::date) within
    ON true
  ORDER BY 1;
END;
GRANT EXECUTE ON FUNCTION quota_utilisation(uuid, date, date, timestamptz) TO tandai_app;

-- A draw in one statement: the quota last of the locks, so that draws on one quota hold it only while they commit.
-- Null when the quota is not active, not in force on the day, or has not so much set aside.
CREATE FUNCTION draw_from_quota(quota uuid, amount numeric, on_day date, subject uuid, by_user uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  moved reloan_quota%ROWTYPE;
BEGIN
  UPDATE reloan_quota q SET reserved = q.reserved - amount, drawn = q.drawn + amount, version = q.version + 1
  WHERE q.id = quota AND q.state = 'ACTIVE' AND on_day BETWEEN q.valid_from AND q.valid_to AND q.reserved >= amount
  RETURNING * INTO moved;
  IF moved.id IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
  VALUES (quota, moved.central_bank_id, moved.lender_id, 'DRAWN', amount, on_day, subject, by_user);
  RETURN moved.version;
END $$;
GRANT EXECUTE ON FUNCTION draw_from_quota(uuid, numeric, date, uuid, uuid) TO tandai_app;

-- 4. A bank's loans in the order of ids, for paging through what could be filed.
CREATE INDEX loan_lender_id ON loan (lender_id, id);
CREATE INDEX loan_state_borrower ON loan_state (enterprise_id, lender_id);

-- 5. Who sees and writes.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['reloan_row_opinion', 'reloan_note', 'reloan_branch_quota']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['reloan_row_opinion', 'reloan_note']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$, tenant_table);
  END LOOP;
END $$;
CREATE POLICY reloan_row_opinion_branch_gives ON reloan_row_opinion FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND given_by = current_user_account()));
CREATE POLICY reloan_note_lender_fills ON reloan_note FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND filled_by = current_user_account()
      AND EXISTS (SELECT 1 FROM disbursement d
                  WHERE d.id = disbursement_id AND d.loan_id = reloan_note.loan_id AND d.lender_id = reloan_note.lender_id)));
-- A branch's own quota is its own business: banks see only theirs.
CREATE POLICY reloan_branch_quota_read ON reloan_branch_quota FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
CREATE POLICY reloan_branch_quota_branch_adds ON reloan_branch_quota FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state = 'PROPOSED'
      AND proposed_by = current_user_account() AND num_nonnulls(decided_by, next_limit) = 0 AND allotted = 0));
CREATE POLICY reloan_branch_quota_branch_updates ON reloan_branch_quota FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
GRANT SELECT, INSERT ON reloan_row_opinion, reloan_note, reloan_branch_quota TO tandai_app;
GRANT UPDATE (state, limit_amount, next_limit, next_document_no, proposed_by, decided_by, decided_at, version) ON reloan_branch_quota TO tandai_app;
