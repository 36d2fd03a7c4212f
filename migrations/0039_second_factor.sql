-- Who may administer whom: three officers who exclude one another (三员分立), a second factor at the sign-in, sessions that wait for a step.

SELECT enter_scope('system');

-- 1. Scopes. Officers of the platform reach everybody ('security', 'audit'); those of another organisation only their own people
--    ('own-security', 'own-audit'). The administrator of the platform keeps the scope it had.
CREATE FUNCTION security_reaches(organisation uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN current_scope() IN ('system', 'security')
      OR (current_scope() = 'own-security' AND organisation = current_organisation());
GRANT EXECUTE ON FUNCTION security_reaches(uuid) TO tandai_app;

ALTER TABLE organisation ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;
GRANT UPDATE (second_factor_required) ON organisation TO tandai_app;
CREATE POLICY organisation_officers_read ON organisation FOR SELECT USING (current_scope() IN ('administrator', 'security', 'audit'));
CREATE POLICY organisation_security ON organisation FOR UPDATE USING (security_reaches(id)) WITH CHECK (security_reaches(id));

-- 2. People. A first password was given by somebody else: whoever signs in with it chooses another before anything else.
ALTER TABLE user_account
  ADD COLUMN password_is_first boolean NOT NULL DEFAULT false,
  ADD COLUMN password_changed_at timestamptz,
  ADD CONSTRAINT user_account_of_organisation UNIQUE (id, organisation_id);
REVOKE UPDATE ON user_account FROM tandai_app;
GRANT UPDATE (password_hash, password_is_first, password_changed_at, active, version) ON user_account TO tandai_app;
GRANT SELECT (password_is_first, password_changed_at) ON user_account TO tandai_app;
ALTER POLICY user_account_read ON user_account
  USING (current_scope() IN ('system', 'administrator', 'auditor', 'security', 'audit') OR organisation_id = current_organisation());

-- 3. Roles. What a role belongs to: each of the three officers alone, every business role together. A person has roles of one family.
ALTER TABLE user_role DROP CONSTRAINT user_role_known;
ALTER TABLE user_role ADD CONSTRAINT user_role_known CHECK (role IN
  ('enterprise_user', 'loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee', 'guarantor_officer', 'reloan_reviewer',
   'reloan_approver', 'data_steward', 'operator_officer', 'registrar', 'exchange_officer', 'compliance_reviewer', 'auditor',
   'administrator', 'security_officer', 'audit_officer'));
-- An administrator who also did business keeps the administration, and only the platform has one; what is taken is in the audit.
CREATE POLICY user_role_remove ON user_role FOR DELETE
  USING (security_reaches(organisation_id) AND user_id IS DISTINCT FROM current_user_account());
GRANT DELETE ON user_role TO tandai_app;
WITH taken AS (
  DELETE FROM user_role r USING organisation o
  WHERE o.id = r.organisation_id
    AND CASE WHEN r.role = 'administrator' THEN o.kind <> 'platform'
             ELSE o.kind = 'platform' AND EXISTS (SELECT 1 FROM user_role a WHERE a.user_id = r.user_id AND a.role = 'administrator') END
  RETURNING r.user_id, r.role)
INSERT INTO audit_event (action, subject_kind, subject_id, detail)
SELECT 'user.role-taken', 'user', user_id::text, jsonb_build_object('role', role, 'reason', 'officers exclude one another and business roles')
FROM taken;
ALTER TABLE user_role
  ADD COLUMN family text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN role IN ('administrator', 'security_officer', 'audit_officer') THEN role ELSE 'business' END) STORED,
  ADD CONSTRAINT user_role_officers_apart EXCLUDE USING gist (user_id WITH =, family WITH <>),
  ADD CONSTRAINT user_role_of_organisation FOREIGN KEY (user_id, organisation_id) REFERENCES user_account (id, organisation_id);

CREATE FUNCTION administrator_is_of_platform() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.organisation_id AND o.kind = 'platform') THEN
    RAISE EXCEPTION 'an administrator belongs to the platform'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'user_role_administrator_of_platform';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER user_role_administrator_of_platform BEFORE INSERT ON user_role
  FOR EACH ROW WHEN (NEW.role = 'administrator') EXECUTE FUNCTION administrator_is_of_platform();

