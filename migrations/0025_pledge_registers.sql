-- Pledges and the registers they stand in, what is watched while they secure a loan, and a valuation from its request on.

-- 1. A pledge in all its states. First rank is one for a certificate and right; a second one stands behind it by consent.
ALTER TABLE pledge
  DROP CONSTRAINT pledge_state_known,
  DROP CONSTRAINT pledge_registered_has_number,
  DROP CONSTRAINT pledge_frozen_has_receipt,
  ADD COLUMN rank smallint NOT NULL DEFAULT 1 CONSTRAINT pledge_rank_known CHECK (rank IN (1, 2)),
  ADD COLUMN rank_consent_id uuid CONSTRAINT pledge_rank_consent_used_once UNIQUE,
  -- What the first pledgee secures before it 最高债权额; nothing once the first is gone.
  ADD COLUMN prior_limit numeric(20,2) NOT NULL DEFAULT 0 CONSTRAINT pledge_prior_limit_not_negative CHECK (prior_limit >= 0),
  ADD COLUMN collateral_class text CONSTRAINT pledge_class_of_data CHECK (collateral_class = '7'),
  ADD COLUMN registered_at timestamptz,
  -- SHA-256 of the registry's certificate 初始登记证明.
  ADD COLUMN certificate_hash text CONSTRAINT pledge_certificate_hash_form CHECK (certificate_hash ~ '^[0-9a-f]{64}$'),
  -- 备注 in the data-property registry.
  ADD COLUMN annotation_receipt_no text,
  ADD COLUMN annotated_on date,
  ADD COLUMN cancellation_no text,
  ADD COLUMN cancelled_on date,
  ADD COLUMN unfreeze_receipt_no text,
  ADD COLUMN unfrozen_on date,
  ADD CONSTRAINT pledge_of_parties UNIQUE (id, lender_id, enterprise_id),
  ADD CONSTRAINT pledge_state_known CHECK (state IN ('CONTRACTED', 'REG_PENDING', 'REGISTERED', 'FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED',
                                                     'OBJECTED', 'RELEASING', 'RELEASED', 'LAPSED', 'ENFORCED')),
  ADD CONSTRAINT pledge_registered_has_number CHECK (
    state IN ('CONTRACTED', 'REG_PENDING', 'RELEASED')
    OR (registration_no IS NOT NULL AND registered_on IS NOT NULL AND registration_valid_to IS NOT NULL)),
  ADD CONSTRAINT pledge_frozen_has_receipt CHECK (
    state NOT IN ('FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED') OR (freeze_receipt_no IS NOT NULL AND frozen_on IS NOT NULL)),
  ADD CONSTRAINT pledge_receipts_dated CHECK (
    num_nonnulls(annotation_receipt_no, annotated_on) IN (0, 2) AND num_nonnulls(cancellation_no, cancelled_on) IN (0, 2)
    AND num_nonnulls(unfreeze_receipt_no, unfrozen_on) IN (0, 2)),
  ADD CONSTRAINT pledge_second_rank_by_consent CHECK (rank = 1 OR rank_consent_id IS NOT NULL);
DROP INDEX pledge_one_live;
CREATE UNIQUE INDEX pledge_one_live ON pledge (certificate_kind, certificate_no, right_type)
  WHERE rank = 1 AND state NOT IN ('RELEASED', 'LAPSED');
CREATE UNIQUE INDEX pledge_one_second ON pledge (certificate_kind, certificate_no, right_type)
  WHERE rank = 2 AND state NOT IN ('RELEASED', 'LAPSED');
CREATE INDEX pledge_lender ON pledge (lender_id, recorded_at DESC, id);

