-- 资产负债表: what a borrower's emissions are attributed over. A correction is a new row that supersedes; the old one stays readable.
CREATE TABLE balance_sheet (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  as_of         date NOT NULL,
  equity        numeric(20,2),
  debt          numeric(20,2) CONSTRAINT balance_sheet_debt_not_negative CHECK (debt >= 0),
  total_assets  numeric(20,2) CONSTRAINT balance_sheet_total_assets_positive CHECK (total_assets > 0),
  evic          numeric(20,2) CONSTRAINT balance_sheet_evic_positive CHECK (evic > 0),
  source        text NOT NULL,
  reason        text,
  supersedes    uuid CONSTRAINT balance_sheet_superseded_once UNIQUE,
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT balance_sheet_of_day UNIQUE (id, enterprise_id, as_of),
  CONSTRAINT balance_sheet_corrects_same_day FOREIGN KEY (supersedes, enterprise_id, as_of) REFERENCES balance_sheet (id, enterprise_id, as_of),
  CONSTRAINT balance_sheet_says_something CHECK (num_nonnulls(equity, debt, total_assets, evic) > 0),
  CONSTRAINT balance_sheet_adds_up CHECK (equity + debt <= total_assets),
  CONSTRAINT balance_sheet_correction_has_reason CHECK (supersedes IS NULL OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX balance_sheet_first ON balance_sheet (enterprise_id, as_of) WHERE supersedes IS NULL;
CREATE INDEX balance_sheet_account ON balance_sheet (enterprise_id, as_of DESC, recorded_at DESC);
CREATE TRIGGER balance_sheet_append_only BEFORE UPDATE OR DELETE ON balance_sheet FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- It opens as the operating figures do.
ALTER TABLE balance_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE balance_sheet FORCE ROW LEVEL SECURITY;
CREATE POLICY balance_sheet_read ON balance_sheet FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation(), 'operating'))
  OR (current_scope() = 'central-bank' AND filing_in_force(enterprise_id, current_organisation())));
CREATE POLICY balance_sheet_add ON balance_sheet FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward') OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));

GRANT SELECT, INSERT ON balance_sheet TO tandai_app;
