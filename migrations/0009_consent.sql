-- 授权查询: firm × bank × purpose × field group × period. A bank asks, the firm's signer grants or refuses, and may withdraw; each is a
-- fact that is added. What stands is derived from them on the day it is asked.

-- What a signer agrees to, as it read on the day; a new wording is a new version.
CREATE TABLE consent_text (
  version     integer PRIMARY KEY,
  zh          text NOT NULL,
  en          text NOT NULL,
  hash        text NOT NULL CONSTRAINT consent_text_hash_key UNIQUE,
  valid_from  date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT consent_text_hash_is_of_text CHECK (hash = encode(sha256(convert_to(zh || E'\n' || en, 'UTF8')), 'hex'))
);
CREATE TRIGGER consent_text_append_only BEFORE UPDATE OR DELETE ON consent_text FOR EACH ROW EXECUTE FUNCTION forbid_change();
INSERT INTO consent_text (version, zh, en, hash, valid_from)
SELECT 1, zh, en, encode(sha256(convert_to(zh || E'\n' || en, 'UTF8')), 'hex'), DATE '2022-08-01'
FROM (VALUES (
  '本企业授权所列机构在所列期间内,仅为所列目的,查询本企业碳账户中所列的信息类别。每次查询均留有记录,本企业可随时查看;本企业可随时撤回授权,撤回后立即停止查询,撤回前已作出的决定不受影响。',
  'The enterprise lets the named institution look, within the named period and for the named purpose only, into the named groups of information of its carbon account. Every look is logged and the enterprise can read the log; it may withdraw at any time, which closes the account at once and leaves decisions already taken as they are.'
)) AS wording (zh, en);

-- A bank asks by code. The row names no enterprise: whether the code exists, and whose it is, stays unsaid until its owner answers.
CREATE TABLE consent_request (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id    uuid NOT NULL REFERENCES organisation,
  uscc         text NOT NULL,
  purpose      text NOT NULL CONSTRAINT consent_request_purpose_known CHECK (purpose IN ('pre_loan', 'post_loan', 'reloan_review')),
  field_groups text[] NOT NULL CONSTRAINT consent_request_field_groups_known CHECK (
                 field_groups <@ ARRAY['identity', 'emissions', 'activity', 'rating', 'operating'] AND 'identity' = ANY (field_groups)),
  valid_from   date NOT NULL,
  valid_to     date,
  reason       text NOT NULL,
  requested_on date NOT NULL,
  expires_on   date NOT NULL,
  requested_by uuid NOT NULL REFERENCES user_account,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT consent_request_of_lender UNIQUE (id, lender_id),
  CONSTRAINT consent_request_period_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CONSTRAINT consent_request_expires_later CHECK (expires_on > requested_on)
);
CREATE INDEX consent_request_addressee ON consent_request (uscc, recorded_at DESC, id);
CREATE INDEX consent_request_lender ON consent_request (lender_id, recorded_at DESC, id);
CREATE TRIGGER consent_request_append_only BEFORE UPDATE OR DELETE ON consent_request FOR EACH ROW EXECUTE FUNCTION forbid_change();

ALTER TABLE consent
  ADD COLUMN field_groups text[] NOT NULL DEFAULT ARRAY['identity', 'emissions', 'activity', 'rating', 'operating']
    CONSTRAINT consent_field_groups_known CHECK (
      field_groups <@ ARRAY['identity', 'emissions', 'activity', 'rating', 'operating'] AND 'identity' = ANY (field_groups)),
  ADD COLUMN request_id uuid CONSTRAINT consent_of_request_once UNIQUE REFERENCES consent_request,
  ADD COLUMN text_version integer REFERENCES consent_text,
  ADD COLUMN text_hash text REFERENCES consent_text (hash);

-- One answer to one request.
CREATE TABLE consent_decision (
  request_id    uuid PRIMARY KEY,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  lender_id     uuid NOT NULL REFERENCES organisation,
  outcome       text NOT NULL CONSTRAINT consent_decision_outcome_known CHECK (outcome IN ('GRANTED', 'REFUSED')),
  consent_id    uuid REFERENCES consent,
  reason        text,
  decided_by    uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT consent_decision_of_request FOREIGN KEY (request_id, lender_id) REFERENCES consent_request (id, lender_id),
  CONSTRAINT consent_decision_grant_has_consent CHECK ((outcome = 'GRANTED') = (consent_id IS NOT NULL))
);
CREATE TRIGGER consent_decision_append_only BEFORE UPDATE OR DELETE ON consent_decision FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- The purpose a transaction looks for; set once it is checked, it narrows what its consents open. Unset: whatever any consent opens.
CREATE FUNCTION current_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('tandai.purpose', true), '');

-- The enterprise whose statement a transaction is adding up: its meter rows and the months of its accounting years may be read for
-- the sums, not to be shown.
CREATE FUNCTION current_statement() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('tandai.statement_of', true), '')::uuid;

-- Whether a transaction is adding up a statistic of the city.
CREATE FUNCTION adding_up_statistics() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('tandai.statistics', true), '') = 'on';

