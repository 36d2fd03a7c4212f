-- Exports: files that a job writes of what its asker may see. A row says who asked for what, as of when and why, what was left empty, and what
-- came of it; the file itself stands in a folder and goes when its time is over, the row stays.
CREATE TABLE export_file (
  id              uuid PRIMARY KEY,
  run_id          uuid NOT NULL CONSTRAINT export_file_of_run UNIQUE REFERENCES job_run,
  organisation_id uuid NOT NULL REFERENCES organisation,
  requested_by    uuid NOT NULL REFERENCES user_account,
  dataset         text NOT NULL,
  format          text NOT NULL CONSTRAINT export_file_format_known CHECK (format IN ('csv', 'xlsx')),
  filters         jsonb NOT NULL CONSTRAINT export_file_filters_named CHECK (jsonb_typeof(filters) = 'object'),
  reason          text NOT NULL CONSTRAINT export_file_has_reason CHECK (btrim(reason) <> ''),
  as_of           date NOT NULL,
  known_at        timestamptz NOT NULL,
  -- The columns that stay empty for the asker.
  masked          text[] NOT NULL,
  state           text NOT NULL DEFAULT 'REQUESTED' CONSTRAINT export_file_state_known
                    CHECK (state IN ('REQUESTED', 'WRITING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
  failure         jsonb,
  rows            bigint,
  bytes           bigint,
  sha256          text CONSTRAINT export_file_hash_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  requested_at    timestamptz NOT NULL DEFAULT now(),
  ready_at        timestamptz,
  expires_at      timestamptz,
  CONSTRAINT export_file_of_organisation UNIQUE (id, organisation_id),
  CONSTRAINT export_file_known_when_asked CHECK (known_at <= requested_at),
  CONSTRAINT export_file_failed_says_why CHECK ((failure IS NOT NULL) = (state = 'FAILED')),
  CONSTRAINT export_file_whole_when_ready CHECK (
    num_nonnulls(rows, bytes, sha256, ready_at, expires_at) = CASE WHEN state IN ('READY', 'EXPIRED') THEN 5 ELSE 0 END),
  CONSTRAINT export_file_expires_later CHECK (expires_at > ready_at)
);
CREATE INDEX export_file_newest ON export_file (organisation_id, requested_at DESC, id DESC);
CREATE INDEX export_file_to_expire ON export_file (expires_at) WHERE state = 'READY';

-- What was asked for never changes; only the program says what came of it.
CREATE FUNCTION export_file_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
       ('REQUESTED', 'WRITING'), ('REQUESTED', 'FAILED'), ('REQUESTED', 'CANCELLED'), ('WRITING', 'REQUESTED'), ('WRITING', 'WRITING'),
       ('WRITING', 'READY'), ('WRITING', 'FAILED'), ('WRITING', 'CANCELLED'), ('FAILED', 'WRITING'), ('READY', 'EXPIRED')) THEN
    RAISE EXCEPTION 'an export does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'export_file_moves';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER export_file_moves BEFORE UPDATE ON export_file FOR EACH ROW EXECUTE FUNCTION export_file_moves();

ALTER TABLE export_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_file FORCE ROW LEVEL SECURITY;
CREATE POLICY export_file_read ON export_file FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY export_file_ask ON export_file FOR INSERT WITH CHECK (
  organisation_id = current_organisation() AND requested_by = current_user_account() AND state = 'REQUESTED');
CREATE POLICY export_file_work ON export_file FOR UPDATE USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system');
GRANT SELECT, INSERT ON export_file TO tandai_app;
GRANT UPDATE (state, failure, rows, bytes, sha256, ready_at, expires_at) ON export_file TO tandai_app;

-- Who took a file, and when: one row each time.
CREATE TABLE export_download (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  export_id       uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  user_id         uuid NOT NULL REFERENCES user_account,
  request_id      text NOT NULL,
  at              timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT export_download_by_its_organisation FOREIGN KEY (export_id, organisation_id) REFERENCES export_file (id, organisation_id)
);
CREATE INDEX export_download_of_export ON export_download (export_id, at);
CREATE TRIGGER export_download_append_only BEFORE UPDATE OR DELETE ON export_download FOR EACH ROW EXECUTE FUNCTION forbid_change();
ALTER TABLE export_download ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_download FORCE ROW LEVEL SECURITY;
CREATE POLICY export_download_read ON export_download FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY export_download_add ON export_download FOR INSERT
  WITH CHECK (organisation_id = current_organisation() AND user_id = current_user_account());
GRANT SELECT, INSERT ON export_download TO tandai_app;
