-- Re-loans on both books. What happens to a re-loan after its drawing stands on the lender's book and, mirrored, on the branch's; one of
-- the two writes both entries in one transaction, and no entry commits without the other.

-- 1. Which account of the branch mirrors one of the lender's. Sums of a pair over both books are nought.
CREATE TABLE reloan_mirror_account (
  lender_code text CONSTRAINT reloan_mirror_account_pkey PRIMARY KEY,
  branch_code text NOT NULL CONSTRAINT reloan_mirror_account_branch_code_key UNIQUE
);
INSERT INTO reloan_mirror_account VALUES ('1003', '2002'), ('2004', '1302'), ('2231', '1132'), ('6411', '6011');
GRANT SELECT ON reloan_mirror_account TO tandai_app;

-- A bank and a branch are the two sides of a re-loan. The caller is one of them when the other organisation is the other.
CREATE FUNCTION other_side_of_reloan(reloan_id uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = public, pg_temp
  RETURN EXISTS (SELECT 1 FROM reloan r WHERE r.id = reloan_id
                   AND ((current_scope() = 'central-bank' AND r.central_bank_id = current_organisation() AND r.lender_id = other)
                     OR (current_scope() = 'lender' AND r.lender_id = current_organisation() AND r.central_bank_id = other)));
CREATE FUNCTION other_side_of_any_reloan(other uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = public, pg_temp
  RETURN EXISTS (SELECT 1 FROM reloan r
                 WHERE (current_scope() = 'central-bank' AND r.central_bank_id = current_organisation() AND r.lender_id = other)
                    OR (current_scope() = 'lender' AND r.lender_id = current_organisation() AND r.central_bank_id = other));

-- What either may book for both: interest, which follows from the contract. The principal moves by the branch's decisions alone.
CREATE FUNCTION reloan_event_booked_by(event text, scope text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = public, pg_temp
  RETURN event IN ('reloan.interest-accrued', 'reloan.interest-settled')
      OR (event IN ('reloan.returned', 'reloan.clawed-back') AND scope = 'central-bank');

-- 2. Policies: a lender reads and writes on the branch's book what the branch does on the lender's, and nothing else of it.
ALTER POLICY ledger_account_read ON ledger_account USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND other_side_of_any_reloan(organisation_id))
  OR (current_scope() = 'lender' AND code IN (SELECT branch_code FROM reloan_mirror_account) AND other_side_of_any_reloan(organisation_id)));
ALTER POLICY ledger_account_write ON ledger_account WITH CHECK (
  current_scope() = 'system' OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND code IN (SELECT lender_code FROM reloan_mirror_account) AND other_side_of_any_reloan(organisation_id))
  OR (current_scope() = 'lender' AND code IN (SELECT branch_code FROM reloan_mirror_account) AND other_side_of_any_reloan(organisation_id)));
ALTER POLICY journal_entry_read ON journal_entry USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (subject_kind = 'reloan' AND other_side_of_reloan(subject_id, organisation_id)));
ALTER POLICY journal_entry_write ON journal_entry WITH CHECK (
  current_scope() = 'system' OR organisation_id = current_organisation()
  OR (subject_kind = 'reloan' AND recorded_by = current_user_account() AND other_side_of_reloan(subject_id, organisation_id)
      AND ((current_scope() = 'central-bank' AND event = 'reloan.drawn'
            AND booked_on = (SELECT r.drawn_on FROM reloan r WHERE r.id = subject_id))
           OR (reloan_event_booked_by(event, current_scope()) AND posting_key IS NOT NULL
               AND booked_on >= (SELECT r.drawn_on FROM reloan r WHERE r.id = subject_id)))));
ALTER POLICY journal_line_read ON journal_line USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() IN ('central-bank', 'lender') AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry_id)));
ALTER POLICY journal_line_write ON journal_line WITH CHECK (
  EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry_id AND e.recorded_at = recording_instant())
  AND (current_scope() = 'system' OR organisation_id = current_organisation()
       OR EXISTS (SELECT 1 FROM journal_entry e JOIN reloan r ON r.id = e.subject_id
                  WHERE e.id = entry_id AND e.organisation_id = journal_line.organisation_id AND e.subject_kind = 'reloan'
                    AND other_side_of_reloan(r.id, e.organisation_id)
                    AND ((current_scope() = 'central-bank' AND e.event = 'reloan.drawn' AND r.amount = journal_line.amount)
                         OR reloan_event_booked_by(e.event, current_scope())))));
ALTER POLICY accounting_period_close_read ON accounting_period_close USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation() OR other_side_of_any_reloan(organisation_id));

