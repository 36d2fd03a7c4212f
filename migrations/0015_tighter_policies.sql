-- Who sees and writes what, held tighter. The program asks for less than the first policies gave: what is written here is what it needs.

-- 1. What a branch sees: a loan while it is filed there or re-lent, and of everything around it only what stands behind that loan.
--    A function, so that policies on loan may be asked by policies of the tables that point to loan.
CREATE FUNCTION before_branch(loan uuid, branch uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = loan AND f.central_bank_id = branch AND f.live)
      OR EXISTS (SELECT 1 FROM reloan r WHERE r.loan_id = loan AND r.central_bank_id = branch);

DO $$
DECLARE
  shown record;
BEGIN
  FOR shown IN SELECT * FROM (VALUES
    ('loan', 'before_branch(loan.id, current_organisation())'),
    ('loan_state', 'before_branch(loan_state.loan_id, current_organisation())'),
    ('loan_application', 'EXISTS (SELECT 1 FROM loan l WHERE l.application_id = loan_application.id)'),
    ('quote', 'EXISTS (SELECT 1 FROM loan l WHERE l.quote_id = quote.id)'),
    ('loan_approval', 'EXISTS (SELECT 1 FROM loan l WHERE l.application_id = loan_approval.application_id)'),
    ('disbursement', 'EXISTS (SELECT 1 FROM loan l WHERE l.id = disbursement.loan_id)'),
    ('pledge', 'EXISTS (SELECT 1 FROM loan l WHERE l.pledge_id = pledge.id)'),
    ('valuation', 'EXISTS (SELECT 1 FROM pledge p WHERE p.valuation_id = valuation.id)')) AS t (name, behind)
  LOOP
    EXECUTE format($p$ALTER POLICY %1$I_parties ON %1$I USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'central-bank' AND %2$s))$p$, shown.name, shown.behind);
    EXECUTE format($p$ALTER POLICY %1$I_lender_updates ON %1$I
      USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
      WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, shown.name);
  END LOOP;
END $$;
ALTER POLICY data_product_read ON data_product USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation()))
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM pledge p WHERE p.data_product_id = data_product.id)));
ALTER POLICY loan_state_branch_holds ON loan_state
  USING (current_scope() = 'central-bank' AND before_branch(loan_id, current_organisation()));
DROP FUNCTION filed_with(uuid, uuid);

-- 2. What a bank enters: nobody comes into its sight by a row of its own making.
ALTER POLICY credit_line_add ON credit_line WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation()
      -- By consent, an earlier line or a loan: enterprise_read says so.
      AND EXISTS (SELECT 1 FROM enterprise e WHERE e.id = credit_line.enterprise_id)));
ALTER POLICY loan_application_lender_adds ON loan_application WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND consent_in_force(enterprise_id, current_organisation())));
-- A contract follows an application, which was taken in by consent; withdrawing that leaves what was decided as it is.
ALTER POLICY loan_lender_adds ON loan WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND EXISTS (
        SELECT 1 FROM loan_application a
        WHERE a.id = application_id AND a.lender_id = loan.lender_id AND a.enterprise_id = loan.enterprise_id)));
-- Whose a row is never changes; only what the use cases move does.
REVOKE UPDATE ON valuation, pledge, loan_application, loan_state FROM tandai_app;
GRANT UPDATE (state, adopted_value, decided_by, decided_on, decided_at, version) ON valuation TO tandai_app;
GRANT UPDATE (state, registration_no, registered_on, registration_valid_to, freeze_receipt_no, frozen_on, released_on, version)
  ON pledge TO tandai_app;
GRANT UPDATE (state, version) ON loan_application TO tandai_app;
GRANT UPDATE (state, disbursed, balance, version) ON loan_state TO tandai_app;

-- 3. A withdrawal is seen with its consent, and is the same enterprise's.
ALTER TABLE consent ADD CONSTRAINT consent_of_enterprise UNIQUE (id, enterprise_id);
ALTER TABLE consent_withdrawal ADD CONSTRAINT consent_withdrawal_by_its_enterprise
  FOREIGN KEY (consent_id, enterprise_id) REFERENCES consent (id, enterprise_id);
ALTER POLICY consent_withdrawal_read ON consent_withdrawal USING (
  current_scope() IN ('system', 'steward', 'auditor') OR EXISTS (SELECT 1 FROM consent c WHERE c.id = consent_id));

