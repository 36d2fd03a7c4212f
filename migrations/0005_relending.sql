-- A value a person enters for a rule, in force only when another person approved it (then it is published in `rule`).
CREATE TABLE rule_proposal (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  table_name      text NOT NULL,
  key             text NOT NULL,
  valid_from      date NOT NULL,
  valid_to        date,
  source          text NOT NULL,
  status          text NOT NULL,
  body            jsonb NOT NULL,
  state           text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT rule_proposal_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  entered_by      uuid NOT NULL REFERENCES user_account,
  decided_by      uuid REFERENCES user_account,
  rule_id         bigint REFERENCES rule,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  CONSTRAINT rule_proposal_maker_is_not_checker CHECK (decided_by IS NULL OR decided_by <> entered_by)
);

CREATE TABLE reloan_quota (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  facility        text NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  document_no     text NOT NULL,
  valid_from      date NOT NULL,
  valid_to        date NOT NULL,
  state           text NOT NULL CONSTRAINT reloan_quota_state_known CHECK (state IN ('PROPOSED', 'ACTIVE', 'REJECTED')),
  limit_amount    numeric(20,2) NOT NULL CONSTRAINT reloan_quota_limit_positive CHECK (limit_amount > 0),
  reserved        numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT reloan_quota_reserved_not_negative CHECK (reserved >= 0),
  drawn           numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT reloan_quota_drawn_not_negative CHECK (drawn >= 0),
  proposed_by     uuid NOT NULL REFERENCES user_account,
  decided_by      uuid REFERENCES user_account,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  CONSTRAINT reloan_quota_not_overdrawn CHECK (reserved + drawn <= limit_amount),
  CONSTRAINT reloan_quota_period_ordered CHECK (valid_to >= valid_from),
  CONSTRAINT reloan_quota_maker_is_not_checker CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT reloan_quota_document_key UNIQUE (central_bank_id, document_no)
) WITH (fillfactor = 50);
CREATE INDEX reloan_quota_lender ON reloan_quota (lender_id);

