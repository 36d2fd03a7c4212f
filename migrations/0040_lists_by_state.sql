-- Lists whose page is cut by an index before anything is joined to it: loans by their state, and consents.
SELECT enter_scope('system');

-- 1. Loans of a state, newest first, of one bank or of all. When a loan was recorded is told beside its state, by the loan itself and for
--    good: a column that never changes costs the updates of the others nothing.
ALTER TABLE loan_state ADD COLUMN recorded_at timestamptz;
UPDATE loan_state s SET recorded_at = l.recorded_at FROM loan l WHERE l.id = s.loan_id;
ALTER TABLE loan_state ALTER COLUMN recorded_at SET NOT NULL;
CREATE FUNCTION loan_state_recorded_with_loan() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  SELECT l.recorded_at INTO NEW.recorded_at FROM loan l WHERE l.id = NEW.loan_id;
  RETURN NEW;
END $$;
CREATE TRIGGER loan_state_recorded_with_loan BEFORE INSERT ON loan_state
  FOR EACH ROW EXECUTE FUNCTION loan_state_recorded_with_loan();
DROP INDEX loan_state_by_state;
CREATE INDEX loan_state_by_state ON loan_state (lender_id, state, recorded_at DESC, loan_id DESC);
CREATE INDEX loan_state_recorded ON loan_state (state, recorded_at DESC, loan_id DESC);

-- 2. Consents to one bank, of one enterprise, or all.
CREATE INDEX consent_lender ON consent (lender_id, recorded_at DESC, id DESC);
CREATE INDEX consent_enterprise ON consent (enterprise_id, recorded_at DESC, id DESC);
DROP INDEX consent_recorded;
CREATE INDEX consent_recorded ON consent (recorded_at DESC, id DESC);

SELECT enter_scope('');