-- The first pledgee lets another bank stand behind it.
CREATE TABLE pledge_rank_consent (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  pledge_id        uuid NOT NULL,
  lender_id        uuid NOT NULL REFERENCES organisation,
  enterprise_id    uuid NOT NULL REFERENCES enterprise,
  second_lender_id uuid NOT NULL REFERENCES organisation,
  data_product_id  uuid NOT NULL REFERENCES data_product,
  certificate_kind text NOT NULL,
  certificate_no   text NOT NULL,
  right_type       text NOT NULL,
  prior_limit      numeric(20,2) NOT NULL CONSTRAINT pledge_rank_consent_prior_positive CHECK (prior_limit > 0),
  most_secured     numeric(20,2) NOT NULL CONSTRAINT pledge_rank_consent_most_positive CHECK (most_secured > 0),
  given_on         date NOT NULL,
  valid_to         date NOT NULL,
  evidence_hash    text NOT NULL CONSTRAINT pledge_rank_consent_evidence_form CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  given_by         uuid NOT NULL REFERENCES user_account,
  recorded_at      timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT pledge_rank_consent_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id),
  CONSTRAINT pledge_rank_consent_to_another CHECK (second_lender_id <> lender_id),
  CONSTRAINT pledge_rank_consent_period CHECK (valid_to >= given_on)
);
CREATE TRIGGER pledge_rank_consent_append_only BEFORE UPDATE OR DELETE ON pledge_rank_consent FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE pledge ADD CONSTRAINT pledge_rank_consent_known FOREIGN KEY (rank_consent_id) REFERENCES pledge_rank_consent;

-- The other bank's pledge is out of sight for whoever contracts, so the database looks.
CREATE FUNCTION second_rank_by_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  scope text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', 'system', true);
  IF NEW.rank = 2 AND NOT EXISTS (
    SELECT 1 FROM pledge_rank_consent c JOIN pledge f ON f.id = c.pledge_id
    WHERE c.id = NEW.rank_consent_id AND c.second_lender_id = NEW.lender_id AND c.enterprise_id = NEW.enterprise_id
      AND (c.certificate_kind, c.certificate_no, c.right_type) = (NEW.certificate_kind, NEW.certificate_no, NEW.right_type)
      AND NEW.contracted_on BETWEEN c.given_on AND c.valid_to AND NEW.secured_limit <= c.most_secured AND NEW.prior_limit = c.prior_limit
      AND f.rank = 1 AND f.state IN ('REGISTERED', 'FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED')) THEN
    RAISE EXCEPTION 'second rank needs the consent of the first pledgee'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_second_rank_consented';
  END IF;
  PERFORM set_config('tandai.scope', scope, true);
  RETURN NEW;
END $$;
CREATE TRIGGER pledge_second_rank_consented BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION second_rank_by_consent();

-- Who stood behind moves up when the first pledge ends, in the same transaction, so that nobody gets in between.
CREATE FUNCTION second_rank_moves_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  scope text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', 'system', true);
  UPDATE pledge SET rank = 1, prior_limit = 0
  WHERE rank = 2 AND state NOT IN ('RELEASED', 'LAPSED')
    AND (certificate_kind, certificate_no, right_type) = (NEW.certificate_kind, NEW.certificate_no, NEW.right_type);
  PERFORM set_config('tandai.scope', scope, true);
  RETURN NULL;
END $$;
CREATE TRIGGER pledge_second_rank_moves_up AFTER UPDATE OF state ON pledge FOR EACH ROW
  WHEN (OLD.rank = 1 AND OLD.state NOT IN ('RELEASED', 'LAPSED') AND NEW.state IN ('RELEASED', 'LAPSED'))
  EXECUTE FUNCTION second_rank_moves_up();

-- 修改码: with it anybody changes or cancels the registration. AES-256-GCM, the key is not here.
CREATE TABLE pledge_modification_code (
  pledge_id     uuid PRIMARY KEY,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  key_id        text NOT NULL,
  nonce         bytea NOT NULL CONSTRAINT pledge_modification_code_nonce_whole CHECK (octet_length(nonce) = 12),
  ciphertext    bytea NOT NULL,
  tag           bytea NOT NULL CONSTRAINT pledge_modification_code_tag_whole CHECK (octet_length(tag) = 16),
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT pledge_modification_code_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id)
);

-- Money before the registry's annotation: two officers sign that they go without it.
CREATE TABLE annotation_waiver (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  pledge_id     uuid NOT NULL CONSTRAINT annotation_waiver_one_a_pledge UNIQUE,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  reason        text NOT NULL,
  on_date       date NOT NULL,
  signed_by     uuid NOT NULL REFERENCES user_account,
  second_by     uuid REFERENCES user_account,
  second_on     date,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT annotation_waiver_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id),
  CONSTRAINT annotation_waiver_two_officers CHECK (second_by <> signed_by),
  CONSTRAINT annotation_waiver_second_dated CHECK (num_nonnulls(second_by, second_on) IN (0, 2) AND second_on >= on_date)
);

