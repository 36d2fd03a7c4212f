-- Rates in the life of a loan. The rate of its signing stands in the contract; every later one is a row here with everything it came from.

-- 1. A rate that a person sets by hand: another person decides on it as it was worded, once.
CREATE TABLE rate_override (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  on_date       date NOT NULL,
  rate          numeric(9,6) NOT NULL CONSTRAINT rate_override_rate_in_range CHECK (rate >= 0 AND rate < 100),
  reason        text NOT NULL CONSTRAINT rate_override_has_reason CHECK (reason ~ '\S'),
  state         text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT rate_override_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  made_by       uuid NOT NULL REFERENCES user_account,
  decided_by    uuid REFERENCES user_account,
  opinion       text,
  decided_at    timestamptz,
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT rate_override_of_loan UNIQUE (id, loan_id),
  CONSTRAINT rate_override_second_person CHECK (decided_by <> made_by),
  CONSTRAINT rate_override_decision_whole CHECK (num_nonnulls(decided_by, opinion, decided_at) = CASE state WHEN 'PROPOSED' THEN 0 ELSE 3 END)
);
CREATE INDEX rate_override_loan ON rate_override (loan_id, recorded_at DESC, id);

-- A quote at a rate set by hand is a quote of its own; an approval may rest on it once another person has agreed.
CREATE TABLE quote_override (
  quote_id      uuid PRIMARY KEY REFERENCES quote,
  of_quote_id   uuid NOT NULL REFERENCES quote,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  reason        text NOT NULL CONSTRAINT quote_override_has_reason CHECK (reason ~ '\S'),
  state         text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT quote_override_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  made_by       uuid NOT NULL REFERENCES user_account,
  decided_by    uuid REFERENCES user_account,
  opinion       text,
  decided_at    timestamptz,
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT quote_override_of_another CHECK (quote_id <> of_quote_id),
  CONSTRAINT quote_override_second_person CHECK (decided_by <> made_by),
  CONSTRAINT quote_override_decision_whole CHECK (num_nonnulls(decided_by, opinion, decided_at) = CASE state WHEN 'PROPOSED' THEN 0 ELSE 3 END)
);

CREATE FUNCTION rate_decided_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'PROPOSED' OR NEW.state = 'PROPOSED' THEN
    RAISE EXCEPTION 'a rate set by hand is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'rate_decided_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rate_override_decided_once BEFORE UPDATE ON rate_override FOR EACH ROW EXECUTE FUNCTION rate_decided_once();
CREATE TRIGGER quote_override_decided_once BEFORE UPDATE ON quote_override FOR EACH ROW EXECUTE FUNCTION rate_decided_once();