CREATE FUNCTION consent_in_force(enterprise uuid, lender uuid, field_group text) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT 1 FROM consent c
    WHERE c.enterprise_id = enterprise AND c.lender_id = lender AND field_group = ANY (c.field_groups)
      AND (current_purpose() IS NULL OR c.purpose = current_purpose())
      AND c.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
      AND (c.valid_to IS NULL OR c.valid_to >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
      AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.consent_id = c.id));

-- A branch reads an account while a loan of the enterprise is filed with it: a returned filing closes it.
CREATE FUNCTION filing_in_force(enterprise uuid, branch uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT 1 FROM reloan_filing_loan f WHERE f.enterprise_id = enterprise AND f.central_bank_id = branch AND f.live);

-- 查询日志: one row per look into an account, written in the transaction that looks.
CREATE TABLE account_view (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id   uuid NOT NULL REFERENCES enterprise,
  organisation_id uuid NOT NULL REFERENCES organisation,
  user_id         uuid NOT NULL REFERENCES user_account,
  username        text NOT NULL,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  request_id      text NOT NULL,
  address         text NOT NULL,
  purpose         text NOT NULL CONSTRAINT account_view_purpose_known CHECK (purpose IN
                    ('pre_loan', 'post_loan', 'reloan_review', 'own_use', 'supervision')),
  consent_id      uuid REFERENCES consent,
  what            text NOT NULL CONSTRAINT account_view_what_known CHECK (what IN ('account', 'rating', 'activity')),
  asked           jsonb NOT NULL,
  result_hash     text NOT NULL CONSTRAINT account_view_result_hash_form CHECK (result_hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX account_view_enterprise ON account_view (enterprise_id, at DESC, id);
CREATE INDEX account_view_organisation ON account_view (organisation_id, at DESC, id);
CREATE TRIGGER account_view_append_only BEFORE UPDATE OR DELETE ON account_view FOR EACH ROW EXECUTE FUNCTION forbid_change();

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['consent_request', 'consent_decision', 'account_view']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
END $$;

CREATE POLICY consent_request_read ON consent_request FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND uscc = (SELECT e.uscc FROM enterprise e WHERE e.id = current_organisation())));
CREATE POLICY consent_request_add ON consent_request FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND requested_by = current_user_account());

CREATE POLICY consent_decision_read ON consent_decision FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
-- The addressee decides, and nobody else sees the request from an enterprise's side.
CREATE POLICY consent_decision_add ON consent_decision FOR INSERT WITH CHECK (
  current_scope() = 'enterprise' AND enterprise_id = current_organisation() AND decided_by = current_user_account()
  AND EXISTS (SELECT 1 FROM consent_request r WHERE r.id = request_id));

CREATE POLICY account_view_read ON account_view FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR organisation_id = current_organisation());
-- Who looks writes under its own name, and the right it names must stand: the log can tell no other purpose than a lawful one.
CREATE POLICY account_view_add ON account_view FOR INSERT WITH CHECK (
  organisation_id = current_organisation() AND user_id = current_user_account()
  AND CASE current_scope()
    WHEN 'enterprise' THEN purpose = 'own_use' AND enterprise_id = current_organisation()
    WHEN 'steward' THEN purpose = 'supervision'
    WHEN 'auditor' THEN purpose = 'supervision'
    WHEN 'central-bank' THEN purpose = 'reloan_review' AND filing_in_force(enterprise_id, current_organisation())
    WHEN 'lender' THEN purpose = current_purpose()
      AND EXISTS (SELECT 1 FROM consent c
                  WHERE c.id = consent_id AND c.enterprise_id = account_view.enterprise_id AND c.lender_id = current_organisation()
                    AND c.purpose = account_view.purpose)
      AND consent_in_force(enterprise_id, current_organisation(),
                           CASE what WHEN 'account' THEN 'emissions' ELSE what END)
    ELSE false END);

ALTER POLICY activity_read ON activity USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND (
        consent_in_force(enterprise_id, current_organisation(), 'activity')
        OR (enterprise_id = current_statement() AND consent_in_force(enterprise_id, current_organisation(), 'emissions'))))
  OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())));
ALTER POLICY operating_figure_read ON operating_figure USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND (
        consent_in_force(enterprise_id, current_organisation(), 'operating')
        OR (enterprise_id = current_statement() AND consent_in_force(enterprise_id, current_organisation(), 'emissions'))))
  OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())));
ALTER POLICY rating_read ON rating USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation(), 'rating'))
  OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())));

-- The administrator runs the platform and sees the city's figures; a line of a firm only while it is added up.
ALTER POLICY credit_line_read ON credit_line USING (
  current_scope() IN ('system', 'steward', 'auditor', 'central-bank')
  OR (current_scope() = 'administrator' AND adding_up_statistics())
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
ALTER POLICY rate_decision_read ON rate_decision USING (
  current_scope() IN ('system', 'steward', 'auditor', 'central-bank')
  OR (current_scope() = 'administrator' AND adding_up_statistics())
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
-- An issued report has every cell of the city.
ALTER POLICY issued_report_city ON issued_report USING (current_scope() IN ('system', 'central-bank', 'steward', 'auditor'));

GRANT SELECT ON consent_text TO tandai_app;
GRANT SELECT, INSERT ON consent_request, consent_decision, account_view TO tandai_app;