-- 3. An entry of a re-loan commits with its mirror: for each posting and the day it is for, what moved on a pair of accounts is nought over
--    both books, and each book uses its own side of the pairs.
CREATE FUNCTION reloan_entry_is_mirrored() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT l.account_pair, sum(l.net) AS net, bool_or(l.account_pair IS NULL) AS foreign_account INTO wrong
  FROM (SELECT CASE WHEN e.organisation_id = r.lender_id THEN (SELECT m.lender_code FROM reloan_mirror_account m WHERE m.lender_code = a.code)
                    WHEN e.organisation_id = r.central_bank_id THEN (SELECT m.lender_code FROM reloan_mirror_account m WHERE m.branch_code = a.code)
               END AS account_pair,
               CASE jl.side WHEN 'debit' THEN jl.amount ELSE -jl.amount END AS net
        FROM journal_entry e
        JOIN reloan r ON r.id = e.subject_id
        JOIN journal_line jl ON jl.entry_id = e.id
        JOIN ledger_account a ON a.id = jl.account_id
        WHERE e.subject_kind = 'reloan' AND e.subject_id = NEW.subject_id AND e.posting_key = NEW.posting_key AND e.for_on = NEW.for_on
          AND e.event = NEW.event) l
  GROUP BY l.account_pair
  HAVING sum(l.net) <> 0 OR bool_or(l.account_pair IS NULL)
  LIMIT 1;
  IF FOUND OR NEW.posting_key IS NULL THEN
    RAISE EXCEPTION 'the % of re-loan % is not mirrored on account % by %', NEW.event, NEW.subject_id, wrong.account_pair, wrong.net
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_reloan_mirrored';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_reloan_mirrored AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.event IN ('reloan.returned', 'reloan.clawed-back', 'reloan.interest-accrued', 'reloan.interest-settled'))
  EXECUTE FUNCTION reloan_entry_is_mirrored();

-- Who books what a re-loan owes waits for whoever does so already; before the lock of the books.
CREATE FUNCTION hold_reloan(reloan_id uuid) RETURNS void LANGUAGE sql VOLATILE SET search_path = public, pg_temp
  RETURN pg_advisory_xact_lock(hashtextextended('tandai reloan ' || reloan_id, 0));
GRANT EXECUTE ON FUNCTION other_side_of_reloan(uuid, uuid), other_side_of_any_reloan(uuid), reloan_event_booked_by(text, text),
  hold_reloan(uuid) TO tandai_app;

-- 4. Interest is collected on its settlement day unless the branch records that it was not, in whole or in part; then what is unpaid bears
--    interest until the branch records that it came in.
CREATE TABLE reloan_interest_fact (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reloan_id       uuid NOT NULL REFERENCES reloan,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  kind            text NOT NULL CONSTRAINT reloan_interest_fact_kind_known CHECK (kind IN ('unpaid', 'paid')),
  on_date         date NOT NULL,
  amount          numeric(20,2) NOT NULL CONSTRAINT reloan_interest_fact_amount_positive CHECK (amount > 0),
  document        text NOT NULL CONSTRAINT reloan_interest_fact_document_named CHECK (document <> ''),
  recorded_by     uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant()
);
CREATE UNIQUE INDEX reloan_interest_fact_unpaid_once ON reloan_interest_fact (reloan_id, on_date) WHERE kind = 'unpaid';
CREATE INDEX reloan_interest_fact_of_reloan ON reloan_interest_fact (reloan_id, on_date, recorded_at);
CREATE TRIGGER reloan_interest_fact_append_only BEFORE UPDATE OR DELETE ON reloan_interest_fact FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE reloan_interest_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE reloan_interest_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY reloan_interest_fact_read ON reloan_interest_fact FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
CREATE POLICY reloan_interest_fact_branch_adds ON reloan_interest_fact FOR INSERT WITH CHECK (
  current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND recorded_by = current_user_account()
  AND EXISTS (SELECT 1 FROM reloan r WHERE r.id = reloan_id AND r.central_bank_id = reloan_interest_fact.central_bank_id
                AND r.lender_id = reloan_interest_fact.lender_id));
GRANT SELECT, INSERT ON reloan_interest_fact TO tandai_app;

-- 5. What a re-lent loan does for the climate, as its verified document says; the last one recorded counts.
CREATE TABLE reloan_project (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id            uuid NOT NULL REFERENCES loan,
  lender_id          uuid NOT NULL REFERENCES organisation,
  name               text NOT NULL CONSTRAINT reloan_project_named CHECK (name <> ''),
  field              text NOT NULL CONSTRAINT reloan_project_field_known CHECK (field IN
                       ('clean-energy', 'energy-saving-and-environment', 'carbon-reduction-technology')),
  investment         numeric(20,2) NOT NULL CONSTRAINT reloan_project_investment_positive CHECK (investment > 0),
  -- Of the whole project, tCO2e a year.
  annual_reduction_t numeric(20,6) NOT NULL CONSTRAINT reloan_project_reduction_not_negative CHECK (annual_reduction_t >= 0),
  verified_by        text,
  document           text NOT NULL CONSTRAINT reloan_project_document_named CHECK (document <> ''),
  recorded_by        uuid NOT NULL REFERENCES user_account,
  recorded_at        timestamptz NOT NULL DEFAULT recording_instant()
);
CREATE INDEX reloan_project_of_loan ON reloan_project (loan_id, recorded_at DESC, id);
CREATE TRIGGER reloan_project_append_only BEFORE UPDATE OR DELETE ON reloan_project FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE reloan_project ENABLE ROW LEVEL SECURITY;
ALTER TABLE reloan_project FORCE ROW LEVEL SECURITY;
CREATE POLICY reloan_project_read ON reloan_project FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (
        SELECT 1 FROM reloan r WHERE r.loan_id = reloan_project.loan_id AND r.central_bank_id = current_organisation())));
CREATE POLICY reloan_project_lender_adds ON reloan_project FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account()
  AND EXISTS (SELECT 1 FROM loan l WHERE l.id = loan_id AND l.lender_id = reloan_project.lender_id));
GRANT SELECT, INSERT ON reloan_project TO tandai_app;
