-- 活动数据导入: one row per import that was committed, with the warnings its sender acknowledged.
CREATE TABLE activity_import (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  format        text NOT NULL CONSTRAINT activity_import_format_known CHECK (format IN ('json', 'csv', 'xlsx')),
  file_name     text,
  sha256        text NOT NULL,
  row_count     integer NOT NULL CONSTRAINT activity_import_rows_positive CHECK (row_count > 0),
  accepted      integer NOT NULL,
  anomalies     jsonb NOT NULL,
  acknowledged  boolean NOT NULL,
  reason        text,
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT activity_import_all_or_nothing CHECK (accepted = row_count),
  CONSTRAINT activity_import_warnings_acknowledged CHECK (acknowledged OR jsonb_array_length(anomalies) = 0),
  CONSTRAINT activity_import_once UNIQUE (enterprise_id, sha256)
);
CREATE INDEX activity_import_latest ON activity_import (enterprise_id, recorded_at DESC, id DESC);
CREATE TRIGGER activity_import_append_only BEFORE UPDATE OR DELETE ON activity_import FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Steam is counted by its enthalpy, so the account keeps it beside the quantity.
ALTER TABLE activity
  ADD COLUMN enthalpy_kj_per_kg numeric CONSTRAINT activity_enthalpy_positive CHECK (enthalpy_kj_per_kg > 0),
  ADD COLUMN import_id uuid REFERENCES activity_import;

ALTER TABLE activity_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity_import FORCE ROW LEVEL SECURITY;
CREATE POLICY activity_import_read ON activity_import FOR SELECT USING (
  current_scope() IN ('system', 'steward', 'auditor')
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
CREATE POLICY activity_import_add ON activity_import FOR INSERT WITH CHECK (
  current_scope() IN ('system', 'steward') OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation()));
GRANT SELECT, INSERT ON activity_import TO tandai_app;