-- 4. People: colleagues are seen, only administrators and the program make or change them, and a password's hash is the sign-in's alone.
DROP POLICY user_account_own ON user_account;
DROP POLICY user_account_audit ON user_account;
CREATE POLICY user_account_read ON user_account FOR SELECT
  USING (current_scope() IN ('system', 'administrator', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY user_account_add ON user_account FOR INSERT WITH CHECK (current_scope() IN ('system', 'administrator'));
CREATE POLICY user_account_change ON user_account FOR UPDATE
  USING (current_scope() IN ('system', 'administrator')) WITH CHECK (current_scope() IN ('system', 'administrator'));
REVOKE SELECT ON user_account FROM tandai_app;
GRANT SELECT (id, organisation_id, username, name_zh, name_en, active, demo, version, recorded_at) ON user_account TO tandai_app;
CREATE FUNCTION password_hash_of(account uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT u.password_hash FROM user_account u WHERE u.id = account AND current_scope() = 'system');
REVOKE EXECUTE ON FUNCTION password_hash_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION password_hash_of(uuid) TO tandai_app;

DROP POLICY user_role_own ON user_role;
CREATE POLICY user_role_read ON user_role FOR SELECT
  USING (current_scope() IN ('system', 'administrator') OR organisation_id = current_organisation());
CREATE POLICY user_role_add ON user_role FOR INSERT WITH CHECK (current_scope() IN ('system', 'administrator'));

DROP POLICY user_session_own ON user_session;
CREATE POLICY user_session_read ON user_session FOR SELECT USING (current_scope() = 'system' OR user_id = current_user_account());
CREATE POLICY user_session_add ON user_session FOR INSERT WITH CHECK (current_scope() = 'system');
CREATE POLICY user_session_change ON user_session FOR UPDATE USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');

ALTER TABLE sign_in_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in_attempt_system ON sign_in_attempt USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');

-- 5. Rules are everybody's to read. A person publishes only under its own name what another entered.
ALTER TABLE rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule FORCE ROW LEVEL SECURITY;
CREATE POLICY rule_read ON rule FOR SELECT USING (true);
CREATE POLICY rule_publish ON rule FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() IN ('central-bank', 'steward') AND entered_by IS NOT NULL AND approved_by = current_user_account()));

-- 6. The audit log names who wrote it, and only the program seals.
ALTER POLICY audit_event_write ON audit_event WITH CHECK (
  current_scope() = 'system' OR (organisation_id = current_organisation() AND user_id = current_user_account()));
ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_seal_read ON audit_seal FOR SELECT USING (current_scope() IN ('system', 'auditor'));
CREATE POLICY audit_seal_add ON audit_seal FOR INSERT WITH CHECK (current_scope() = 'system');

-- 7. Reading is not writing: what was one policy for both is one each, and an auditor only reads.
DROP POLICY idempotency_answer_own ON idempotency_answer;
CREATE POLICY idempotency_answer_read ON idempotency_answer FOR SELECT
  USING (current_scope() = 'system' OR user_id = current_user_account());
CREATE POLICY idempotency_answer_add ON idempotency_answer FOR INSERT
  WITH CHECK (current_scope() = 'system' OR user_id = current_user_account());

DROP POLICY job_run_own ON job_run;
CREATE POLICY job_run_read ON job_run FOR SELECT
  USING (current_scope() IN ('system', 'administrator', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY job_run_add ON job_run FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (organisation_id = current_organisation() AND requested_by = current_user_account()));
CREATE POLICY job_run_work ON job_run FOR UPDATE USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');

DROP POLICY issued_report_city ON issued_report;
CREATE POLICY issued_report_read ON issued_report FOR SELECT
  USING (current_scope() IN ('system', 'central-bank', 'steward', 'auditor'));
CREATE POLICY issued_report_add ON issued_report FOR INSERT WITH CHECK (current_scope() = 'system');

DO $$
DECLARE
  shared_table text;
BEGIN
  FOREACH shared_table IN ARRAY ARRAY['reloan_quota', 'reloan_quota_change', 'reloan_quota_movement', 'reloan_filing', 'reloan_filing_loan', 'reloan']
  LOOP
    EXECUTE format('DROP POLICY %1$I_parties ON %1$I', shared_table);
    EXECUTE format('DROP POLICY IF EXISTS %1$I_branch_adds ON %1$I', shared_table);
    EXECUTE format('DROP POLICY IF EXISTS %1$I_branch_updates ON %1$I', shared_table);
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$, shared_table);
  END LOOP;
  -- The branch decides; a returned filing keeps no loan and none of it comes back.
  FOREACH shared_table IN ARRAY ARRAY['reloan_quota', 'reloan_quota_change', 'reloan_filing', 'reloan_filing_loan']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_branch_updates ON %1$I FOR UPDATE
      USING (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()%2$s))
      WITH CHECK (current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$,
      shared_table, CASE shared_table WHEN 'reloan_filing_loan' THEN ' AND live' ELSE '' END);
  END LOOP;
