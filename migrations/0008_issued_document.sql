-- A document as it was issued, byte for byte: whoever holds it can hash it and ask whether it stands.
CREATE SEQUENCE credit_report_serial;

CREATE TABLE issued_document (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind          text NOT NULL CONSTRAINT issued_document_kind_known CHECK (kind IN ('carbon-credit-report')),
  number        text NOT NULL CONSTRAINT issued_document_number_key UNIQUE,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  uscc          text NOT NULL,
  issued_for    uuid NOT NULL REFERENCES organisation,
  purpose       text NOT NULL CONSTRAINT issued_document_purpose_known CHECK (purpose IN ('pre_loan', 'post_loan', 'reloan_review', 'own_use')),
  as_of         date NOT NULL,
  known_at      timestamptz NOT NULL,
  issued_at     timestamptz NOT NULL,
  document      text NOT NULL,
  document_hash text NOT NULL CONSTRAINT issued_document_hash_key UNIQUE,
  restates      uuid CONSTRAINT issued_document_restated_once UNIQUE REFERENCES issued_document,
  issued_by     uuid REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT issued_document_hash_is_of_document CHECK (document_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  CONSTRAINT issued_document_known_when_issued CHECK (known_at <= issued_at)
);
CREATE INDEX issued_document_newest ON issued_document (issued_at DESC, id DESC);
CREATE INDEX issued_document_enterprise ON issued_document (enterprise_id, issued_at DESC);
CREATE TRIGGER issued_document_append_only BEFORE UPDATE OR DELETE ON issued_document FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A document belongs to its subject and to whom it was issued for; it stays theirs when a consent ends. Any other bank sees nothing.
ALTER TABLE issued_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE issued_document FORCE ROW LEVEL SECURITY;
CREATE POLICY issued_document_read ON issued_document FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND issued_for = current_organisation()));
CREATE POLICY issued_document_add ON issued_document FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND issued_for = current_organisation() AND consent_in_force(enterprise_id, current_organisation())));

GRANT SELECT, INSERT ON issued_document TO tandai_app;
GRANT USAGE ON SEQUENCE credit_report_serial TO tandai_app;
