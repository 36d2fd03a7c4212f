-- Steps of a loan application and of the loan it becomes: who took which step when, with what opinion, on what evidence.

-- 1. Who reviews (审查人) and who decides above an approver's limit (贷审会).
ALTER TABLE user_role DROP CONSTRAINT user_role_known;
ALTER TABLE user_role ADD CONSTRAINT user_role_known CHECK (role IN
  ('enterprise_user', 'loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee', 'reloan_reviewer', 'reloan_approver',
   'data_steward', 'auditor', 'administrator'));

-- 2. An application is surveyed and reviewed, may come back to its officer, and may be withdrawn. Each time it comes back is a round.
ALTER TABLE loan_application
  DROP CONSTRAINT loan_application_state_known,
  ADD CONSTRAINT loan_application_state_known CHECK (state IN
    ('APPLIED', 'QUOTED', 'SURVEYED', 'REVIEWED', 'RETURNED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'CONTRACTED')),
  ADD COLUMN round integer NOT NULL DEFAULT 1 CONSTRAINT loan_application_round_positive CHECK (round >= 1),
  ADD CONSTRAINT loan_application_parties UNIQUE (id, lender_id, enterprise_id);
ALTER TABLE loan ADD CONSTRAINT loan_of_application UNIQUE (id, application_id);

-- What was applied for changes only as the next round of a returned form, and what has ended stays so.
CREATE FUNCTION keep_application_form() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('REJECTED', 'WITHDRAWN', 'CONTRACTED') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'the application has ended as %', OLD.state USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_application_has_ended';
  END IF;
  IF (NEW.amount, NEW.tenor_months, NEW.purpose, NEW.pledge_id, NEW.round)
       IS DISTINCT FROM (OLD.amount, OLD.tenor_months, OLD.purpose, OLD.pledge_id, OLD.round)
     AND NOT (OLD.state = 'RETURNED' AND NEW.state = 'APPLIED' AND NEW.round = OLD.round + 1) THEN
    RAISE EXCEPTION 'a form is amended only after it was returned' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_application_form_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER loan_application_form_kept BEFORE UPDATE ON loan_application FOR EACH ROW EXECUTE FUNCTION keep_application_form();

GRANT UPDATE (amount, tenor_months, purpose, pledge_id, round) ON loan_application TO tandai_app;
-- The applicant takes its application back, and does nothing else to it.
CREATE POLICY loan_application_applicant_withdraws ON loan_application FOR UPDATE
  USING (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  WITH CHECK (current_scope() = 'enterprise' AND enterprise_id = current_organisation() AND state = 'WITHDRAWN');

-- 3. One row for every step.
CREATE TABLE loan_step (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  application_id uuid NOT NULL,
  -- From the contract on.
  loan_id        uuid,
  -- Of the application, from 1.
  no             integer NOT NULL CONSTRAINT loan_step_no_positive CHECK (no >= 1),
  step           text NOT NULL CONSTRAINT loan_step_known CHECK (step IN
                   ('apply', 'quote', 'survey', 'review', 'return', 'resubmit', 'approve', 'reject', 'withdraw', 'sign', 'disburse',
                    'overdue', 'cure', 'settle', 'reopen', 'restructure', 'write-off')),
  from_state     text,
  to_state       text NOT NULL,
  taken_on       date NOT NULL,
  round          integer NOT NULL CONSTRAINT loan_step_round_positive CHECK (round >= 1),
  -- Null where the program itself took the step, at the end of a day.
  taken_by       uuid REFERENCES user_account,
  opinion        text,
  -- SHA-256 of the document that the step rests on; the document is kept elsewhere.
  evidence_hash  text CONSTRAINT loan_step_evidence_is_sha256 CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  detail         jsonb NOT NULL DEFAULT '{}',
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_step_no_key UNIQUE (application_id, no),
  CONSTRAINT loan_step_of_application FOREIGN KEY (application_id, lender_id, enterprise_id)
    REFERENCES loan_application (id, lender_id, enterprise_id),
  CONSTRAINT loan_step_of_loan FOREIGN KEY (loan_id, application_id) REFERENCES loan (id, application_id),
  CONSTRAINT loan_step_begins_with_application CHECK ((step = 'apply') = (from_state IS NULL)),
  CONSTRAINT loan_step_judged_by_a_person CHECK (step NOT IN ('survey', 'review', 'return', 'approve', 'reject', 'withdraw')
                                              OR (taken_by IS NOT NULL AND opinion IS NOT NULL))
);
CREATE INDEX loan_step_loan ON loan_step (loan_id) WHERE loan_id IS NOT NULL;
-- Nobody judges twice in a round: who surveys does not review, who reviews does not approve.
CREATE UNIQUE INDEX loan_step_different_people ON loan_step (application_id, round, taken_by) WHERE step IN ('survey', 'review', 'approve');
CREATE TRIGGER loan_step_append_only BEFORE UPDATE OR DELETE ON loan_step FOR EACH ROW EXECUTE FUNCTION forbid_change();

ALTER TABLE loan_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE loan_step FORCE ROW LEVEL SECURITY;
CREATE POLICY loan_step_parties ON loan_step FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM loan l WHERE l.application_id = loan_step.application_id)));
CREATE POLICY loan_step_lender_adds ON loan_step FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND taken_by = current_user_account()));
CREATE POLICY loan_step_applicant_withdraws ON loan_step FOR INSERT WITH CHECK (
  current_scope() = 'enterprise' AND enterprise_id = current_organisation() AND taken_by = current_user_account()
  AND step = 'withdraw' AND to_state = 'WITHDRAWN');
GRANT SELECT, INSERT ON loan_step TO tandai_app;