-- 2. The rate of a loan from a day on. Of two rows for one day the later recorded stands.
CREATE TABLE loan_rate (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id        uuid NOT NULL REFERENCES loan,
  lender_id      uuid NOT NULL REFERENCES organisation,
  enterprise_id  uuid NOT NULL REFERENCES enterprise,
  effective_on   date NOT NULL,
  rate           numeric(9,6) NOT NULL CONSTRAINT loan_rate_in_range CHECK (rate >= 0 AND rate < 100),
  -- The same loan on the same day without the carbon account.
  reference_rate numeric(9,6) NOT NULL,
  discount_bp    numeric(8,4) NOT NULL,
  grade          text NOT NULL,
  rating_id      uuid REFERENCES rating,
  cause          text NOT NULL CONSTRAINT loan_rate_cause_known CHECK (cause IN ('repricing', 'rating', 'ratchet', 'override')),
  explanation    jsonb NOT NULL,
  document_hash  text NOT NULL CONSTRAINT loan_rate_hash_form CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  override_id    uuid CONSTRAINT loan_rate_override_used_once UNIQUE,
  -- Null where the program decided by itself.
  made_by        uuid REFERENCES user_account,
  decided_by     uuid REFERENCES user_account,
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_rate_discount_agrees CHECK (discount_bp = (reference_rate - rate) * 100),
  CONSTRAINT loan_rate_override_of_loan FOREIGN KEY (override_id, loan_id) REFERENCES rate_override (id, loan_id),
  CONSTRAINT loan_rate_override_by_two CHECK (CASE cause WHEN 'override' THEN num_nonnulls(override_id, made_by, decided_by) = 3 AND decided_by <> made_by
                                                         ELSE num_nonnulls(override_id, decided_by) = 0 END)
);
CREATE INDEX loan_rate_of_loan ON loan_rate (loan_id, effective_on, recorded_at);
CREATE TRIGGER loan_rate_append_only BEFORE UPDATE OR DELETE ON loan_rate FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 3. A ratchet 绩效挂钩: the targets of a loan and what became of them.
CREATE TABLE ratchet_target (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  name          text NOT NULL,
  unit          text NOT NULL,
  comparison    text NOT NULL CONSTRAINT ratchet_target_comparison_known CHECK (comparison IN ('at-most', 'at-least')),
  value         numeric NOT NULL,
  test_on       date NOT NULL,
  agreed_on     date NOT NULL,
  evidence      text NOT NULL,
  made_by       uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT ratchet_target_agreed_before_test CHECK (agreed_on < test_on),
  CONSTRAINT ratchet_target_agreed_once_a_day UNIQUE (loan_id, name, test_on, agreed_on)
);
CREATE TRIGGER ratchet_target_append_only BEFORE UPDATE OR DELETE ON ratchet_target FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE ratchet_fact (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  loan_id       uuid NOT NULL REFERENCES loan,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  kind          text NOT NULL CONSTRAINT ratchet_fact_kind_known
    CHECK (kind IN ('report-delivered', 'report-verified', 'amendment', 'recalibrated', 'fraud')),
  on_date       date NOT NULL,
  test_on       date,
  -- What the kind says more: reported figures, or the amendment event.
  body          jsonb NOT NULL,
  evidence      text NOT NULL,
  made_by       uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT ratchet_fact_of_test CHECK ((kind IN ('report-delivered', 'report-verified')) = (test_on IS NOT NULL)),
  CONSTRAINT ratchet_fact_after_test CHECK (test_on IS NULL OR on_date >= test_on)
);
CREATE UNIQUE INDEX ratchet_fact_one_report ON ratchet_fact (loan_id, test_on, kind) WHERE test_on IS NOT NULL;
CREATE INDEX ratchet_fact_of_loan ON ratchet_fact (loan_id, on_date);
CREATE TRIGGER ratchet_fact_append_only BEFORE UPDATE OR DELETE ON ratchet_fact FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 4. Who sees and writes what.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['rate_override', 'quote_override', 'loan_rate', 'ratchet_target', 'ratchet_fact']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['rate_override', 'ratchet_target', 'ratchet_fact']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_lender_adds ON %1$I FOR INSERT WITH CHECK (
      current_scope() = 'lender' AND lender_id = current_organisation() AND made_by = current_user_account()
      AND EXISTS (SELECT 1 FROM loan l WHERE l.id = loan_id AND l.lender_id = %1$I.lender_id AND l.enterprise_id = %1$I.enterprise_id))$p$,
      tenant_table);
  END LOOP;
  -- Only another person than the maker decides, under its own name.
  FOREACH tenant_table IN ARRAY ARRAY['rate_override', 'quote_override']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_lender_decides ON %1$I FOR UPDATE
      USING (current_scope() = 'lender' AND lender_id = current_organisation())
      WITH CHECK (current_scope() = 'lender' AND lender_id = current_organisation() AND state <> 'PROPOSED'
                  AND decided_by = current_user_account() AND made_by <> current_user_account())$p$, tenant_table);
    EXECUTE format($p$CREATE POLICY %1$I_proposed_first ON %1$I AS RESTRICTIVE FOR INSERT WITH CHECK (state = 'PROPOSED')$p$, tenant_table);
  END LOOP;
END $$;
ALTER POLICY loan_rate_parties ON loan_rate USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'central-bank' AND before_branch(loan_id, current_organisation())));
CREATE POLICY quote_override_lender_adds ON quote_override FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND made_by = current_user_account()
  AND EXISTS (SELECT 1 FROM quote q JOIN quote o ON o.application_id = q.application_id AND o.id = of_quote_id
              WHERE q.id = quote_id AND q.lender_id = quote_override.lender_id AND q.enterprise_id = quote_override.enterprise_id));
-- A person records under its own name; what was set by hand only as another person approved it.
CREATE POLICY loan_rate_add ON loan_rate FOR INSERT WITH CHECK (
  (current_scope() = 'system' AND cause <> 'override')
  OR (current_scope() = 'lender' AND lender_id = current_organisation()
      AND EXISTS (SELECT 1 FROM loan l WHERE l.id = loan_id AND l.lender_id = loan_rate.lender_id AND l.enterprise_id = loan_rate.enterprise_id)
      AND CASE cause
        WHEN 'override' THEN decided_by = current_user_account()
          AND EXISTS (SELECT 1 FROM rate_override o WHERE o.id = override_id AND o.state = 'APPROVED' AND o.decided_by = loan_rate.decided_by
                        AND o.made_by = loan_rate.made_by AND o.rate = loan_rate.rate AND o.on_date = loan_rate.effective_on)
        ELSE made_by = current_user_account() END));
-- The last wall behind the use case: no approval rests on a rate that one person set alone.
CREATE POLICY loan_approval_quote_agreed ON loan_approval AS RESTRICTIVE FOR INSERT WITH CHECK (
  quote_id IS NULL OR NOT EXISTS (SELECT 1 FROM quote_override v WHERE v.quote_id = loan_approval.quote_id AND v.state <> 'APPROVED'));

GRANT SELECT, INSERT ON rate_override, quote_override, loan_rate, ratchet_target, ratchet_fact TO tandai_app;
GRANT UPDATE (state, decided_by, opinion, decided_at, version) ON rate_override, quote_override TO tandai_app;