-- 2. Files exchanged with registers outside. The same bytes are one file; a row is answered, never changed.
CREATE TABLE register_file (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id   uuid NOT NULL REFERENCES organisation,
  direction   text NOT NULL CONSTRAINT register_file_direction_known CHECK (direction IN ('IN', 'OUT')),
  kind        text NOT NULL CONSTRAINT register_file_kind_known CHECK (kind IN (
                'registration-receipts', 'movables-register', 'freeze-receipts', 'exchange-register', 'annotation-receipts', 'certificate-register',
                'cancellation-receipts', 'unfreeze-receipts', 'registration-requests', 'freeze-orders', 'cancellation-requests', 'unfreeze-orders')),
  name        text NOT NULL,
  as_of       date NOT NULL,
  sha256      text NOT NULL CONSTRAINT register_file_hash_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Only of what we sent: what comes in may hold codes.
  content     text,
  rows        integer NOT NULL CONSTRAINT register_file_rows_counted CHECK (rows >= 0),
  accepted    integer NOT NULL CONSTRAINT register_file_accepted_counted CHECK (accepted >= 0),
  made_by     uuid NOT NULL REFERENCES user_account,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT register_file_once UNIQUE (lender_id, kind, sha256),
  CONSTRAINT register_file_of_lender UNIQUE (id, lender_id),
  CONSTRAINT register_file_accepted_within_rows CHECK (accepted <= rows),
  CONSTRAINT register_file_content_of_ours CHECK ((direction = 'OUT') = (content IS NOT NULL))
);
CREATE INDEX register_file_latest ON register_file (lender_id, kind, as_of DESC, recorded_at DESC);
CREATE TRIGGER register_file_append_only BEFORE UPDATE OR DELETE ON register_file FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE register_file_row (
  file_id   uuid NOT NULL,
  lender_id uuid NOT NULL REFERENCES organisation,
  no        integer NOT NULL CONSTRAINT register_file_row_no_positive CHECK (no > 0),
  -- What the row said, without codes.
  body      jsonb NOT NULL,
  outcome   text NOT NULL CONSTRAINT register_file_row_outcome_known CHECK (outcome IN ('SENT', 'KEPT', 'APPLIED', 'REFUSED')),
  pledge_id uuid REFERENCES pledge,
  -- Code and facts of a refusal.
  answer    jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT register_file_row_pkey PRIMARY KEY (file_id, no),
  CONSTRAINT register_file_row_of_file FOREIGN KEY (file_id, lender_id) REFERENCES register_file (id, lender_id)
);
CREATE TRIGGER register_file_row_append_only BEFORE UPDATE OR DELETE ON register_file_row FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 3. What secures a loan besides, or instead of, the pledge it was signed with.
CREATE TABLE collateral_alert (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  pledge_id     uuid NOT NULL,
  loan_id       uuid REFERENCES loan,
  kind          text NOT NULL,
  -- What differs, of a kind that may be found more than once.
  subject       text NOT NULL DEFAULT '',
  level         text NOT NULL CONSTRAINT collateral_alert_level_known CHECK (level IN ('NOTICE', 'WATCH', 'MARGIN_CALL', 'STOP')),
  facts         jsonb NOT NULL,
  raised_on     date NOT NULL,
  due_on        date NOT NULL,
  rule_ids      bigint[] NOT NULL DEFAULT '{}',
  state         text NOT NULL DEFAULT 'OPEN' CONSTRAINT collateral_alert_state_known CHECK (state IN ('OPEN', 'ANSWERED', 'CURED', 'CLOSED')),
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT collateral_alert_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id),
  CONSTRAINT collateral_alert_due_after_raised CHECK (due_on >= raised_on)
);
CREATE UNIQUE INDEX collateral_alert_once_open ON collateral_alert (pledge_id, kind, subject, loan_id) NULLS NOT DISTINCT
  WHERE state IN ('OPEN', 'ANSWERED');
CREATE INDEX collateral_alert_lender ON collateral_alert (lender_id, recorded_at DESC, id);

