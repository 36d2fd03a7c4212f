-- Who sees what, in one place. A scope is what the caller acts as; current_organisation() whom it acts for.
--   lender: its own rows; an enterprise only by a consent in force, a line or a loan; meters only by consent
--   enterprise: its own rows at every bank            central-bank: identities, lines and prices; accounts and loans only as filed with it
--   steward, auditor: all accounts                    administrator: figures of the city, no account and no loan
CREATE FUNCTION consent_in_force(enterprise uuid, lender uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT 1 FROM consent c
    WHERE c.enterprise_id = enterprise AND c.lender_id = lender
      AND c.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
      AND (c.valid_to IS NULL OR c.valid_to >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
      AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.consent_id = c.id));

CREATE FUNCTION filed_with(enterprise uuid, branch uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE f.enterprise_id = enterprise AND f.central_bank_id = branch);

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['enterprise', 'consent', 'consent_withdrawal', 'activity', 'operating_figure', 'rating', 'credit_line',
    'rate_decision', 'data_product', 'valuation', 'pledge', 'loan_application', 'quote', 'loan_approval', 'loan', 'loan_state', 'disbursement',
    'rule_proposal', 'reloan_quota', 'reloan_quota_movement', 'reloan_filing', 'reloan_filing_loan', 'reloan']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  -- What a lender and its borrower share: the lender writes, both read, auditors read.
  FOREACH tenant_table IN ARRAY ARRAY['valuation', 'pledge', 'loan_application', 'quote', 'loan_approval', 'disbursement']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'central-bank' AND filed_with(enterprise_id, current_organisation())))$p$, tenant_table);
    EXECUTE format($p$CREATE POLICY %1$I_lender_adds ON %1$I FOR INSERT WITH CHECK (
      current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, tenant_table);
    EXECUTE format($p$CREATE POLICY %1$I_lender_updates ON %1$I FOR UPDATE USING (
      current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  -- A loan shows itself to the branch once it is filed there.
  FOREACH tenant_table IN ARRAY ARRAY['loan', 'loan_state']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'central-bank' AND EXISTS (
            SELECT 1 FROM reloan_filing_loan f WHERE f.loan_id = %2$s AND f.central_bank_id = current_organisation())))$p$,
      tenant_table, CASE tenant_table WHEN 'loan' THEN 'loan.id' ELSE 'loan_state.loan_id' END);
    EXECUTE format($p$CREATE POLICY %1$I_lender_adds ON %1$I FOR INSERT WITH CHECK (
      current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, tenant_table);
    EXECUTE format($p$CREATE POLICY %1$I_lender_updates ON %1$I FOR UPDATE USING (
      current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  -- What a lender and its branch share.
  FOREACH tenant_table IN ARRAY ARRAY['reloan_quota', 'reloan_quota_movement', 'reloan_filing', 'reloan_filing_loan', 'reloan']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))
      WITH CHECK (current_scope() = 'system'
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()))$p$, tenant_table);
  END LOOP;
END $$;

CREATE POLICY enterprise_read ON enterprise FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor', 'administrator', 'central-bank')
  OR (current_scope() = 'enterprise' AND id = current_organisation())
  OR (current_scope() = 'lender' AND (
        consent_in_force(id, current_organisation())
        OR EXISTS (SELECT 1 FROM credit_line l WHERE l.enterprise_id = enterprise.id AND l.lender_id = current_organisation())
        OR EXISTS (SELECT 1 FROM loan l WHERE l.enterprise_id = enterprise.id AND l.lender_id = current_organisation()))));
CREATE POLICY enterprise_add ON enterprise FOR INSERT WITH CHECK (current_scope() = 'system');

-- An enterprise's name is known to those who may see the enterprise; every other organisation is public.
CREATE POLICY organisation_read ON organisation FOR SELECT USING (
  kind <> 'enterprise' OR current_scope() = 'system' OR id = current_organisation()
  OR EXISTS (SELECT 1 FROM enterprise e WHERE e.id = organisation.id));
CREATE POLICY organisation_add ON organisation FOR INSERT WITH CHECK (current_scope() IN ('system', 'administrator'));

CREATE POLICY consent_read ON consent FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY consent_add ON consent FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY consent_withdrawal_read ON consent_withdrawal FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor', 'lender') OR enterprise_id = current_organisation());
CREATE POLICY consent_withdrawal_add ON consent_withdrawal FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));

CREATE POLICY activity_read ON activity FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation()))
  OR (current_scope() = 'central-bank' AND filed_with(enterprise_id, current_organisation())));
CREATE POLICY activity_add ON activity FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward') OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY operating_figure_read ON operating_figure FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation()))
  OR (current_scope() = 'central-bank' AND filed_with(enterprise_id, current_organisation())));
CREATE POLICY operating_figure_add ON operating_figure FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward') OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));

-- The rating's document quotes the account, so it opens by consent like the account; a grade alone travels in rate_decision.
CREATE POLICY rating_read ON rating FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation()))
  OR (current_scope() = 'central-bank' AND filed_with(enterprise_id, current_organisation())));
CREATE POLICY rating_add ON rating FOR INSERT WITH CHECK (current_scope() IN ('system', 'steward'));

CREATE POLICY credit_line_read ON credit_line FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor', 'administrator', 'central-bank')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY credit_line_add ON credit_line FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY rate_decision_read ON rate_decision FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor', 'administrator', 'central-bank')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY rate_decision_add ON rate_decision FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward') OR (current_scope() = 'lender' AND lender_id = current_organisation()));

CREATE POLICY data_product_read ON data_product FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation()))
  OR (current_scope() = 'central-bank' AND filed_with(enterprise_id, current_organisation())));
CREATE POLICY data_product_add ON data_product FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));

CREATE POLICY rule_proposal_own ON rule_proposal
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation())
  WITH CHECK (current_scope() = 'system' OR organisation_id = current_organisation());
