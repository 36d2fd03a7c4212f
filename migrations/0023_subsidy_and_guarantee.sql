-- Interest subsidies 贴息 as a ledger of their own, beside the loan whose rate they never touch; and guarantees 云碳担 with what is called on them.

-- Only to exclude periods that overlap for one loan and programme.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- A claim to have interest that was paid refunded. What it says is fixed when it is made; only where it stands moves.
CREATE TABLE interest_subsidy (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  programme     text NOT NULL,
  rule_id       bigint NOT NULL REFERENCES rule,
  -- Both days included.
  period_from   date NOT NULL,
  period_to     date NOT NULL,
  year          integer NOT NULL,
  beneficiary   text NOT NULL CONSTRAINT interest_subsidy_beneficiary_known CHECK (beneficiary IN ('enterprise', 'lender')),
  interest_paid numeric(20,2) NOT NULL,
  amount        numeric(20,2) NOT NULL CONSTRAINT interest_subsidy_amount_positive CHECK (amount > 0),
  -- The steps from the interest paid to the amount, and the row of the programme.
  explanation   jsonb NOT NULL,
  document_hash text NOT NULL,
  state         text NOT NULL CONSTRAINT interest_subsidy_state_known CHECK (state IN ('CLAIMED', 'APPROVED', 'PAID', 'REJECTED', 'RECOVERED')),
  claimed_on    date NOT NULL,
  claimed_by    uuid NOT NULL REFERENCES user_account,
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT interest_subsidy_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT interest_subsidy_parties_key UNIQUE (id, lender_id, enterprise_id),
  CONSTRAINT interest_subsidy_period_in_its_year CHECK (period_to >= period_from AND extract(year FROM period_from) = year
                                                        AND extract(year FROM period_to) = year),
  CONSTRAINT interest_subsidy_claimed_after_period CHECK (claimed_on > period_to),
  CONSTRAINT interest_subsidy_within_interest_paid CHECK (amount <= interest_paid),
  CONSTRAINT interest_subsidy_period_claimed_once EXCLUDE USING gist (
    loan_id WITH =, programme WITH =, daterange(period_from, period_to, '[]') WITH &&) WHERE (state NOT IN ('REJECTED', 'RECOVERED'))
);
CREATE INDEX interest_subsidy_lender ON interest_subsidy (lender_id, recorded_at DESC, id);
CREATE INDEX interest_subsidy_enterprise ON interest_subsidy (enterprise_id);

-- Every step of a claim, with who took it and what it booked.
CREATE TABLE interest_subsidy_step (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  subsidy_id    uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  no            integer NOT NULL CONSTRAINT interest_subsidy_step_no_positive CHECK (no > 0),
  state         text NOT NULL CONSTRAINT interest_subsidy_step_state_known CHECK (state IN ('CLAIMED', 'APPROVED', 'PAID', 'REJECTED', 'RECOVERED')),
  on_date       date NOT NULL,
  opinion       text NOT NULL,
  -- 批复文号、拨款凭证: what the step rests on.
  reference     text,
  entry_id      uuid CONSTRAINT interest_subsidy_step_entry_key UNIQUE REFERENCES journal_entry,
  taken_by      uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT interest_subsidy_step_key UNIQUE (subsidy_id, no),
  CONSTRAINT interest_subsidy_step_of_claim FOREIGN KEY (subsidy_id, lender_id, enterprise_id)
    REFERENCES interest_subsidy (id, lender_id, enterprise_id)
);
CREATE TRIGGER interest_subsidy_step_append_only BEFORE UPDATE OR DELETE ON interest_subsidy_step FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Each step by another person than the one before it.
CREATE FUNCTION subsidy_step_by_another_person() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM interest_subsidy_step s
             WHERE s.subsidy_id = NEW.subsidy_id AND s.no = NEW.no - 1 AND s.taken_by = NEW.taken_by) THEN
    RAISE EXCEPTION 'two steps of a claim in a row are taken by two people'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interest_subsidy_step_second_person';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER interest_subsidy_step_second_person BEFORE INSERT ON interest_subsidy_step
  FOR EACH ROW EXECUTE FUNCTION subsidy_step_by_another_person();

-- What an enterprise has claimed from a programme in a year, at all its banks together: the cap is the enterprise's, so its banks share the row.
CREATE TABLE interest_subsidy_year (
  programme     text NOT NULL,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  year          integer NOT NULL,
  cap           numeric(20,2) CONSTRAINT interest_subsidy_year_cap_positive CHECK (cap > 0),
  claimed       numeric(20,2) NOT NULL DEFAULT 0,
  CONSTRAINT interest_subsidy_year_pkey PRIMARY KEY (programme, enterprise_id, year),
  CONSTRAINT interest_subsidy_year_within_cap CHECK (claimed >= 0 AND (cap IS NULL OR claimed <= cap))
) WITH (fillfactor = 50);