CREATE TABLE collateral_change (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind          text NOT NULL CONSTRAINT collateral_change_kind_known CHECK (kind IN ('added', 'substituted')),
  pledge_id     uuid NOT NULL,
  other_id      uuid NOT NULL,
  alert_id      uuid REFERENCES collateral_alert,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  reason        text NOT NULL,
  on_date       date NOT NULL,
  state         text NOT NULL DEFAULT 'PROPOSED' CONSTRAINT collateral_change_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by   uuid NOT NULL REFERENCES user_account,
  decided_by    uuid REFERENCES user_account,
  decided_on    date,
  opinion       text,
  version       integer NOT NULL DEFAULT 1,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT collateral_change_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id),
  CONSTRAINT collateral_change_of_other FOREIGN KEY (other_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id),
  CONSTRAINT collateral_change_of_two CHECK (pledge_id <> other_id),
  CONSTRAINT collateral_change_second_person CHECK (decided_by <> proposed_by),
  CONSTRAINT collateral_change_decision_whole CHECK ((state = 'PROPOSED') = (num_nonnulls(decided_by, decided_on, opinion) = 0)
                                                     AND num_nonnulls(decided_by, decided_on, opinion) IN (0, 3))
);
CREATE UNIQUE INDEX collateral_change_one_open ON collateral_change (other_id) WHERE state = 'PROPOSED';

CREATE TABLE loan_collateral (
  loan_id       uuid NOT NULL,
  pledge_id     uuid NOT NULL,
  change_id     uuid NOT NULL REFERENCES collateral_change,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  -- The pledge that no longer secures the loan; null for one more.
  replaces      uuid REFERENCES pledge,
  since         date NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT loan_collateral_pkey PRIMARY KEY (loan_id, pledge_id),
  CONSTRAINT loan_collateral_replaced_once UNIQUE (loan_id, replaces),
  CONSTRAINT loan_collateral_of_loan FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan (id, lender_id, enterprise_id),
  CONSTRAINT loan_collateral_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id)
);
CREATE INDEX loan_collateral_pledge ON loan_collateral (pledge_id);
CREATE TRIGGER loan_collateral_append_only BEFORE UPDATE OR DELETE ON loan_collateral FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE INDEX loan_pledge ON loan (pledge_id) WHERE pledge_id IS NOT NULL;

-- Which pledges secure a loan now, as the reader may see it.
CREATE VIEW secured_loan WITH (security_invoker = true) AS
  SELECT l.id AS loan_id, l.lender_id, l.enterprise_id, l.pledge_id AS base_id, l.pledge_id
  FROM loan l
  WHERE l.pledge_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM loan_collateral r WHERE r.loan_id = l.id AND r.replaces = l.pledge_id)
  UNION ALL
  SELECT c.loan_id, c.lender_id, c.enterprise_id, l.pledge_id, c.pledge_id
  FROM loan_collateral c JOIN loan l ON l.id = c.loan_id
  WHERE NOT EXISTS (SELECT 1 FROM loan_collateral r WHERE r.loan_id = c.loan_id AND r.replaces = c.pledge_id);

-- 4. A valuation from its request on. Until there is a report, the request stands for it; the report then has its id.
CREATE TABLE listed_valuer (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id   uuid NOT NULL REFERENCES organisation,
  name        text NOT NULL,
  uscc        char(18) NOT NULL,
  valid_from  date NOT NULL,
  valid_to    date,
  listed_by   uuid NOT NULL REFERENCES user_account,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT listed_valuer_key UNIQUE (lender_id, uscc, valid_from),
  CONSTRAINT listed_valuer_of_lender UNIQUE (id, lender_id),
  CONSTRAINT listed_valuer_period CHECK (valid_to >= valid_from)
);
CREATE TRIGGER listed_valuer_append_only BEFORE UPDATE OR DELETE ON listed_valuer FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE valuation_request (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  data_product_id uuid NOT NULL REFERENCES data_product,
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  lender_id       uuid NOT NULL REFERENCES organisation,
  purpose         text NOT NULL,
  reason          text NOT NULL,
  requested_on    date NOT NULL,
  requested_by    uuid NOT NULL REFERENCES user_account,
  listed_valuer_id uuid,
  state           text NOT NULL DEFAULT 'REQUESTED' CONSTRAINT valuation_request_state_known CHECK (
                    state IN ('REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'REPORTED', 'REJECTED')),
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT valuation_request_valuer_listed FOREIGN KEY (listed_valuer_id, lender_id) REFERENCES listed_valuer (id, lender_id),
  CONSTRAINT valuation_request_assigned_has_valuer CHECK (state IN ('REQUESTED', 'REJECTED') OR listed_valuer_id IS NOT NULL)
);
CREATE INDEX valuation_request_product ON valuation_request (data_product_id, recorded_at DESC, id);

ALTER TABLE valuation
  DROP CONSTRAINT valuation_state_known,
  ADD COLUMN valuer_uscc char(18),
  -- Names of those who signed the report.
  ADD COLUMN signers jsonb NOT NULL DEFAULT '[]' CONSTRAINT valuation_signers_listed CHECK (jsonb_typeof(signers) = 'array'),
  -- The last day of the income that the report counts.
  ADD COLUMN horizon_to date,
  -- What the method rests on, as the report gives it.
  ADD COLUMN parameters jsonb NOT NULL DEFAULT '{}' CONSTRAINT valuation_parameters_named CHECK (jsonb_typeof(parameters) = 'object'),
  ADD CONSTRAINT valuation_state_known CHECK (state IN ('REPORTED', 'BANK_REVIEW', 'ADOPTED', 'REJECTED', 'SUPERSEDED', 'EXPIRED'));

-- 5. Who sees and writes what: these are papers of the bank. The borrower sees its consent, and what secures its loans.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['pledge_rank_consent', 'pledge_modification_code', 'annotation_waiver', 'register_file', 'register_file_row',
    'collateral_alert', 'collateral_change', 'loan_collateral', 'listed_valuer', 'valuation_request']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['annotation_waiver', 'register_file', 'register_file_row', 'collateral_alert', 'collateral_change',
    'listed_valuer']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_own ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor') OR (current_scope() = 'lender' AND lender_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['loan_collateral', 'valuation_request']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_parties ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor')
      OR (current_scope() = 'lender' AND lender_id = current_organisation())
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()))$p$, tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['annotation_waiver', 'collateral_change', 'valuation_request']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_moves ON %1$I FOR UPDATE
      USING (current_scope() = 'lender' AND lender_id = current_organisation())
      WITH CHECK (current_scope() = 'lender' AND lender_id = current_organisation())$p$, tenant_table);
  END LOOP;
