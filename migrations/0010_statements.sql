-- 核算: what a reading may say beyond its quantity. A firm's own values come with evidence, a declared factor with its source.
ALTER TABLE activity
  ADD COLUMN direction text NOT NULL DEFAULT 'use' CONSTRAINT activity_direction_known CHECK (direction IN ('use', 'export')),
  ADD COLUMN biogenic boolean NOT NULL DEFAULT false,
  ADD COLUMN own_ncv numeric CONSTRAINT activity_own_ncv_positive CHECK (own_ncv > 0),
  ADD COLUMN own_cc numeric CONSTRAINT activity_own_cc_positive CHECK (own_cc > 0),
  ADD COLUMN own_of numeric CONSTRAINT activity_own_of_share CHECK (own_of >= 0 AND own_of <= 1),
  ADD COLUMN own_factor_value numeric CONSTRAINT activity_own_factor_not_negative CHECK (own_factor_value >= 0),
  ADD COLUMN own_factor_unit text,
  ADD COLUMN own_factor_source text,
  ADD CONSTRAINT activity_own_factor_whole CHECK (num_nonnulls(own_factor_value, own_factor_unit, own_factor_source) IN (0, 3)),
  ADD CONSTRAINT activity_own_values_evidenced
    CHECK (num_nonnulls(own_ncv, own_cc, own_of, own_factor_value) = 0 OR evidence IS NOT NULL),
  ADD CONSTRAINT activity_declared_has_factor CHECK (carrier NOT IN ('process', 'biomass') OR own_factor_value IS NOT NULL);

-- 排放过账: the first figure of a meter's month stays; a later factor or a correction posts the difference. Postings of a cell are a chain.
CREATE TABLE emission_posting (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  month           char(7) NOT NULL CONSTRAINT emission_posting_month_form CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  carrier         text NOT NULL,
  meter           text NOT NULL,
  adjusts         bigint CONSTRAINT emission_posting_adjusted_once UNIQUE REFERENCES emission_posting,
  cause           text CONSTRAINT emission_posting_cause_known CHECK (cause IN ('FACTOR_VINTAGE', 'ACTIVITY_CORRECTION')),
  activity_id     bigint NOT NULL REFERENCES activity,
  measured        numeric NOT NULL,
  per             text NOT NULL,
  factor_code     text NOT NULL,
  factor_value    numeric NOT NULL,
  factor_vintage  integer,
  factor_rule_ids bigint[] NOT NULL,
  factor_own      boolean NOT NULL,
  tco2            numeric NOT NULL,
  difference      numeric NOT NULL,
  as_of           date NOT NULL,
  known_at        timestamptz NOT NULL,
  job_run_id      uuid REFERENCES job_run,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT emission_posting_first_has_no_cause CHECK ((adjusts IS NULL) = (cause IS NULL)),
  CONSTRAINT emission_posting_first_is_whole CHECK (adjusts IS NOT NULL OR difference = tco2)
);
CREATE UNIQUE INDEX emission_posting_first ON emission_posting (enterprise_id, month, carrier, meter) WHERE adjusts IS NULL;
CREATE INDEX emission_posting_account ON emission_posting (enterprise_id, id);
CREATE TRIGGER emission_posting_append_only BEFORE UPDATE OR DELETE ON emission_posting FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 核查记录: who assures an account, how far and until when; assurance by a third party stands once an auditor confirms it.
CREATE TABLE verification_record (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  level         text NOT NULL CONSTRAINT verification_record_level_known CHECK (level IN ('none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable')),
  period_start  char(7) NOT NULL,
  period_end    char(7) NOT NULL,
  verifier_id   uuid REFERENCES organisation,
  verifier_name text,
  statement_no  text,
  evidence_hash text CONSTRAINT verification_record_evidence_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  valid_from    date NOT NULL,
  valid_to      date,
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT verification_record_period_ordered CHECK (period_end >= period_start),
  CONSTRAINT verification_record_validity_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CONSTRAINT verification_record_evidenced CHECK (level = 'none' OR evidence_hash IS NOT NULL),
  CONSTRAINT verification_record_signed
    CHECK (level IN ('none', 'self-declared') OR (num_nonnulls(verifier_id, verifier_name) > 0 AND statement_no IS NOT NULL))
);
CREATE INDEX verification_record_account ON verification_record (enterprise_id, recorded_at);
CREATE TRIGGER verification_record_append_only BEFORE UPDATE OR DELETE ON verification_record FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE verification_confirmation (
  verification_id uuid PRIMARY KEY REFERENCES verification_record,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  confirmed_for   uuid NOT NULL REFERENCES organisation,
  confirmed_by    uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER verification_confirmation_append_only BEFORE UPDATE OR DELETE ON verification_confirmation FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE FUNCTION maker_is_not_checker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM verification_record r WHERE r.id = NEW.verification_id AND r.recorded_by = NEW.confirmed_by) THEN
    RAISE EXCEPTION 'whoever entered a verification does not confirm it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_confirmation_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verification_confirmation_by_another BEFORE INSERT ON verification_confirmation
  FOR EACH ROW EXECUTE FUNCTION maker_is_not_checker();

-- Postings open as the meters do, verifications as the account or the rating that counts on them.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['emission_posting', 'verification_record', 'verification_confirmation']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['verification_record', 'verification_confirmation']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_read ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'steward', 'auditor')
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'lender' AND (consent_in_force(enterprise_id, current_organisation(), 'emissions')
                                          OR consent_in_force(enterprise_id, current_organisation(), 'rating')))
      OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())))$p$, tenant_table);
  END LOOP;
END $$;
CREATE POLICY emission_posting_read ON emission_posting FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND (
        consent_in_force(enterprise_id, current_organisation(), 'activity')
        OR (enterprise_id = current_statement() AND consent_in_force(enterprise_id, current_organisation(), 'emissions'))))
  OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())));
CREATE POLICY emission_posting_add ON emission_posting FOR INSERT WITH CHECK (current_scope() = 'system');
CREATE POLICY verification_record_add ON verification_record FOR INSERT WITH CHECK (current_scope() IN ('system', 'steward'));
CREATE POLICY verification_confirmation_add ON verification_confirmation FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'auditor' AND confirmed_for = current_organisation()));

GRANT SELECT, INSERT ON emission_posting, verification_record, verification_confirmation TO tandai_app;