-- 担保合同 of one loan. It names the loan and the borrower itself, so that the guarantor need not see the bank's papers.
CREATE TABLE loan_guarantee (
  id                   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  guarantee_no         text NOT NULL,
  loan_id              uuid NOT NULL CONSTRAINT loan_guarantee_one_a_loan UNIQUE,
  lender_id            uuid NOT NULL REFERENCES organisation,
  enterprise_id        uuid NOT NULL REFERENCES enterprise,
  guarantor_id         uuid NOT NULL REFERENCES organisation,
  loan_contract_no     text NOT NULL,
  borrower_uscc        char(18) NOT NULL,
  borrower_zh          text NOT NULL,
  borrower_en          text NOT NULL,
  principal            numeric(20,2) NOT NULL CONSTRAINT loan_guarantee_principal_positive CHECK (principal > 0),
  -- Of what is overdue, the guarantor pays this share; the bank bears the rest.
  share                numeric(7,6) NOT NULL CONSTRAINT loan_guarantee_share_of_one CHECK (share > 0 AND share <= 1),
  guaranteed_principal numeric(20,2) NOT NULL,
  fee_basis            text NOT NULL CONSTRAINT loan_guarantee_fee_basis_known CHECK (fee_basis IN ('actual/365', 'months')),
  base_fee_bp          numeric(8,4) NOT NULL,
  -- By carbon grade; negative is cheaper.
  fee_change_bp        numeric(8,4) NOT NULL,
  fee_bp               numeric(8,4) NOT NULL CONSTRAINT loan_guarantee_fee_not_negative CHECK (fee_bp >= 0),
  fee                  numeric(20,2) NOT NULL,
  grade                text NOT NULL,
  signed_on            date NOT NULL,
  valid_from           date NOT NULL,
  valid_to             date NOT NULL,
  -- The fee by year, its caps, the cost of the loan with and without it, and the rule rows.
  terms                jsonb NOT NULL,
  document_hash        text NOT NULL,
  signed_by            uuid NOT NULL REFERENCES user_account,
  recorded_at          timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_guarantee_no_key UNIQUE (guarantor_id, guarantee_no),
  CONSTRAINT loan_guarantee_parties_key UNIQUE (id, loan_id, lender_id, enterprise_id, guarantor_id),
  CONSTRAINT loan_guarantee_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT loan_guarantee_within_principal CHECK (guaranteed_principal > 0 AND guaranteed_principal <= principal),
  CONSTRAINT loan_guarantee_fee_rate_adds_up CHECK (fee_bp = base_fee_bp + fee_change_bp),
  CONSTRAINT loan_guarantee_dates_ordered CHECK (valid_from >= signed_on AND valid_to > valid_from)
);
CREATE INDEX loan_guarantee_guarantor ON loan_guarantee (guarantor_id, recorded_at DESC, id);
CREATE INDEX loan_guarantee_lender ON loan_guarantee (lender_id, recorded_at DESC, id);
CREATE TRIGGER loan_guarantee_append_only BEFORE UPDATE OR DELETE ON loan_guarantee FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 代偿通知: the bank calls on the guarantor.
CREATE TABLE guarantee_call (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  guarantee_id  uuid NOT NULL,
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  guarantor_id  uuid NOT NULL REFERENCES organisation,
  no            integer NOT NULL CONSTRAINT guarantee_call_no_positive CHECK (no > 0),
  amount        numeric(20,2) NOT NULL CONSTRAINT guarantee_call_amount_positive CHECK (amount > 0),
  -- What was due and not paid when the day of the call began.
  overdue       numeric(20,2) NOT NULL,
  called_on     date NOT NULL,
  reason        text NOT NULL,
  called_by     uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT guarantee_call_key UNIQUE (guarantee_id, no),
  CONSTRAINT guarantee_call_parties_key UNIQUE (id, loan_id, lender_id, enterprise_id, guarantor_id),
  CONSTRAINT guarantee_call_of_guarantee FOREIGN KEY (guarantee_id, loan_id, lender_id, enterprise_id, guarantor_id)
    REFERENCES loan_guarantee (id, loan_id, lender_id, enterprise_id, guarantor_id),
  CONSTRAINT guarantee_call_within_overdue CHECK (amount <= overdue)
);
CREATE TRIGGER guarantee_call_append_only BEFORE UPDATE OR DELETE ON guarantee_call FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 代偿: the guarantor paid. The bank's claim on the borrower shrinks by it as by any payment, and the guarantor has a claim of its own 追偿权.
CREATE TABLE guarantee_payment (
  call_id       uuid PRIMARY KEY,
  loan_id       uuid NOT NULL,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  guarantor_id  uuid NOT NULL REFERENCES organisation,
  -- What the guarantor may claim back from the borrower.
  recourse      numeric(20,2) NOT NULL CONSTRAINT guarantee_payment_recourse_positive CHECK (recourse > 0),
  paid_on       date NOT NULL,
  reference     text NOT NULL,
  loan_event_id uuid NOT NULL CONSTRAINT guarantee_payment_event_key UNIQUE,
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT guarantee_payment_of_call FOREIGN KEY (call_id, loan_id, lender_id, enterprise_id, guarantor_id)
    REFERENCES guarantee_call (id, loan_id, lender_id, enterprise_id, guarantor_id),
  CONSTRAINT guarantee_payment_event_of_loan FOREIGN KEY (loan_event_id, loan_id) REFERENCES loan_event (id, loan_id)
);
CREATE TRIGGER guarantee_payment_append_only BEFORE UPDATE OR DELETE ON guarantee_payment FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Who reads what a guarantor gave: it commits nobody and decides nothing here.
ALTER TABLE user_role DROP CONSTRAINT user_role_known;
ALTER TABLE user_role ADD CONSTRAINT user_role_known CHECK (role IN
  ('enterprise_user', 'loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee', 'guarantor_officer', 'reloan_reviewer',
   'reloan_approver', 'data_steward', 'auditor', 'administrator'));

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['interest_subsidy', 'interest_subsidy_step', 'interest_subsidy_year', 'loan_guarantee', 'guarantee_call', 'guarantee_payment']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['interest_subsidy', 'interest_subsidy_step']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  -- The guarantor reads its own guarantees and what is called on them; of the loan it sees what these name.
  FOREACH tenant_table IN ARRAY ARRAY['loan_guarantee', 'guarantee_call', 'guarantee_payment']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND current_organisation() IN (lender_id, guarantor_id))
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM loan l WHERE l.id = %1$I.loan_id)))$p$, tenant_table);
  END LOOP;
