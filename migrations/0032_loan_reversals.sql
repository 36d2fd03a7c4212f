-- A disbursement booked by mistake is taken back by a reversal, like any other fact; it stays in `disbursement`, and whoever reads what is
-- paid out reads `standing_disbursement`, or asks as known at an instant. A contract that is never drawn ends as WITHDRAWN.

-- 1. What takes back a disbursement.
ALTER TABLE disbursement ADD CONSTRAINT disbursement_of_loan UNIQUE (id, loan_id);
ALTER TABLE loan_event
  ADD COLUMN takes_back uuid,
  ADD CONSTRAINT loan_event_takes_back_own FOREIGN KEY (takes_back, loan_id) REFERENCES disbursement (id, loan_id),
  DROP CONSTRAINT loan_event_reversal_names_one,
  ADD CONSTRAINT loan_event_reversal_names_one CHECK (num_nonnulls(reverses, takes_back) = CASE kind WHEN 'reversal' THEN 1 ELSE 0 END);
CREATE UNIQUE INDEX loan_event_taken_back_once ON loan_event (takes_back) WHERE takes_back IS NOT NULL;

CREATE VIEW standing_disbursement WITH (security_invoker = true) AS
  SELECT d.* FROM disbursement d WHERE NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.takes_back = d.id);
GRANT SELECT ON standing_disbursement TO tandai_app;

-- A loan whose disbursements were all taken back is planned anew when it is paid out again; its last plan counts.
DROP INDEX loan_event_one_plan;
CREATE FUNCTION loan_event_plans_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM loan_event p WHERE p.loan_id = NEW.loan_id AND p.kind = 'plan')
     AND EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = NEW.loan_id) THEN
    RAISE EXCEPTION 'a loan that is paid out has its plan' USING ERRCODE = 'unique_violation', CONSTRAINT = 'loan_event_one_plan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER loan_event_plans_once BEFORE INSERT ON loan_event FOR EACH ROW WHEN (NEW.kind = 'plan') EXECUTE FUNCTION loan_event_plans_once();

-- The first disbursement that stands decides whether a re-loan comes before its loan.
CREATE OR REPLACE FUNCTION reloan_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = NEW.loan_id AND d.disbursed_on > NEW.drawn_on)
     AND NOT EXISTS (SELECT 1 FROM reloan_filing f WHERE f.id = NEW.filing_id AND f.mode = 'BORROW_FIRST') THEN
    RAISE EXCEPTION 'a re-loan is drawn no earlier than its loan is paid out'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_not_before_its_loan';
  END IF;
  INSERT INTO reloan_state (reloan_id, quota_id, central_bank_id, lender_id, balance, due_on, term_months, rate, state)
  VALUES (NEW.id, NEW.quota_id, NEW.central_bank_id, NEW.lender_id, NEW.amount, NEW.due_on, NEW.term_months, NEW.rate, 'LIVE');
  INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id, reloan_id, amount)
  SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id, NEW.id, NEW.amount
  FROM reloan_filing_loan f WHERE f.filing_id = NEW.filing_id AND f.loan_id = NEW.loan_id;
  RETURN NULL;
END $$;

-- What a disbursement drew of a line is reserved again when it is taken back.
ALTER TABLE credit_line_movement
  DROP CONSTRAINT credit_line_movement_kind_known,
  ADD CONSTRAINT credit_line_movement_kind_known
    CHECK (kind IN ('open', 'change', 'reserve', 'release', 'draw', 'undraw', 'repay', 'redraw'));

-- 2. How a contract ends that is never drawn, and the steps of both.
ALTER TABLE loan_state
  DROP CONSTRAINT loan_state_known,
  ADD CONSTRAINT loan_state_known CHECK (state IN ('CONTRACTED', 'DISBURSED', 'OVERDUE', 'SETTLED', 'WRITTEN_OFF', 'WITHDRAWN')),
  ADD CONSTRAINT loan_state_withdrawn_undrawn CHECK (state <> 'WITHDRAWN' OR disbursed = 0);
CREATE INDEX loan_state_undrawn ON loan_state (lender_id, loan_id) WHERE state = 'CONTRACTED';
ALTER TABLE loan_step
  DROP CONSTRAINT loan_step_known,
  ADD CONSTRAINT loan_step_known CHECK (step IN
    ('apply', 'quote', 'survey', 'review', 'return', 'resubmit', 'approve', 'reject', 'withdraw', 'sign', 'cancel', 'lapse', 'disburse',
     'take-back', 'overdue', 'cure', 'settle', 'reopen', 'restructure', 'write-off')),
  DROP CONSTRAINT loan_step_judged_by_a_person,
  ADD CONSTRAINT loan_step_judged_by_a_person CHECK (
    step NOT IN ('survey', 'review', 'return', 'approve', 'reject', 'withdraw', 'cancel', 'take-back')
    OR (taken_by IS NOT NULL AND opinion IS NOT NULL));

-- 3. What takes two persons is held here as well: a bank's row of such a kind stands only with the request that another person proposed,
-- approved in the same transaction by who records it. The program itself works in another scope.
CREATE FUNCTION loan_event_by_two_persons() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_scope() = 'lender' AND NOT EXISTS (
    SELECT 1 FROM servicing_request q
    WHERE q.event_id = NEW.id AND q.loan_id = NEW.loan_id AND q.kind = NEW.kind AND q.state = 'APPROVED'
      AND q.decided_by = NEW.recorded_by AND q.proposed_by <> NEW.recorded_by) THEN
    RAISE EXCEPTION 'a % takes two persons', NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_event_by_two_persons';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER loan_event_by_two_persons AFTER INSERT ON loan_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind IN ('reversal', 'pause', 'restructure', 'misuse', 'misuse-cleared', 'write-off'))
  EXECUTE FUNCTION loan_event_by_two_persons();