END $$;

-- 8. Re-lending: each step enters as its first state, under the name of whoever enters it.
CREATE POLICY reloan_quota_branch_adds ON reloan_quota FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state = 'PROPOSED'
      AND proposed_by = current_user_account() AND decided_by IS NULL AND reserved = 0 AND drawn = 0));
CREATE POLICY reloan_quota_change_branch_adds ON reloan_quota_change FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND state = 'PROPOSED'
      AND proposed_by = current_user_account() AND decided_by IS NULL));
CREATE POLICY reloan_quota_movement_branch_adds ON reloan_quota_movement FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
CREATE POLICY reloan_filing_lender_files ON reloan_filing FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'FILED' AND filed_by = current_user_account()
      AND num_nonnulls(granted, granted_on, reviewed_by, granted_by, review_opinion, grant_opinion) = 0 AND drawn = 0
      AND EXISTS (SELECT 1 FROM reloan_quota q
                  WHERE q.id = quota_id AND q.lender_id = reloan_filing.lender_id AND q.central_bank_id = reloan_filing.central_bank_id)));
-- A filed loan shows itself to the branch, so only its lender files it.
CREATE POLICY reloan_filing_loan_lender_files ON reloan_filing_loan FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND live AND drawn = 0
      AND EXISTS (SELECT 1 FROM reloan_filing f
                  WHERE f.id = filing_id AND f.lender_id = reloan_filing_loan.lender_id
                    AND f.central_bank_id = reloan_filing_loan.central_bank_id AND f.state = 'FILED')
      AND EXISTS (SELECT 1 FROM loan l
                  WHERE l.id = loan_id AND l.lender_id = reloan_filing_loan.lender_id
                    AND l.enterprise_id = reloan_filing_loan.enterprise_id)));
CREATE POLICY reloan_branch_adds ON reloan FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation() AND drawn_by = current_user_account()
      AND EXISTS (SELECT 1 FROM reloan_filing_loan f
                  WHERE f.filing_id = reloan.filing_id AND f.loan_id = reloan.loan_id AND f.lender_id = reloan.lender_id
                    AND f.central_bank_id = reloan.central_bank_id AND f.live)));
REVOKE UPDATE ON reloan_quota, reloan_quota_change, reloan_filing, reloan_filing_loan FROM tandai_app;
GRANT UPDATE (state, limit_amount, reserved, drawn, decided_by, decided_at, version) ON reloan_quota TO tandai_app;
GRANT UPDATE (state, decided_by, decided_at, version) ON reloan_quota_change TO tandai_app;
GRANT UPDATE (state, granted, drawn, granted_on, reviewed_by, granted_by, review_opinion, grant_opinion, version) ON reloan_filing TO tandai_app;
GRANT UPDATE (drawn, live) ON reloan_filing_loan TO tandai_app;

-- 9. Proposals: the maker words them, somebody else decides them as they are worded, once.
DROP POLICY rule_proposal_own ON rule_proposal;
DROP POLICY rule_proposal_city_decide ON rule_proposal;
CREATE POLICY rule_proposal_read ON rule_proposal FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY rule_proposal_make ON rule_proposal FOR INSERT WITH CHECK (
  current_scope() IN ('central-bank', 'steward') AND organisation_id = current_organisation() AND entered_by = current_user_account()
  AND state = 'PROPOSED' AND num_nonnulls(decided_by, decided_at, rule_id, opinion) = 0);
CREATE POLICY rule_proposal_revise_or_decide ON rule_proposal FOR UPDATE
  USING (current_scope() IN ('central-bank', 'steward')
         AND (organisation_id = current_organisation() OR (is_city_rule(table_name, key) AND current_scope() = 'central-bank')))
  WITH CHECK (CASE state
    WHEN 'PROPOSED' THEN entered_by = current_user_account() AND num_nonnulls(decided_by, decided_at, rule_id, opinion) = 0
    ELSE decided_by = current_user_account()
         AND (NOT is_city_rule(table_name, key) OR current_scope() = 'central-bank') END);
