-- What is read of loans: lists that walk an index however many loans there are, opinions that stay with the bank in the database itself,
-- and what a guarantor paid, once it was taken back.

-- 1. Lists are newest first, of one bank or of all; chunks of an end of day go on after the last loan.
DROP INDEX loan_lender;
CREATE INDEX loan_lender ON loan (lender_id, recorded_at DESC, id DESC);
CREATE INDEX loan_recorded ON loan (recorded_at DESC, id DESC);
DROP INDEX loan_application_lender;
CREATE INDEX loan_application_lender ON loan_application (lender_id, recorded_at DESC, id DESC);
CREATE INDEX loan_application_recorded ON loan_application (recorded_at DESC, id DESC);
DROP INDEX servicing_request_open;
CREATE INDEX servicing_request_open ON servicing_request (lender_id, recorded_at DESC, id DESC) WHERE state = 'PROPOSED';
CREATE INDEX servicing_request_lender ON servicing_request (lender_id, recorded_at DESC, id DESC);
CREATE INDEX servicing_request_recorded ON servicing_request (recorded_at DESC, id DESC);
CREATE INDEX loan_state_in_order ON loan_state (lender_id, loan_id);
CREATE INDEX loan_state_by_state ON loan_state (lender_id, state);

-- 2. What a bank makes of a case in its survey and review is its own: the enterprise is told that the steps were taken, and nothing more.
ALTER POLICY loan_step_parties ON loan_step USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation() AND step NOT IN ('survey', 'review'))
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM loan l WHERE l.application_id = loan_step.application_id)));
-- Only an enterprise's own id finds anything: to everybody else these rows show themselves whole, or not at all.
CREATE FUNCTION kept_steps(application uuid) RETURNS SETOF loan_step LANGUAGE plpgsql STABLE
  SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT s.id, s.lender_id, s.enterprise_id, s.application_id, s.loan_id, s.no, s.step, s.from_state, s.to_state, s.taken_on, s.round,
         s.taken_by, NULL::text, NULL::text, s.detail, s.recorded_at
  FROM loan_step s
  WHERE s.application_id = application AND s.enterprise_id = current_organisation() AND s.step IN ('survey', 'review');
  PERFORM enter_scope(was);
END $$;
REVOKE EXECUTE ON FUNCTION kept_steps(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_steps(uuid) TO tandai_app;

-- 3. A guarantor's payment that is taken back leaves its call unpaid, and the guarantor without a claim on the borrower.
ALTER TABLE guarantee_payment
  DROP CONSTRAINT guarantee_payment_pkey,
  DROP CONSTRAINT guarantee_payment_event_key,
  ADD CONSTRAINT guarantee_payment_pkey PRIMARY KEY (loan_event_id),
  ADD CONSTRAINT guarantee_payment_parties_key UNIQUE (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id);
CREATE INDEX guarantee_payment_call ON guarantee_payment (call_id);
CREATE TABLE guarantee_payment_reversal (
  loan_event_id uuid PRIMARY KEY,
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  guarantor_id  uuid NOT NULL REFERENCES organisation,
  reversed_by   uuid NOT NULL CONSTRAINT guarantee_payment_reversal_event_key UNIQUE,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT guarantee_payment_reversal_of_payment FOREIGN KEY (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id)
    REFERENCES guarantee_payment (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id),
  CONSTRAINT guarantee_payment_reversal_of_loan FOREIGN KEY (reversed_by, loan_id) REFERENCES loan_event (id, loan_id)
);
CREATE TRIGGER guarantee_payment_reversal_append_only BEFORE UPDATE OR DELETE ON guarantee_payment_reversal
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE guarantee_payment_reversal ENABLE ROW LEVEL SECURITY;
ALTER TABLE guarantee_payment_reversal FORCE ROW LEVEL SECURITY;
CREATE POLICY guarantee_payment_reversal_parties ON guarantee_payment_reversal FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND current_organisation() IN (lender_id, guarantor_id))
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM loan l WHERE l.id = guarantee_payment_reversal.loan_id)));
CREATE POLICY guarantee_payment_reversal_lender_records ON guarantee_payment_reversal FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
GRANT SELECT, INSERT ON guarantee_payment_reversal TO tandai_app;

-- The reversal of the loan's event is the guarantor's as well, whoever gives the command.
CREATE FUNCTION guarantor_payment_taken_back() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO guarantee_payment_reversal (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id, reversed_by, recorded_at)
  SELECT p.loan_event_id, p.loan_id, p.lender_id, p.enterprise_id, p.guarantor_id, NEW.id, NEW.recorded_at
  FROM guarantee_payment p WHERE p.loan_event_id = NEW.reverses;
  RETURN NULL;
END $$;
CREATE TRIGGER loan_event_takes_guarantor_payment_back AFTER INSERT ON loan_event
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION guarantor_payment_taken_back();

-- A call is paid once at a time; who records a payment holds the loan.
CREATE FUNCTION guarantee_call_paid_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM guarantee_payment p WHERE p.call_id = NEW.call_id
               AND NOT EXISTS (SELECT 1 FROM guarantee_payment_reversal r WHERE r.loan_event_id = p.loan_event_id)) THEN
    RAISE EXCEPTION 'call % is paid', NEW.call_id USING ERRCODE = 'check_violation', CONSTRAINT = 'guarantee_call_paid_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guarantee_call_paid_once BEFORE INSERT ON guarantee_payment FOR EACH ROW EXECUTE FUNCTION guarantee_call_paid_once();