END $$;
CREATE POLICY pledge_rank_consent_parties ON pledge_rank_consent FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND current_organisation() IN (lender_id, second_lender_id))
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY pledge_rank_consent_gives ON pledge_rank_consent FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND given_by = current_user_account()
  AND EXISTS (SELECT 1 FROM organisation o WHERE o.id = second_lender_id AND o.kind = 'lender'));
-- Nobody reads it but the pledgee and the program that changes the key.
CREATE POLICY pledge_modification_code_own ON pledge_modification_code FOR SELECT USING (
  current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY pledge_modification_code_keeps ON pledge_modification_code FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account());
CREATE POLICY pledge_modification_code_renews ON pledge_modification_code FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY annotation_waiver_signs ON annotation_waiver FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND signed_by = current_user_account()
  AND num_nonnulls(second_by, second_on) = 0);
CREATE POLICY register_file_exchanges ON register_file FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND made_by = current_user_account());
CREATE POLICY register_file_row_exchanges ON register_file_row FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation());
CREATE POLICY collateral_alert_raises ON collateral_alert FOR INSERT WITH CHECK (current_scope() = 'system');
CREATE POLICY collateral_alert_moves ON collateral_alert FOR UPDATE
  USING (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()))
  WITH CHECK (current_scope() = 'system' OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY collateral_change_proposes ON collateral_change FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND state = 'PROPOSED' AND proposed_by = current_user_account());
CREATE POLICY loan_collateral_adds ON loan_collateral FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation());
CREATE POLICY listed_valuer_lists ON listed_valuer FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND listed_by = current_user_account());
CREATE POLICY valuation_request_asks ON valuation_request FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND requested_by = current_user_account());

GRANT SELECT, INSERT ON pledge_rank_consent, pledge_modification_code, annotation_waiver, register_file, register_file_row, collateral_alert,
  collateral_change, loan_collateral, listed_valuer, valuation_request TO tandai_app;
GRANT SELECT ON secured_loan TO tandai_app;
GRANT UPDATE (collateral_class, registered_at, certificate_hash, annotation_receipt_no, annotated_on, cancellation_no, cancelled_on,
  unfreeze_receipt_no, unfrozen_on) ON pledge TO tandai_app;
GRANT UPDATE (key_id, nonce, ciphertext, tag) ON pledge_modification_code TO tandai_app;
GRANT UPDATE (second_by, second_on) ON annotation_waiver TO tandai_app;
GRANT UPDATE (state, version) ON collateral_alert TO tandai_app;
GRANT UPDATE (state, decided_by, decided_on, opinion, version) ON collateral_change TO tandai_app;
GRANT UPDATE (state, listed_valuer_id, version) ON valuation_request TO tandai_app;