-- Every movement of a quota, so that any day's utilisation can be read.
CREATE TABLE reloan_quota_movement (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  kind            text NOT NULL CONSTRAINT reloan_quota_movement_kind_known CHECK (kind IN ('GRANTED', 'REDUCED', 'RESERVED', 'RELEASED', 'DRAWN', 'RETURNED')),
  amount          numeric(20,2) NOT NULL CONSTRAINT reloan_quota_movement_amount_positive CHECK (amount > 0),
  moved_on        date NOT NULL,
  subject_id      uuid NOT NULL,
  recorded_by     uuid REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reloan_quota_movement_quota ON reloan_quota_movement (quota_id, id);
CREATE TRIGGER reloan_quota_movement_append_only BEFORE UPDATE OR DELETE ON reloan_quota_movement FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A new limit 额度调整: proposed under a document, in force when another person approved it.
CREATE TABLE reloan_quota_change (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  limit_amount    numeric(20,2) NOT NULL CONSTRAINT reloan_quota_change_limit_positive CHECK (limit_amount > 0),
  document_no     text NOT NULL,
  effective_on    date NOT NULL,
  state           text NOT NULL CONSTRAINT reloan_quota_change_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by     uuid NOT NULL REFERENCES user_account,
  decided_by      uuid REFERENCES user_account,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  CONSTRAINT reloan_quota_change_maker_is_not_checker CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT reloan_quota_change_document_key UNIQUE (central_bank_id, document_no)
);
CREATE INDEX reloan_quota_change_quota ON reloan_quota_change (quota_id, recorded_at);

CREATE TABLE reloan_filing (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  facility        text NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  filed_on        date NOT NULL,
  state           text NOT NULL CONSTRAINT reloan_filing_state_known CHECK (state IN ('FILED', 'REVIEWED', 'GRANTED', 'RETURNED')),
  requested       numeric(20,2) NOT NULL CONSTRAINT reloan_filing_requested_positive CHECK (requested > 0),
  granted         numeric(20,2),
  drawn           numeric(20,2) NOT NULL DEFAULT 0,
  granted_on      date,
  filed_by        uuid NOT NULL REFERENCES user_account,
  reviewed_by     uuid REFERENCES user_account,
  granted_by      uuid REFERENCES user_account,
  review_opinion  text,
  grant_opinion   text,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reloan_filing_granted_within_requested CHECK (granted IS NULL OR (granted > 0 AND granted <= requested)),
  CONSTRAINT reloan_filing_drawn_within_granted CHECK (drawn >= 0 AND drawn <= coalesce(granted, 0)),
  CONSTRAINT reloan_filing_three_people CHECK (
    (reviewed_by IS NULL OR reviewed_by <> filed_by) AND (granted_by IS NULL OR (granted_by <> filed_by AND granted_by <> reviewed_by)))
);
CREATE INDEX reloan_filing_lender ON reloan_filing (lender_id, recorded_at DESC, id);
CREATE INDEX reloan_filing_central_bank ON reloan_filing (central_bank_id, recorded_at DESC, id);

CREATE TABLE reloan_filing_loan (
  filing_id       uuid NOT NULL REFERENCES reloan_filing,
  loan_id         uuid NOT NULL REFERENCES loan,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  requested       numeric(20,2) NOT NULL CONSTRAINT reloan_filing_loan_requested_positive CHECK (requested > 0),
  drawn           numeric(20,2) NOT NULL DEFAULT 0,
  eligibility     jsonb NOT NULL,
  live            boolean NOT NULL DEFAULT true,
  PRIMARY KEY (filing_id, loan_id)
);
-- A loan backs one live filing only, whatever the facility.
CREATE UNIQUE INDEX reloan_filing_loan_one_live ON reloan_filing_loan (loan_id) WHERE live;

CREATE TABLE reloan (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  filing_id       uuid NOT NULL REFERENCES reloan_filing,
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  facility        text NOT NULL,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  loan_id         uuid NOT NULL REFERENCES loan,
  amount          numeric(20,2) NOT NULL CONSTRAINT reloan_amount_positive CHECK (amount > 0),
  rate            numeric(9,6) NOT NULL,
  term_months     integer NOT NULL,
  drawn_on        date NOT NULL,
  due_on          date NOT NULL,
  explanation     jsonb NOT NULL,
  drawn_by        uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reloan_due_after_drawn CHECK (due_on > drawn_on)
);
CREATE INDEX reloan_lender ON reloan (lender_id, recorded_at DESC, id);
CREATE INDEX reloan_central_bank ON reloan (central_bank_id, recorded_at DESC, id);
CREATE INDEX reloan_of_filing ON reloan (filing_id);
CREATE INDEX reloan_of_loan ON reloan (loan_id);
CREATE TRIGGER reloan_append_only BEFORE UPDATE OR DELETE ON reloan FOR EACH ROW EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT ON reloan_quota_movement, reloan TO tandai_app;
GRANT SELECT, INSERT, UPDATE ON rule_proposal, reloan_quota, reloan_quota_change, reloan_filing, reloan_filing_loan TO tandai_app;

ALTER TABLE reloan_quota_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE reloan_quota_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reloan_quota_change_parties ON reloan_quota_change
  USING (current_scope() IN ('system', 'auditor')
         OR (current_scope() = 'lender' AND lender_id = current_organisation())
         OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));

-- Lender and branch share these rows, but quotas, reviews, grants and draws are the branch's to write; a lender only files.
DO $$
DECLARE
  branch_table text;
BEGIN
  FOREACH branch_table IN ARRAY ARRAY['reloan_quota', 'reloan_quota_change', 'reloan_quota_movement', 'reloan']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_branch_adds ON %1$I AS RESTRICTIVE FOR INSERT
      WITH CHECK (current_scope() IN ('system', 'central-bank'))$p$, branch_table);
  END LOOP;
  FOREACH branch_table IN ARRAY ARRAY['reloan_quota', 'reloan_quota_change', 'reloan_filing', 'reloan_filing_loan']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_branch_updates ON %1$I AS RESTRICTIVE FOR UPDATE
      USING (current_scope() IN ('system', 'central-bank'))$p$, branch_table);
  END LOOP;
END $$;

-- The branch holds a filed loan still while it grants and draws against its balance (FOR UPDATE asks for an update policy),
-- and can change nothing of it: no row passes the check.
CREATE POLICY loan_state_branch_holds ON loan_state FOR UPDATE
  USING (current_scope() = 'central-bank' AND EXISTS (
    SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = loan_state.loan_id AND f.central_bank_id = current_organisation()))
  WITH CHECK (false);
