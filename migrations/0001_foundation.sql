-- Who asks: every transaction of the program names its scope, organisation and user; row-level security reads them here.
CREATE FUNCTION current_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('tandai.scope', true), ''), 'none');

CREATE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('tandai.organisation_id', true), '')::uuid;

CREATE FUNCTION current_user_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('tandai.user_id', true), '')::uuid;

-- Facts are added, never overwritten.
CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;

CREATE TABLE organisation (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code        text NOT NULL CONSTRAINT organisation_code_key UNIQUE,
  kind        text NOT NULL CONSTRAINT organisation_kind_known CHECK (kind IN
                ('central_bank_branch', 'data_authority', 'data_operator', 'data_exchange', 'lender', 'guarantor', 'enterprise', 'auditor', 'platform')),
  name_zh     text NOT NULL,
  name_en     text NOT NULL,
  origin      text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_account (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  username        text NOT NULL CONSTRAINT user_account_username_key UNIQUE,
  name_zh         text NOT NULL,
  name_en         text NOT NULL,
  password_hash   text NOT NULL,
  active          boolean NOT NULL DEFAULT true,
  demo            boolean NOT NULL DEFAULT false,
  version         integer NOT NULL DEFAULT 1,
  recorded_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_role (
  user_id         uuid NOT NULL REFERENCES user_account,
  organisation_id uuid NOT NULL REFERENCES organisation,
  role            text NOT NULL CONSTRAINT user_role_known CHECK (role IN
                    ('enterprise_user', 'loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'data_steward', 'auditor', 'administrator')),
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, role)
);

CREATE TABLE user_session (
  token_hash      text PRIMARY KEY,
  user_id         uuid NOT NULL REFERENCES user_account,
  organisation_id uuid NOT NULL REFERENCES organisation,
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  ended_at        timestamptz
);

CREATE TABLE sign_in_attempt (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username  text NOT NULL,
  address   text NOT NULL,
  succeeded boolean NOT NULL,
  at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sign_in_attempt_recent ON sign_in_attempt (username, at) WHERE NOT succeeded;
CREATE INDEX sign_in_attempt_recent_address ON sign_in_attempt (address, at) WHERE NOT succeeded;

-- Rules as data: valid time (valid_from, valid_to, both days included), publication, and recorded time. A published row never changes;
-- a later row of the same key and period replaces it for whoever asks as known later.
CREATE TABLE rule (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name   text NOT NULL,
  key          text NOT NULL,
  valid_from   date NOT NULL,
  valid_to     date,
  published_on date,
  source       text NOT NULL,
  status       text NOT NULL CONSTRAINT rule_status_known CHECK (status IN
                 ('confirmed', 'secondary', 'recalled', 'derived', 'assumption', 'unknown', 'given')),
  body         jsonb NOT NULL,
  content_hash text NOT NULL,
  entered_by   uuid REFERENCES user_account,
  approved_by  uuid REFERENCES user_account,
  -- Published reference data are known from their publication; what a person enters, and a replaced version, from the moment it is recorded.
  known_from   timestamptz NOT NULL DEFAULT now(),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rule_content_key UNIQUE (table_name, content_hash),
  CONSTRAINT rule_period_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CONSTRAINT rule_maker_is_not_checker CHECK (entered_by IS NULL OR approved_by IS DISTINCT FROM entered_by)
);
CREATE INDEX rule_in_force ON rule (table_name, key, valid_from);
CREATE TRIGGER rule_append_only BEFORE UPDATE OR DELETE ON rule FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- One row per decision, written in its transaction; sealed into a hash chain afterwards, so writers never queue behind one another.
CREATE TABLE audit_event (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  organisation_id uuid REFERENCES organisation,
  user_id         uuid REFERENCES user_account,
  action          text NOT NULL,
  subject_kind    text NOT NULL,
  subject_id      text NOT NULL,
  request_id      text,
  detail          jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_event_subject ON audit_event (subject_kind, subject_id, id);
CREATE INDEX audit_event_organisation ON audit_event (organisation_id, id);
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE audit_seal (
  seq       bigint PRIMARY KEY,
  event_id  bigint NOT NULL CONSTRAINT audit_seal_event_key UNIQUE REFERENCES audit_event,
  prev_hash text NOT NULL,
  hash      text NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE idempotency_answer (
  user_id         uuid NOT NULL REFERENCES user_account,
  organisation_id uuid NOT NULL REFERENCES organisation,
  key             text NOT NULL,
  operation       text NOT NULL,
  body_hash       text NOT NULL,
  status          integer NOT NULL,
  answer          text NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_answer_pkey PRIMARY KEY (user_id, key)
);
CREATE TRIGGER idempotency_answer_append_only BEFORE UPDATE OR DELETE ON idempotency_answer FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- The durable record of a batch; queues only carry its id.
CREATE TABLE job_run (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind            text NOT NULL,
  payload         jsonb NOT NULL,
  payload_hash    text NOT NULL,
  state           text NOT NULL DEFAULT 'queued' CONSTRAINT job_run_state_known CHECK (state IN ('queued', 'running', 'succeeded', 'failed')),
  done            integer NOT NULL DEFAULT 0,
  total           integer,
  attempt         integer NOT NULL DEFAULT 0,
  result          jsonb,
  failure         text,
  organisation_id uuid REFERENCES organisation,
  requested_by    uuid REFERENCES user_account,
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  heartbeat_at    timestamptz,
  finished_at     timestamptz
);
CREATE UNIQUE INDEX job_run_one_live ON job_run (kind, payload_hash) WHERE state IN ('queued', 'running');
CREATE INDEX job_run_queue ON job_run (created_at) WHERE state IN ('queued', 'running');

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;
ALTER TABLE user_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_account FORCE ROW LEVEL SECURITY;
ALTER TABLE user_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_role FORCE ROW LEVEL SECURITY;
ALTER TABLE user_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_session FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
ALTER TABLE idempotency_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_answer FORCE ROW LEVEL SECURITY;
ALTER TABLE job_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_run FORCE ROW LEVEL SECURITY;

CREATE POLICY user_account_own ON user_account
  USING (current_scope() IN ('system', 'administrator') OR organisation_id = current_organisation());
-- An auditor reads who acted, and changes nobody.
CREATE POLICY user_account_audit ON user_account FOR SELECT USING (current_scope() = 'auditor');
CREATE POLICY user_role_own ON user_role
  USING (current_scope() IN ('system', 'administrator') OR organisation_id = current_organisation());
CREATE POLICY user_session_own ON user_session
  USING (current_scope() = 'system' OR user_id = current_user_account());
CREATE POLICY audit_event_read ON audit_event FOR SELECT
  USING (current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY audit_event_write ON audit_event FOR INSERT WITH CHECK (true);
CREATE POLICY idempotency_answer_own ON idempotency_answer
  USING (current_scope() = 'system' OR user_id = current_user_account());
CREATE POLICY job_run_own ON job_run
  USING (current_scope() IN ('system', 'administrator', 'auditor') OR organisation_id = current_organisation());

GRANT SELECT, INSERT ON organisation, user_role, rule, audit_event, audit_seal, idempotency_answer, sign_in_attempt TO tandai_app;
GRANT SELECT, INSERT, UPDATE ON user_account, user_session, job_run TO tandai_app;