REVOKE UPDATE ON rule_proposal FROM tandai_app;
GRANT UPDATE (key, valid_from, valid_to, source, status, body, state, decided_by, decided_at, rule_id, opinion, version)
  ON rule_proposal TO tandai_app;

CREATE FUNCTION decided_as_worded() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided proposal stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_proposal_decided_once';
  END IF;
  IF NEW.state <> 'PROPOSED'
     AND (NEW.organisation_id, NEW.table_name, NEW.key, NEW.valid_from, NEW.valid_to, NEW.source, NEW.status, NEW.body, NEW.entered_by)
         IS DISTINCT FROM
         (OLD.organisation_id, OLD.table_name, OLD.key, OLD.valid_from, OLD.valid_to, OLD.source, OLD.status, OLD.body, OLD.entered_by) THEN
    RAISE EXCEPTION 'who decides a proposal does not word it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_proposal_decided_as_worded';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_proposal_decided_as_worded BEFORE UPDATE ON rule_proposal FOR EACH ROW EXECUTE FUNCTION decided_as_worded();

-- 10. Books: beside its own, a branch writes in a lender's only the drawing of a re-loan of theirs, and reads there only its re-loans.
--     Lines are written with their entry, never added to it later.
ALTER POLICY ledger_account_read ON ledger_account USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND EXISTS (
        SELECT 1 FROM reloan r WHERE r.lender_id = ledger_account.organisation_id AND r.central_bank_id = current_organisation())));
ALTER POLICY ledger_account_write ON ledger_account WITH CHECK (
  current_scope() = 'system' OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND EXISTS (
        SELECT 1 FROM reloan r WHERE r.lender_id = ledger_account.organisation_id AND r.central_bank_id = current_organisation())));
ALTER POLICY journal_entry_read ON journal_entry USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND subject_kind = 'reloan' AND EXISTS (
        SELECT 1 FROM reloan r WHERE r.id = subject_id AND r.central_bank_id = current_organisation())));
ALTER POLICY journal_entry_write ON journal_entry WITH CHECK (
  current_scope() = 'system' OR organisation_id = current_organisation()
  OR (current_scope() = 'central-bank' AND subject_kind = 'reloan' AND event = 'reloan.drawn' AND recorded_by = current_user_account()
      AND EXISTS (SELECT 1 FROM reloan r
                  WHERE r.id = subject_id AND r.lender_id = journal_entry.organisation_id AND r.central_bank_id = current_organisation()
                    AND r.drawn_on = journal_entry.booked_on)));
CREATE UNIQUE INDEX journal_entry_reloan_drawn_once ON journal_entry (organisation_id, subject_id) WHERE event = 'reloan.drawn';
ALTER POLICY journal_line_write ON journal_line WITH CHECK (
  EXISTS (SELECT 1 FROM journal_entry e WHERE e.id = entry_id AND e.recorded_at = recording_instant())
  AND (current_scope() = 'system' OR organisation_id = current_organisation()
       OR (current_scope() = 'central-bank' AND EXISTS (
             SELECT 1 FROM journal_entry e JOIN reloan r ON r.id = e.subject_id
             WHERE e.id = entry_id AND r.lender_id = journal_line.organisation_id AND r.central_bank_id = current_organisation()
               AND r.amount = journal_line.amount))));

-- 11. Names in a trigger mean the tables of this schema, whatever the session's path; a function whose body is an expression was bound
--     to them when it was made. Rows are staged for an import in a temporary table, by nobody else than the program.
ALTER FUNCTION forbid_change() SET search_path = public, pg_temp;
ALTER FUNCTION entry_must_balance() SET search_path = public, pg_temp;
ALTER FUNCTION maker_is_not_checker() SET search_path = public, pg_temp;
DO $$
BEGIN
  IF (SELECT pg_has_role(d.datdba, 'USAGE') FROM pg_database d WHERE d.datname = current_database()) THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO tandai_app', current_database());
  END IF;
  IF (SELECT pg_has_role(n.nspowner, 'USAGE') FROM pg_namespace n WHERE n.nspname = 'public') THEN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END IF;
END $$;