-- The administrator makes people, the security officer says what they may do; nobody says it of himself.
ALTER POLICY user_role_read ON user_role
  USING (current_scope() IN ('system', 'administrator', 'security', 'audit') OR organisation_id = current_organisation());
ALTER POLICY user_role_add ON user_role
  WITH CHECK (security_reaches(organisation_id) AND user_id IS DISTINCT FROM current_user_account());

-- 4. Sessions. One that waits for a step opens nothing but that step.
ALTER TABLE user_session
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT user_session_id_key UNIQUE,
  ADD COLUMN awaits text CONSTRAINT user_session_awaits_known CHECK (awaits IN ('second_factor', 'enrolment', 'new_password')),
  ADD COLUMN address text,
  ADD COLUMN agent text;
CREATE INDEX user_session_live ON user_session (user_id) WHERE ended_at IS NULL;
REVOKE UPDATE ON user_session FROM tandai_app;
GRANT UPDATE (ended_at) ON user_session TO tandai_app;
ALTER POLICY user_session_read ON user_session USING (security_reaches(organisation_id) OR user_id = current_user_account());
ALTER POLICY user_session_change ON user_session
  USING (security_reaches(organisation_id)) WITH CHECK (security_reaches(organisation_id));

-- Whoever has a new password, or may not come in any more, is signed out everywhere.
CREATE FUNCTION end_sessions_of_user() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  UPDATE user_session SET ended_at = now() WHERE user_id = NEW.id AND ended_at IS NULL;
  PERFORM enter_scope(was);
  RETURN NULL;
END $$;
CREATE TRIGGER user_account_ends_sessions AFTER UPDATE OF password_hash, active ON user_account
  FOR EACH ROW WHEN (NEW.password_hash IS DISTINCT FROM OLD.password_hash OR NOT NEW.active) EXECUTE FUNCTION end_sessions_of_user();

-- 5. Attempts under a name, released by the security officer before they are forgotten.
ALTER TABLE sign_in_attempt ADD COLUMN released_at timestamptz;
GRANT UPDATE (released_at) ON sign_in_attempt TO tandai_app;
CREATE POLICY sign_in_attempt_security_reads ON sign_in_attempt FOR SELECT USING (
  EXISTS (SELECT 1 FROM user_account u WHERE u.username = sign_in_attempt.username AND security_reaches(u.organisation_id)));
CREATE POLICY sign_in_attempt_security_releases ON sign_in_attempt FOR UPDATE
  USING (EXISTS (SELECT 1 FROM user_account u WHERE u.username = sign_in_attempt.username AND security_reaches(u.organisation_id)))
  WITH CHECK (EXISTS (SELECT 1 FROM user_account u WHERE u.username = sign_in_attempt.username AND security_reaches(u.organisation_id)));

-- 6. The second factor (TOTP, RFC 6238): one open per person, begun and then confirmed by a code.
CREATE TABLE second_factor (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id         uuid NOT NULL,
  organisation_id uuid NOT NULL,
  begun_at        timestamptz NOT NULL DEFAULT now(),
  confirmed_at    timestamptz,
  ended_at        timestamptz,
  -- The security officer who reset it; nobody, where its owner began anew before confirming.
  ended_by        uuid REFERENCES user_account,
  end_reason      text,
  CONSTRAINT second_factor_of_user FOREIGN KEY (user_id, organisation_id) REFERENCES user_account (id, organisation_id),
  CONSTRAINT second_factor_end_whole CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CONSTRAINT second_factor_reset_by_another CHECK (ended_by IS DISTINCT FROM user_id),
  CONSTRAINT second_factor_in_organisation UNIQUE (id, organisation_id)
);
CREATE UNIQUE INDEX second_factor_one_open ON second_factor (user_id) WHERE ended_at IS NULL;