END $$;

CREATE POLICY interest_subsidy_lender_claims ON interest_subsidy FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'CLAIMED' AND claimed_by = current_user_account()));
CREATE POLICY interest_subsidy_lender_moves ON interest_subsidy FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY interest_subsidy_step_lender_takes ON interest_subsidy_step FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND taken_by = current_user_account()));
CREATE POLICY interest_subsidy_year_read ON interest_subsidy_year FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND EXISTS (
        SELECT 1 FROM loan l WHERE l.enterprise_id = interest_subsidy_year.enterprise_id AND l.lender_id = current_organisation())));
CREATE POLICY interest_subsidy_year_open ON interest_subsidy_year FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND claimed = 0 AND EXISTS (
        SELECT 1 FROM loan l WHERE l.enterprise_id = interest_subsidy_year.enterprise_id AND l.lender_id = current_organisation())));
CREATE POLICY interest_subsidy_year_count ON interest_subsidy_year FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND EXISTS (
           SELECT 1 FROM loan l WHERE l.enterprise_id = interest_subsidy_year.enterprise_id AND l.lender_id = current_organisation())))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND EXISTS (
           SELECT 1 FROM loan l WHERE l.enterprise_id = interest_subsidy_year.enterprise_id AND l.lender_id = current_organisation())));

CREATE POLICY loan_guarantee_lender_signs ON loan_guarantee FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND signed_by = current_user_account()
      AND EXISTS (SELECT 1 FROM organisation o WHERE o.id = guarantor_id AND o.kind = 'guarantor')));
CREATE POLICY guarantee_call_lender_calls ON guarantee_call FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND called_by = current_user_account()));
CREATE POLICY guarantee_payment_lender_records ON guarantee_payment FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account()));

GRANT SELECT, INSERT ON interest_subsidy, interest_subsidy_step, interest_subsidy_year, loan_guarantee, guarantee_call, guarantee_payment TO tandai_app;
GRANT UPDATE (state, version) ON interest_subsidy TO tandai_app;
GRANT UPDATE (cap, claimed) ON interest_subsidy_year TO tandai_app;