-- The secret, sealed; bound to its row. It goes with the end of its factor.
CREATE TABLE second_factor_secret (
  second_factor_id uuid PRIMARY KEY,
  organisation_id  uuid NOT NULL,
  key_id           text NOT NULL,
  nonce            bytea NOT NULL CONSTRAINT second_factor_secret_nonce_whole CHECK (octet_length(nonce) = 12),
  ciphertext       bytea NOT NULL,
  tag              bytea NOT NULL CONSTRAINT second_factor_secret_tag_whole CHECK (octet_length(tag) = 16),
  CONSTRAINT second_factor_secret_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor (id, organisation_id)
);

-- Each time step is accepted once: a code that was seen over a shoulder is worth nothing.
CREATE TABLE second_factor_use (
  second_factor_id uuid NOT NULL,
  organisation_id  uuid NOT NULL,
  step             bigint NOT NULL,
  used_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT second_factor_code_once PRIMARY KEY (second_factor_id, step),
  CONSTRAINT second_factor_use_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor (id, organisation_id)
);
CREATE TRIGGER second_factor_use_append_only BEFORE UPDATE OR DELETE ON second_factor_use
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE recovery_code (
  second_factor_id uuid NOT NULL,
  organisation_id  uuid NOT NULL,
  code_hash        text NOT NULL CONSTRAINT recovery_code_hash_form CHECK (code_hash ~ '^[0-9a-f]{64}$'),
  used_at          timestamptz,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (second_factor_id, code_hash),
  CONSTRAINT recovery_code_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor (id, organisation_id)
);
CREATE FUNCTION recovery_code_is_used_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a recovery code is used once' USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_code_used_once';
END $$;
CREATE TRIGGER recovery_code_used_once BEFORE UPDATE ON recovery_code
  FOR EACH ROW WHEN (OLD.used_at IS NOT NULL) EXECUTE FUNCTION recovery_code_is_used_once();

CREATE FUNCTION forget_second_factor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  DELETE FROM second_factor_secret WHERE second_factor_id = NEW.id;
  PERFORM enter_scope(was);
  RETURN NULL;
END $$;
CREATE TRIGGER second_factor_forgotten AFTER UPDATE OF ended_at ON second_factor
  FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION forget_second_factor();

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['second_factor', 'second_factor_secret', 'second_factor_use', 'recovery_code']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', kept);
  END LOOP;
  -- Secrets, steps and recovery codes are the sign-in's alone.
  FOREACH kept IN ARRAY ARRAY['second_factor_secret', 'second_factor_use', 'recovery_code']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_system ON %1$I USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system')$p$, kept);
  END LOOP;
END $$;
CREATE POLICY second_factor_read ON second_factor FOR SELECT USING (
  security_reaches(organisation_id) OR current_scope() IN ('administrator', 'audit') OR user_id = current_user_account());
CREATE POLICY second_factor_add ON second_factor FOR INSERT WITH CHECK (current_scope() = 'system');
-- The program confirms; a security officer only ends, under the own name.
CREATE POLICY second_factor_change ON second_factor FOR UPDATE USING (security_reaches(organisation_id)) WITH CHECK (
  current_scope() = 'system'
  OR (security_reaches(organisation_id) AND ended_at IS NOT NULL AND ended_by = current_user_account()));

GRANT SELECT, INSERT ON second_factor, second_factor_secret, second_factor_use, recovery_code TO tandai_app;
GRANT UPDATE (confirmed_at, ended_at, ended_by, end_reason) ON second_factor TO tandai_app;
GRANT UPDATE (key_id, nonce, ciphertext, tag), DELETE ON second_factor_secret TO tandai_app;
GRANT UPDATE (used_at) ON recovery_code TO tandai_app;

-- 7. The audit officer reads the log and its seals, of everybody or of the own organisation.
ALTER POLICY audit_event_read ON audit_event
  USING (current_scope() IN ('system', 'auditor', 'audit') OR organisation_id = current_organisation());
ALTER POLICY audit_seal_read ON audit_seal USING (current_scope() IN ('system', 'auditor', 'audit', 'own-audit'));

SELECT enter_scope('');
