-- State machines and their one history; the rights chain of a data product: grant, authorisation, registrations, listing, orders, disputes.

-- Rows of others are out of sight for whoever asks or writes, so what holds between them is looked at in the program's scope: a function
-- enters it, looks, and goes back to the caller's. An error on the way undoes the entering with everything else.
CREATE FUNCTION enter_scope(scope text) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', scope, true);
  RETURN was;
END $$;
GRANT EXECUTE ON FUNCTION enter_scope(text) TO tandai_app;

-- 1. A subject of a process stands in one state; every step that brought it there is kept.
CREATE TABLE process_subject (
  subject_kind   text NOT NULL,
  subject_id     uuid NOT NULL,
  machine        text NOT NULL,
  state          text NOT NULL,
  round          integer NOT NULL DEFAULT 1 CONSTRAINT process_subject_round_positive CHECK (round >= 1),
  -- Also the number of its last step.
  version        integer NOT NULL DEFAULT 1 CONSTRAINT process_subject_version_positive CHECK (version >= 1),
  -- Computed once when the step was taken, and never again.
  deadline_on    date,
  deadline_event text,
  applicant_id   uuid NOT NULL REFERENCES organisation,
  -- Every organisation sees it now, and may object.
  open_to_all    boolean NOT NULL DEFAULT false,
  last_on        date NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_subject_pkey PRIMARY KEY (subject_kind, subject_id),
  CONSTRAINT process_subject_clock_whole CHECK ((deadline_on IS NULL) = (deadline_event IS NULL))
);
CREATE INDEX process_subject_due ON process_subject (deadline_on) WHERE deadline_on IS NOT NULL;

-- Which organisation is what to a subject.
CREATE TABLE process_party (
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  party           text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_party_pkey PRIMARY KEY (subject_kind, subject_id, party, organisation_id),
  CONSTRAINT process_party_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject
);
CREATE INDEX process_party_organisation ON process_party (organisation_id, subject_kind);

CREATE TABLE process_step (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  machine         text NOT NULL,
  no              integer NOT NULL CONSTRAINT process_step_no_positive CHECK (no >= 1),
  round           integer NOT NULL CONSTRAINT process_step_round_positive CHECK (round >= 1),
  event           text NOT NULL,
  -- Null for the first step.
  from_state      text,
  to_state        text NOT NULL,
  party           text NOT NULL,
  -- Null where the program itself took the step because a clock had run out.
  user_id         uuid REFERENCES user_account,
  organisation_id uuid REFERENCES organisation,
  applicant_id    uuid NOT NULL REFERENCES organisation,
  on_date         date NOT NULL,
  opinion         text,
  -- SHA-256 of the document that the step rests on; the document is kept elsewhere.
  evidence_hash   text CONSTRAINT process_step_evidence_is_sha256 CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  deadline_on     date,
  deadline_event  text,
  -- The rows of the parameters that the deadline was computed from.
  rule_ids        bigint[] NOT NULL DEFAULT '{}',
  -- A judgement of its round.
  duty            text,
  -- Taken in another organisation's case.
  judges          boolean NOT NULL,
  detail          jsonb NOT NULL DEFAULT '{}',
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT process_step_no_key UNIQUE (subject_kind, subject_id, no),
  CONSTRAINT process_step_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject,
  CONSTRAINT process_step_begins CHECK ((no = 1) = (from_state IS NULL)),
  CONSTRAINT process_step_taken_by_somebody CHECK (CASE party WHEN 'timer' THEN num_nonnulls(user_id, organisation_id) = 0
                                                     ELSE num_nonnulls(user_id, organisation_id) = 2 END),
  -- Nobody acts on the own organisation's application.
  CONSTRAINT process_step_not_in_own_case CHECK (NOT judges OR organisation_id IS DISTINCT FROM applicant_id)
);
-- First and second reviewer of a round are two people.
CREATE UNIQUE INDEX process_step_different_people ON process_step (subject_kind, subject_id, round, user_id)
  WHERE duty IS NOT NULL AND user_id IS NOT NULL;
CREATE TRIGGER process_step_append_only BEFORE UPDATE OR DELETE ON process_step FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER process_party_append_only BEFORE UPDATE OR DELETE ON process_party FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A step follows the one before it.
CREATE FUNCTION step_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM process_subject s
  WHERE s.subject_kind = NEW.subject_kind AND s.subject_id = NEW.subject_id AND s.machine = NEW.machine
    AND s.applicant_id = NEW.applicant_id
    AND CASE WHEN NEW.no = 1 THEN s.version = 1 AND s.state = NEW.to_state AND NEW.on_date = s.last_on
             ELSE s.version = NEW.no - 1 AND s.state = NEW.from_state AND NEW.on_date >= s.last_on
                  AND NEW.round IN (s.round, s.round + 1) END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'step % does not follow the one before it', NEW.no
      USING ERRCODE = 'check_violation', CONSTRAINT = 'process_step_follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER process_step_follows BEFORE INSERT ON process_step FOR EACH ROW EXECUTE FUNCTION step_follows();

-- A subject moves by a step and in no other way.
CREATE FUNCTION subject_moves_by_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM process_step p
  WHERE p.subject_kind = NEW.subject_kind AND p.subject_id = NEW.subject_id AND p.no = NEW.version AND p.to_state = NEW.state
    AND p.round = NEW.round AND p.on_date = NEW.last_on
    AND (p.deadline_on, p.deadline_event) IS NOT DISTINCT FROM (NEW.deadline_on, NEW.deadline_event);
  IF NOT FOUND OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1) THEN
    RAISE EXCEPTION 'a subject moves by its steps'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'process_subject_moves_by_step';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER process_subject_begins_with_step AFTER INSERT ON process_subject DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step();
CREATE TRIGGER process_subject_moves_by_step AFTER UPDATE ON process_subject FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step();

-- What somebody has to be told the same day: a bank of what happens to a right it holds a pledge of, parties of a term that ends.
CREATE TABLE notice (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES organisation,
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  kind            text NOT NULL,
  on_date         date NOT NULL,
  -- The day it is about: of the step, or the last day of the term.
  about_on        date NOT NULL,
  detail          jsonb NOT NULL DEFAULT '{}',
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT notice_once UNIQUE (organisation_id, subject_kind, subject_id, kind, about_on)
);
CREATE TRIGGER notice_append_only BEFORE UPDATE OR DELETE ON notice FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 2. Who acts as what. A registry of data property is a body of its own; operator, exchange and registry see their own subjects only.
ALTER TABLE organisation DROP CONSTRAINT organisation_kind_known;
ALTER TABLE organisation ADD CONSTRAINT organisation_kind_known CHECK (kind IN
  ('central_bank_branch', 'data_authority', 'data_operator', 'data_exchange', 'data_registry', 'lender', 'guarantor', 'enterprise', 'auditor',
   'platform'));
ALTER TABLE user_role DROP CONSTRAINT user_role_known;
ALTER TABLE user_role ADD CONSTRAINT user_role_known CHECK (role IN
  ('enterprise_user', 'loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee', 'guarantor_officer', 'reloan_reviewer',
   'reloan_approver', 'data_steward', 'operator_officer', 'registrar', 'exchange_officer', 'compliance_reviewer', 'auditor', 'administrator'));

-- A part that only one kind of organisation plays.
CREATE FUNCTION plays_part(organisation uuid, party text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  answer boolean;
BEGIN
  answer := (SELECT EXISTS (
      SELECT 1 FROM organisation o WHERE o.id = organisation AND o.kind = CASE party
        WHEN 'operator' THEN 'data_operator' WHEN 'bureau' THEN 'data_authority' WHEN 'source' THEN 'data_authority'
        WHEN 'registry' THEN 'data_registry' WHEN 'exchange' THEN 'data_exchange' WHEN 'committee' THEN 'data_exchange'
        WHEN 'lender' THEN 'lender' WHEN 'central-bank' THEN 'central_bank_branch'
        WHEN 'developer' THEN 'enterprise' WHEN 'holder' THEN 'enterprise' WHEN 'borrower' THEN 'enterprise'
        WHEN 'timer' THEN 'none' ELSE o.kind END));
  PERFORM enter_scope(was);
  RETURN answer;
END $$;

ALTER TABLE process_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_subject FORCE ROW LEVEL SECURITY;
ALTER TABLE process_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_party FORCE ROW LEVEL SECURITY;
ALTER TABLE process_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_step FORCE ROW LEVEL SECURITY;
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;

-- The applicant names the others when it opens its case; later somebody joins only by its own step.
CREATE POLICY process_party_read ON process_party FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY process_subject_read ON process_subject FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR applicant_id = current_organisation()
  OR (open_to_all AND current_organisation() IS NOT NULL)
  OR EXISTS (SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_subject.subject_kind AND p.subject_id = process_subject.subject_id
               AND p.organisation_id = current_organisation()));
CREATE POLICY process_subject_open ON process_subject FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (applicant_id = current_organisation() AND version = 1));
CREATE POLICY process_subject_move ON process_subject FOR UPDATE USING (
  current_scope() = 'system' OR applicant_id = current_organisation()
  OR (open_to_all AND current_organisation() IS NOT NULL)
  OR EXISTS (SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_subject.subject_kind AND p.subject_id = process_subject.subject_id
               AND p.organisation_id = current_organisation()))
  WITH CHECK (
  current_scope() = 'system' OR applicant_id = current_organisation()
  OR EXISTS (SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_subject.subject_kind AND p.subject_id = process_subject.subject_id
               AND p.organisation_id = current_organisation()));
CREATE POLICY process_party_join ON process_party FOR INSERT WITH CHECK (
  plays_part(organisation_id, party)
  AND (current_scope() = 'system'
       OR EXISTS (SELECT 1 FROM process_subject s
                  WHERE s.subject_kind = process_party.subject_kind AND s.subject_id = process_party.subject_id
                    AND ((s.applicant_id = current_organisation() AND s.version = 1)
                         OR (s.open_to_all AND organisation_id = current_organisation() AND party = 'objector')))));
CREATE POLICY process_step_read ON process_step FOR SELECT USING (
  EXISTS (SELECT 1 FROM process_subject s WHERE s.subject_kind = process_step.subject_kind AND s.subject_id = process_step.subject_id));
CREATE POLICY process_step_take ON process_step FOR INSERT WITH CHECK (
  current_scope() = 'system'
  OR (user_id = current_user_account() AND organisation_id = current_organisation()
      AND (applicant_id = current_organisation() OR party = 'anyone' OR EXISTS (
             SELECT 1 FROM process_party p
             WHERE p.subject_kind = process_step.subject_kind AND p.subject_id = process_step.subject_id
               AND p.party = process_step.party AND p.organisation_id = current_organisation()))));
CREATE POLICY notice_read ON notice FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR organisation_id = current_organisation());
CREATE POLICY notice_tell ON notice FOR INSERT WITH CHECK (current_scope() = 'system');

-- The teller need not see what others are told, nor the notice it wrote.
CREATE FUNCTION tell(told uuid, about_kind text, about_id uuid, news text, told_on date, about date, details jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  added integer;
BEGIN
  INSERT INTO notice (organisation_id, subject_kind, subject_id, kind, on_date, about_on, detail)
  VALUES (told, about_kind, about_id, news, told_on, about, details) ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  PERFORM enter_scope(was);
  RETURN added = 1;
END $$;
GRANT EXECUTE ON FUNCTION tell(uuid, text, uuid, text, date, date, jsonb) TO tandai_app;

GRANT SELECT, INSERT ON process_subject, process_party, process_step, notice TO tandai_app;
GRANT UPDATE (state, round, version, deadline_on, deadline_event, open_to_all, last_on) ON process_subject TO tandai_app;
GRANT EXECUTE ON FUNCTION plays_part(uuid, text) TO tandai_app;

-- 3. The rights chain. A row says what was applied for; its state is what the process says, and nobody else writes it.

-- 运营授权 of the bureau to an operating unit, half-open: on ends_on it no longer holds.
CREATE TABLE operator_grant (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  bureau_id     uuid NOT NULL REFERENCES organisation,
  operator_id   uuid NOT NULL REFERENCES organisation,
  grant_no      text NOT NULL,
  fields        text[] NOT NULL CONSTRAINT operator_grant_has_fields CHECK (cardinality(fields) > 0),
  valid_from    date NOT NULL,
  ends_on       date NOT NULL,
  document_hash text NOT NULL CONSTRAINT operator_grant_document_is_sha256 CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT operator_grant_no_key UNIQUE (bureau_id, grant_no),
  CONSTRAINT operator_grant_at_most_five_years CHECK (ends_on > valid_from AND ends_on <= valid_from + interval '5 years')
);
CREATE TRIGGER operator_grant_append_only BEFORE UPDATE OR DELETE ON operator_grant FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- Which firm another body controls, so that an operator does not own a product through it.
CREATE TABLE organisation_control (
  controller_id uuid NOT NULL REFERENCES organisation,
  firm_id       uuid NOT NULL REFERENCES organisation,
  basis         text NOT NULL,
  recorded_by   uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT organisation_control_pkey PRIMARY KEY (controller_id, firm_id),
  CONSTRAINT organisation_control_of_another CHECK (controller_id <> firm_id)
);
CREATE TRIGGER organisation_control_append_only BEFORE UPDATE OR DELETE ON organisation_control FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE resource_registration (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  operator_id uuid NOT NULL REFERENCES organisation,
  bureau_id   uuid NOT NULL REFERENCES organisation,
  name        text NOT NULL,
  fields      text[] NOT NULL CONSTRAINT resource_registration_has_fields CHECK (cardinality(fields) > 0),
  code        text CONSTRAINT resource_registration_code_key UNIQUE,
  coded_on    date,
  ends_on     date,
  state       text NOT NULL DEFAULT 'APPLIED',
  recorded_by uuid NOT NULL REFERENCES user_account,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT resource_registration_coded_whole CHECK (num_nonnulls(code, coded_on, ends_on) IN (0, 3)),
  CONSTRAINT resource_registration_coded_has_code CHECK (state NOT IN ('CODED', 'CHANGED', 'CORRECTED') OR code IS NOT NULL),
  CONSTRAINT resource_registration_term CHECK (ends_on > coded_on)
);

-- One scenario, one authorisation; a renewal is the next version.
CREATE TABLE scenario_authorisation (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  grant_id           uuid NOT NULL REFERENCES operator_grant,
  bureau_id          uuid NOT NULL REFERENCES organisation,
  operator_id        uuid NOT NULL REFERENCES organisation,
  source_id          uuid NOT NULL REFERENCES organisation,
  developer_id       uuid NOT NULL REFERENCES enterprise,
  scenario           text NOT NULL,
  version            integer NOT NULL CONSTRAINT scenario_authorisation_version_positive CHECK (version >= 1),
  purpose            text NOT NULL,
  fields             text[] NOT NULL CONSTRAINT scenario_authorisation_has_fields CHECK (cardinality(fields) > 0),
  valid_from         date NOT NULL,
  ends_on            date NOT NULL,
  arbitration_clause boolean NOT NULL,
  state              text NOT NULL DEFAULT 'DRAFT',
  recorded_by        uuid NOT NULL REFERENCES user_account,
  recorded_at        timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT scenario_authorisation_once UNIQUE (scenario, developer_id, version),
  CONSTRAINT scenario_authorisation_term CHECK (ends_on > valid_from),
  CONSTRAINT scenario_authorisation_operator_is_another CHECK (developer_id <> operator_id),
  -- What is or was in force does not overlap for one scenario and developer.
  CONSTRAINT scenario_authorisation_no_overlap EXCLUDE USING gist
    (scenario WITH =, developer_id WITH =, daterange(valid_from, ends_on) WITH &&) WHERE (state IN ('ACTIVE', 'SUSPENDED'))
);

CREATE TABLE data_registration (
  id                       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  holder_id                uuid NOT NULL REFERENCES enterprise,
  registry_id              uuid NOT NULL REFERENCES organisation,
  authorisation_id         uuid NOT NULL REFERENCES scenario_authorisation,
  -- Of a product made from public data.
  is_public                boolean NOT NULL,
  resource_registration_id uuid REFERENCES resource_registration,
  product_name             text NOT NULL CONSTRAINT data_registration_name_length CHECK (char_length(product_name) BETWEEN 1 AND 40),
  right_type               text NOT NULL CONSTRAINT data_registration_right_known CHECK (right_type IN ('holding', 'use', 'operation')),
  source_fields            text[] NOT NULL CONSTRAINT data_registration_has_fields CHECK (cardinality(source_fields) > 0),
  certificate_kind         text CONSTRAINT data_registration_kind_known CHECK (certificate_kind IN ('national', 'local', 'exchange')),
  certificate_no           text,
  registered_on            date,
  ends_on                  date,
  state                    text NOT NULL DEFAULT 'DRAFT',
  recorded_by              uuid NOT NULL REFERENCES user_account,
  recorded_at              timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT data_registration_certificate_key UNIQUE (certificate_kind, certificate_no),
  CONSTRAINT data_registration_certificate_form CHECK (certificate_kind <> 'national'
                                                    OR certificate_no ~ '^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$'),
  CONSTRAINT data_registration_certificate_whole CHECK (num_nonnulls(certificate_kind, certificate_no, registered_on, ends_on) IN (0, 4)),
  CONSTRAINT data_registration_registered_has_certificate CHECK (state <> 'REGISTERED' OR certificate_no IS NOT NULL),
  CONSTRAINT data_registration_public_has_resource CHECK (NOT is_public OR resource_registration_id IS NOT NULL),
  CONSTRAINT data_registration_term CHECK (ends_on > registered_on)
);

CREATE TABLE listing (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  developer_id     uuid NOT NULL REFERENCES enterprise,
  exchange_id      uuid NOT NULL REFERENCES organisation,
  authorisation_id uuid NOT NULL REFERENCES scenario_authorisation,
  registration_id  uuid NOT NULL REFERENCES data_registration,
  price            numeric(20,2) NOT NULL CONSTRAINT listing_price_positive CHECK (price > 0),
  delivery_mode    text NOT NULL CONSTRAINT listing_delivery_known CHECK (delivery_mode IN ('api', 'report', 'file', 'model')),
  listing_no       text,
  listed_on        date,
  ends_on          date,
  -- Frozen for a pledge under the number of its registration.
  frozen_for       text,
  state            text NOT NULL DEFAULT 'DRAFT',
  recorded_by      uuid NOT NULL REFERENCES user_account,
  recorded_at      timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT listing_no_key UNIQUE (exchange_id, listing_no),
  CONSTRAINT listing_listed_whole CHECK (num_nonnulls(listing_no, listed_on, ends_on) IN (0, 3)),
  CONSTRAINT listing_listed_has_number CHECK (state NOT IN ('LISTED', 'TRADING_HALT') OR listing_no IS NOT NULL),
  CONSTRAINT listing_frozen_stays CHECK (state <> 'DELISTED' OR frozen_for IS NULL),
  CONSTRAINT listing_term CHECK (ends_on > listed_on)
);
CREATE UNIQUE INDEX listing_one_open ON listing (registration_id, exchange_id) WHERE state NOT IN ('DELISTED', 'REJECTED');

CREATE TABLE data_order (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listing_id         uuid NOT NULL REFERENCES listing,
  exchange_id        uuid NOT NULL REFERENCES organisation,
  seller_id          uuid NOT NULL REFERENCES enterprise,
  buyer_id           uuid NOT NULL REFERENCES organisation,
  amount             numeric(20,2) NOT NULL CONSTRAINT data_order_amount_positive CHECK (amount > 0),
  exclusive          boolean NOT NULL,
  arbitration_clause boolean NOT NULL,
  state              text NOT NULL DEFAULT 'PLACED',
  recorded_by        uuid NOT NULL REFERENCES user_account,
  recorded_at        timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT data_order_buyer_is_another CHECK (buyer_id <> seller_id),
  CONSTRAINT data_order_of_exchange UNIQUE (id, exchange_id)
);
-- 清分: every fen of an order goes to somebody.
CREATE TABLE data_order_split (
  order_id        uuid NOT NULL,
  exchange_id     uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  purpose         text NOT NULL CONSTRAINT data_order_split_purpose_known CHECK (purpose IN ('seller', 'operator', 'exchange-fee', 'other-fee')),
  amount          numeric(20,2) NOT NULL CONSTRAINT data_order_split_positive CHECK (amount > 0),
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT data_order_split_pkey PRIMARY KEY (order_id, organisation_id, purpose),
  CONSTRAINT data_order_split_of_order FOREIGN KEY (order_id, exchange_id) REFERENCES data_order (id, exchange_id)
);
CREATE TRIGGER data_order_split_append_only BEFORE UPDATE OR DELETE ON data_order_split FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TABLE data_order_voucher (
  order_id    uuid PRIMARY KEY,
  exchange_id uuid NOT NULL,
  voucher_no  text NOT NULL,
  issued_on   date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT data_order_voucher_no_key UNIQUE (exchange_id, voucher_no),
  CONSTRAINT data_order_voucher_of_order FOREIGN KEY (order_id, exchange_id) REFERENCES data_order (id, exchange_id)
);
CREATE TRIGGER data_order_voucher_append_only BEFORE UPDATE OR DELETE ON data_order_voucher FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE dispute (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind               text NOT NULL CONSTRAINT dispute_kind_known CHECK (kind IN ('ownership', 'trade', 'valuation', 'carbon-data', 'pledge')),
  filer_id           uuid NOT NULL REFERENCES organisation,
  respondent_id      uuid NOT NULL REFERENCES organisation,
  host_id            uuid NOT NULL REFERENCES organisation,
  registration_id    uuid REFERENCES data_registration,
  order_id           uuid REFERENCES data_order,
  claim              text NOT NULL,
  arbitration_clause boolean NOT NULL,
  state              text NOT NULL DEFAULT 'FILED',
  recorded_by        uuid NOT NULL REFERENCES user_account,
  recorded_at        timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT dispute_between_two CHECK (filer_id <> respondent_id),
  CONSTRAINT dispute_host_is_neutral CHECK (host_id NOT IN (filer_id, respondent_id)),
  CONSTRAINT dispute_ownership_of_something CHECK (kind <> 'ownership' OR registration_id IS NOT NULL),
  CONSTRAINT dispute_trade_of_an_order CHECK (kind <> 'trade' OR order_id IS NOT NULL),
  CONSTRAINT dispute_arbitration_by_clause CHECK (state <> 'ARBITRATION' OR arbitration_clause),
  CONSTRAINT dispute_litigation_without_clause CHECK (state <> 'LITIGATION' OR NOT arbitration_clause)
);
CREATE INDEX dispute_open_ownership ON dispute (registration_id)
  WHERE kind = 'ownership' AND state NOT IN ('FILED', 'EXECUTED', 'WITHDRAWN', 'DISMISSED');

-- A pledgee lets one thing happen to the right it holds.
CREATE TABLE pledgee_consent (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  subject_kind    text NOT NULL,
  subject_id      uuid NOT NULL,
  event           text NOT NULL CONSTRAINT pledgee_consent_event_known CHECK (event IN ('exit', 'transfer', 'cancel', 'delist')),
  pledge_id       uuid NOT NULL REFERENCES pledge,
  lender_id       uuid NOT NULL REFERENCES organisation,
  given_on        date NOT NULL,
  evidence_hash   text NOT NULL CONSTRAINT pledgee_consent_evidence_is_sha256 CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  recorded_by     uuid NOT NULL REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT pledgee_consent_once UNIQUE (subject_kind, subject_id, event, pledge_id),
  CONSTRAINT pledgee_consent_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject
);
CREATE TRIGGER pledgee_consent_append_only BEFORE UPDATE OR DELETE ON pledgee_consent FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- A product that came through the chain names its links; one declared on paper has none.
ALTER TABLE data_product
  ADD COLUMN authorisation_id uuid REFERENCES scenario_authorisation,
  ADD COLUMN registration_id uuid REFERENCES data_registration,
  ADD COLUMN listing_id uuid REFERENCES listing,
  ADD CONSTRAINT data_product_chain_whole CHECK (num_nonnulls(authorisation_id, registration_id) IN (0, 2)
                                                 AND (listing_id IS NULL OR registration_id IS NOT NULL));
CREATE INDEX data_product_registration ON data_product (registration_id) WHERE registration_id IS NOT NULL;
CREATE INDEX data_product_authorisation ON data_product (authorisation_id) WHERE authorisation_id IS NOT NULL;
CREATE INDEX data_product_listing ON data_product (listing_id) WHERE listing_id IS NOT NULL;

-- 4. What the links of the chain must have to do with one another.
CREATE FUNCTION live_pledges(kind text, id uuid) RETURNS TABLE (pledge_id uuid, lender_id uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT g.id, g.lender_id FROM pledge g JOIN data_product p ON p.id = g.data_product_id
    WHERE g.state NOT IN ('RELEASED', 'LAPSED')
      AND CASE kind WHEN 'scenario_authorisation' THEN p.authorisation_id = live_pledges.id
                    WHEN 'data_registration' THEN p.registration_id = live_pledges.id
                    WHEN 'listing' THEN p.listing_id = live_pledges.id OR p.registration_id = (
                           SELECT l.registration_id FROM listing l WHERE l.id = live_pledges.id) END;
  PERFORM enter_scope(was);
END $$;
CREATE FUNCTION pledgees_consent(kind text, id uuid, happening text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  answer boolean;
BEGIN
  answer := (SELECT NOT EXISTS (
      SELECT 1 FROM live_pledges(kind, pledgees_consent.id) g
      WHERE NOT EXISTS (SELECT 1 FROM pledgee_consent c
                        WHERE c.subject_kind = kind AND c.subject_id = pledgees_consent.id AND c.event = happening
                          AND c.pledge_id = g.pledge_id AND c.lender_id = g.lender_id)));
  PERFORM enter_scope(was);
  RETURN answer;
END $$;
-- A dispute is open from the day its host finds that the filer has standing: who only files blocks nobody.
CREATE FUNCTION ownership_disputed(registration uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  answer boolean;
BEGIN
  answer := (SELECT EXISTS (SELECT 1 FROM dispute d
                   WHERE d.registration_id = registration AND d.kind = 'ownership' AND d.state NOT IN ('FILED', 'EXECUTED', 'WITHDRAWN', 'DISMISSED')));
  PERFORM enter_scope(was);
  RETURN answer;
END $$;
GRANT EXECUTE ON FUNCTION live_pledges(text, uuid), pledgees_consent(text, uuid, text), ownership_disputed(uuid) TO tandai_app;

-- How the rights behind a registration stand, for whoever has to rely on them without seeing their rows.
CREATE FUNCTION rights_standing(registration uuid) RETURNS TABLE (authorised boolean, authorisation_ends_on date, within_fields boolean, registered boolean, operates boolean,
               registration_ends_on date, coded boolean, disputed boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT a.state = 'ACTIVE', a.ends_on, r.source_fields <@ a.fields, r.state = 'REGISTERED', r.right_type = 'operation', r.ends_on,
           NOT r.is_public OR c.state IN ('CODED', 'CHANGED', 'CORRECTED'), ownership_disputed(r.id)
    FROM data_registration r JOIN scenario_authorisation a ON a.id = r.authorisation_id
    LEFT JOIN resource_registration c ON c.id = r.resource_registration_id
    WHERE r.id = registration;
  PERFORM enter_scope(was);
END $$;
-- A certificate is public: who disputes it names it by its number.
CREATE FUNCTION registration_of_certificate(no text) RETURNS TABLE (registration_id uuid, holder_id uuid, registry_id uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT r.id, r.holder_id, r.registry_id FROM data_registration r WHERE r.certificate_no = no AND r.state IN ('REGISTERED', 'EXPIRED');
  PERFORM enter_scope(was);
END $$;
CREATE FUNCTION enterprise_of(code text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  answer uuid;
BEGIN
  answer := (SELECT e.id FROM enterprise e WHERE e.uscc = code);
  PERFORM enter_scope(was);
  RETURN answer;
END $$;
GRANT EXECUTE ON FUNCTION rights_standing(uuid), registration_of_certificate(text), enterprise_of(text) TO tandai_app;

CREATE FUNCTION refuse_link(rule text, message text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION authorisation_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  granted operator_grant;
BEGIN
  SELECT * INTO STRICT granted FROM operator_grant g WHERE g.id = NEW.grant_id;
  IF (granted.operator_id, granted.bureau_id) IS DISTINCT FROM (NEW.operator_id, NEW.bureau_id) THEN
    PERFORM refuse_link('scenario_authorisation_of_grant', 'the grant is of another bureau or operator');
  END IF;
  IF NOT NEW.fields <@ granted.fields THEN
    PERFORM refuse_link('scenario_authorisation_fields_granted', 'fields outside the grant');
  END IF;
  IF NEW.valid_from < granted.valid_from OR NEW.ends_on > granted.ends_on THEN
    PERFORM refuse_link('scenario_authorisation_within_grant', 'a term outside the grant');
  END IF;
  IF EXISTS (SELECT 1 FROM organisation_control c WHERE c.controller_id = NEW.operator_id AND c.firm_id = NEW.developer_id) THEN
    PERFORM refuse_link('scenario_authorisation_operator_controls', 'the operator controls the developer');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER scenario_authorisation_in_chain BEFORE INSERT ON scenario_authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_in_chain();

CREATE FUNCTION authorisation_left() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  IF NEW.state = 'EXITED' AND NOT pledgees_consent('scenario_authorisation', NEW.id, 'exit') THEN
    PERFORM refuse_link('right_is_pledged', 'the right is pledged');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER scenario_authorisation_left BEFORE UPDATE ON scenario_authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_left();

CREATE FUNCTION registration_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  authorised scenario_authorisation;
  resource resource_registration;
BEGIN
  SELECT * INTO STRICT authorised FROM scenario_authorisation a WHERE a.id = NEW.authorisation_id;
  IF TG_OP = 'INSERT' THEN
    IF NOT NEW.source_fields <@ authorised.fields THEN
      PERFORM refuse_link('data_registration_fields_authorised', 'fields outside the authorisation');
    END IF;
    IF authorised.developer_id <> NEW.holder_id THEN
      PERFORM refuse_link('data_registration_of_developer', 'the authorisation is of another developer');
    END IF;
  ELSE
    IF NEW.state = 'REGISTERED' AND OLD.state <> 'REGISTERED' THEN
      IF ownership_disputed(NEW.id) THEN
        PERFORM refuse_link('ownership_in_dispute', 'ownership is in dispute');
      END IF;
      IF NEW.is_public THEN
        SELECT * INTO resource FROM resource_registration r WHERE r.id = NEW.resource_registration_id;
        IF resource.coded_on IS NULL OR resource.coded_on > NEW.registered_on THEN
          PERFORM refuse_link('data_registration_after_resource', 'a public product is registered after its resource is coded');
        END IF;
      END IF;
    END IF;
    IF NEW.state = 'CANCELLED' AND NOT pledgees_consent('data_registration', NEW.id, 'cancel') THEN
      PERFORM refuse_link('right_is_pledged', 'the right is pledged');
    END IF;
    IF NEW.holder_id <> OLD.holder_id THEN
      IF NOT pledgees_consent('data_registration', NEW.id, 'transfer') THEN
        PERFORM refuse_link('right_is_pledged', 'the right is pledged');
      END IF;
      IF ownership_disputed(NEW.id) THEN
        PERFORM refuse_link('ownership_in_dispute', 'ownership is in dispute');
      END IF;
      IF NEW.holder_id = authorised.operator_id
         OR EXISTS (SELECT 1 FROM organisation_control c WHERE c.controller_id = authorised.operator_id AND c.firm_id = NEW.holder_id) THEN
        PERFORM refuse_link('scenario_authorisation_operator_controls', 'the operator never holds the product');
      END IF;
    END IF;
    IF OLD.certificate_no IS NOT NULL
       AND (NEW.certificate_kind, NEW.certificate_no, NEW.registered_on) IS DISTINCT FROM (OLD.certificate_kind, OLD.certificate_no, OLD.registered_on) THEN
      PERFORM refuse_link('data_registration_certificate_kept', 'a certificate stays as issued');
    END IF;
  END IF;
  -- A renewal runs on from the end it renews.
  IF NEW.ends_on > (CASE WHEN TG_OP = 'UPDATE' AND OLD.ends_on < NEW.ends_on THEN OLD.ends_on ELSE NEW.registered_on END) + interval '5 years' THEN
    PERFORM refuse_link('data_registration_at_most_five_years', 'a certificate holds five years at most');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER data_registration_in_chain BEFORE INSERT OR UPDATE ON data_registration FOR EACH ROW EXECUTE FUNCTION registration_in_chain();

CREATE FUNCTION listing_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  registered data_registration;
BEGIN
  SELECT * INTO STRICT registered FROM data_registration r WHERE r.id = NEW.registration_id;
  IF TG_OP = 'INSERT' THEN
    IF registered.holder_id <> NEW.developer_id OR registered.authorisation_id <> NEW.authorisation_id THEN
      PERFORM refuse_link('listing_of_registration', 'the registration is of another holder or authorisation');
    END IF;
    IF ownership_disputed(NEW.registration_id) THEN
      PERFORM refuse_link('ownership_in_dispute', 'ownership is in dispute');
    END IF;
  ELSE
    IF NEW.state = 'LISTED' AND OLD.state = 'LIST_APPLY' THEN
      IF registered.state <> 'REGISTERED' OR registered.registered_on > NEW.listed_on THEN
        PERFORM refuse_link('listing_after_registration', 'a product is listed after it is registered');
      END IF;
      IF registered.right_type <> 'operation' THEN
        PERFORM refuse_link('listing_includes_operation', 'a listing needs the right of operation');
      END IF;
    END IF;
    IF NEW.state = 'LISTED' AND OLD.state IN ('LIST_APPLY', 'TRADING_HALT') AND ownership_disputed(NEW.registration_id) THEN
      PERFORM refuse_link('ownership_in_dispute', 'ownership is in dispute');
    END IF;
    IF NEW.state = 'DELISTED' AND OLD.state <> 'DELISTED' THEN
      IF OLD.frozen_for IS NOT NULL THEN
        PERFORM refuse_link('listing_frozen_stays', 'a frozen listing stays');
      END IF;
      IF NOT pledgees_consent('listing', NEW.id, 'delist') THEN
        PERFORM refuse_link('right_is_pledged', 'the right is pledged');
      END IF;
      IF EXISTS (SELECT 1 FROM data_order o WHERE o.listing_id = NEW.id AND o.state NOT IN ('VOUCHERED', 'CANCELLED')) THEN
        PERFORM refuse_link('listing_orders_closed', 'orders are open');
      END IF;
    END IF;
    IF OLD.listing_no IS NOT NULL
       AND (NEW.listing_no, NEW.listed_on) IS DISTINCT FROM (OLD.listing_no, OLD.listed_on) THEN
      PERFORM refuse_link('listing_number_kept', 'a listing keeps its number');
    END IF;
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER listing_in_chain BEFORE INSERT OR UPDATE ON listing FOR EACH ROW EXECUTE FUNCTION listing_in_chain();

CREATE FUNCTION order_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  offered listing;
BEGIN
  SELECT * INTO STRICT offered FROM listing l WHERE l.id = NEW.listing_id FOR SHARE;
  IF offered.state <> 'LISTED' OR (offered.developer_id, offered.exchange_id) IS DISTINCT FROM (NEW.seller_id, NEW.exchange_id) THEN
    PERFORM refuse_link('data_order_of_listing', 'orders are for what is listed');
  END IF;
  IF NOT (SELECT r.authorised AND NOT r.disputed FROM rights_standing(offered.registration_id) r) THEN
    PERFORM refuse_link('data_order_on_rights_in_force', 'a right behind the listing is not in force');
  END IF;
  IF NEW.exclusive AND offered.frozen_for IS NOT NULL THEN
    PERFORM refuse_link('data_order_exclusive_while_frozen', 'no exclusive licence of what is frozen');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER data_order_in_chain BEFORE INSERT ON data_order FOR EACH ROW EXECUTE FUNCTION order_in_chain();

-- A settled order is divided to the fen.
CREATE FUNCTION splits_add_up() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  ordered data_order;
BEGIN
  IF TG_TABLE_NAME = 'data_order' THEN
    IF NEW.state = 'VOUCHERED' AND NOT EXISTS (SELECT 1 FROM data_order_voucher v WHERE v.order_id = NEW.id) THEN
      PERFORM refuse_link('data_order_has_voucher', 'an order with its voucher has one');
    END IF;
    ordered := NEW;
  ELSE
    SELECT * INTO STRICT ordered FROM data_order o WHERE o.id = NEW.order_id;
  END IF;
  IF (ordered.state IN ('SETTLED', 'VOUCHERED') OR TG_TABLE_NAME = 'data_order_split')
     AND ordered.amount IS DISTINCT FROM (SELECT sum(s.amount) FROM data_order_split s WHERE s.order_id = ordered.id) THEN
    PERFORM refuse_link('data_order_splits_add_up', 'splits and fees make the amount');
  END IF;
  PERFORM enter_scope(was);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER data_order_splits_add_up AFTER INSERT ON data_order_split DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION splits_add_up();
CREATE TRIGGER data_order_settled_adds_up AFTER UPDATE ON data_order FOR EACH ROW EXECUTE FUNCTION splits_add_up();

-- The clause is the contract's, whoever files; and a right under dispute waits for those who are pledging it.
CREATE FUNCTION dispute_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.arbitration_clause := coalesce(
      (SELECT o.arbitration_clause FROM data_order o WHERE o.id = NEW.order_id),
      (SELECT a.arbitration_clause FROM data_registration r JOIN scenario_authorisation a ON a.id = r.authorisation_id
       WHERE r.id = NEW.registration_id), false);
  ELSIF NEW.registration_id IS NOT NULL THEN
    PERFORM 1 FROM data_registration r WHERE r.id = NEW.registration_id FOR NO KEY UPDATE;
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_in_chain BEFORE INSERT OR UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION dispute_in_chain();

-- A product that names its links says what they say; a new pledge stands on rights in force that nobody disputes.
CREATE FUNCTION product_in_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
BEGIN
  IF NEW.registration_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM data_registration r JOIN scenario_authorisation a ON a.id = r.authorisation_id
    LEFT JOIN listing l ON l.id = NEW.listing_id AND l.registration_id = r.id
    WHERE r.id = NEW.registration_id AND a.id = NEW.authorisation_id AND r.holder_id = NEW.enterprise_id AND r.state = 'REGISTERED'
      AND (r.certificate_kind, r.certificate_no, r.right_type) = (NEW.certificate_kind, NEW.certificate_no, NEW.right_type)
      AND (r.registered_on, r.ends_on - 1) = (NEW.certificate_valid_from, NEW.certificate_valid_to)
      AND a.ends_on - 1 = NEW.authorisation_valid_to AND a.state = 'ACTIVE'
      AND CASE WHEN NEW.listing_id IS NULL THEN NEW.listing_no IS NULL
               ELSE l.state = 'LISTED' AND (l.listing_no, l.ends_on - 1) = (NEW.listing_no, NEW.listing_valid_to) END) THEN
    PERFORM refuse_link('data_product_says_what_its_chain_says', 'the product differs from its chain');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER data_product_in_chain BEFORE INSERT ON data_product FOR EACH ROW EXECUTE FUNCTION product_in_chain();

CREATE FUNCTION pledge_on_standing_rights() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  product data_product;
BEGIN
  SELECT * INTO STRICT product FROM data_product p WHERE p.id = NEW.data_product_id;
  -- Whoever cancels, disputes or leaves what is being pledged waits, and then sees the pledge.
  PERFORM 1 FROM scenario_authorisation a WHERE a.id = product.authorisation_id FOR SHARE;
  PERFORM 1 FROM data_registration r
  WHERE r.id = product.registration_id OR (r.certificate_kind, r.certificate_no) = (product.certificate_kind, product.certificate_no) FOR SHARE;
  PERFORM 1 FROM listing l WHERE l.id = product.listing_id FOR SHARE;
  -- The same certificate may have been declared on paper as well as come through the chain.
  IF EXISTS (SELECT 1 FROM data_registration r
             WHERE (r.id = product.registration_id OR (r.certificate_kind, r.certificate_no) = (product.certificate_kind, product.certificate_no))
               AND ownership_disputed(r.id)) THEN
    PERFORM refuse_link('ownership_in_dispute', 'ownership is in dispute');
  END IF;
  IF product.registration_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM data_registration r JOIN scenario_authorisation a ON a.id = r.authorisation_id
    LEFT JOIN listing l ON l.id = product.listing_id
    WHERE r.id = product.registration_id AND r.state = 'REGISTERED' AND r.holder_id = product.enterprise_id AND a.state = 'ACTIVE'
      AND (product.listing_id IS NULL OR l.state = 'LISTED')) THEN
    PERFORM refuse_link('pledge_on_rights_in_force', 'a right behind the product is not in force');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $$;
CREATE TRIGGER pledge_on_standing_rights BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION pledge_on_standing_rights();

-- 5. The state of a row is the state of its process.
CREATE FUNCTION mirror_state() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was text := enter_scope('system');
  written integer;
BEGIN
  IF NEW.subject_kind IN ('scenario_authorisation', 'resource_registration', 'data_registration', 'listing', 'data_order', 'dispute') THEN
    EXECUTE format('UPDATE %I SET state = $1 WHERE id = $2', NEW.subject_kind) USING NEW.state, NEW.subject_id;
    -- FOUND is not told of what is executed.
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> 1 THEN
      RAISE EXCEPTION 'there is no % %', NEW.subject_kind, NEW.subject_id
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'process_subject_exists';
    END IF;
  END IF;
  PERFORM enter_scope(was);
  RETURN NULL;
END $$;
CREATE TRIGGER process_subject_mirrored AFTER INSERT OR UPDATE ON process_subject FOR EACH ROW EXECUTE FUNCTION mirror_state();

-- 6. Who sees and writes what.
CREATE FUNCTION sees_subject(kind text, id uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT 1 FROM process_subject s WHERE s.subject_kind = kind AND s.subject_id = id);
GRANT EXECUTE ON FUNCTION sees_subject(text, uuid) TO tandai_app;

DO $$
DECLARE
  link record;
BEGIN
  FOR link IN SELECT * FROM (VALUES
    ('operator_grant', NULL), ('organisation_control', NULL), ('resource_registration', 'operator_id'),
    ('scenario_authorisation', 'developer_id'), ('data_registration', 'holder_id'), ('listing', 'developer_id'),
    ('data_order', 'buyer_id'), ('data_order_split', NULL), ('data_order_voucher', NULL), ('dispute', 'filer_id'), ('pledgee_consent', NULL))
    AS t (name, applicant)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', link.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', link.name);
    IF link.applicant IS NOT NULL THEN
      EXECUTE format($p$CREATE POLICY %1$I_apply ON %1$I FOR INSERT WITH CHECK (
        current_scope() = 'system' OR (%2$I = current_organisation() AND recorded_by = current_user_account()))$p$, link.name, link.applicant);
      EXECUTE format($p$CREATE POLICY %1$I_state ON %1$I FOR UPDATE
        USING (current_scope() = 'system') WITH CHECK (current_scope() = 'system')$p$, link.name);
      EXECUTE format('GRANT UPDATE (state) ON %I TO tandai_app', link.name);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tandai_app', link.name);
  END LOOP;
  -- A bank that the firm lets look sees the evidence of its rights, and so does one that holds them in pledge.
  FOR link IN SELECT * FROM (VALUES
    ('scenario_authorisation', 'developer_id', 'authorisation_id'), ('data_registration', 'holder_id', 'registration_id'),
    ('listing', 'developer_id', 'listing_id')) AS t (name, firm, column_of_product)
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_read ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'auditor') OR %2$I = current_organisation() OR sees_subject('%1$s', id)
      OR (current_scope() = 'lender' AND (consent_in_force(%2$I, current_organisation())
            OR EXISTS (SELECT 1 FROM data_product p JOIN pledge g ON g.data_product_id = p.id WHERE p.%3$I = %1$I.id))))$p$,
      link.name, link.firm, link.column_of_product);
  END LOOP;
END $$;
-- What the public platform and the bureau's grants say is everybody's to read.
CREATE POLICY operator_grant_read ON operator_grant FOR SELECT USING (current_scope() = 'system' OR current_organisation() IS NOT NULL);
CREATE POLICY operator_grant_give ON operator_grant FOR INSERT WITH CHECK (
  current_scope() = 'steward' AND bureau_id = current_organisation() AND recorded_by = current_user_account()
  AND plays_part(operator_id, 'operator'));
CREATE POLICY organisation_control_read ON organisation_control FOR SELECT USING (current_scope() IN ('system', 'steward', 'auditor'));
CREATE POLICY organisation_control_add ON organisation_control FOR INSERT WITH CHECK (
  current_scope() = 'steward' AND recorded_by = current_user_account());
CREATE POLICY resource_registration_read ON resource_registration FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR operator_id = current_organisation() OR sees_subject('resource_registration', id)
  OR (code IS NOT NULL AND current_organisation() IS NOT NULL));
CREATE POLICY data_order_read ON data_order FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR current_organisation() IN (buyer_id, seller_id, exchange_id));
CREATE POLICY data_order_split_read ON data_order_split FOR SELECT USING (
  EXISTS (SELECT 1 FROM data_order o WHERE o.id = order_id));
CREATE POLICY data_order_split_add ON data_order_split FOR INSERT WITH CHECK (
  current_scope() = 'exchange' AND exchange_id = current_organisation());
CREATE POLICY data_order_voucher_read ON data_order_voucher FOR SELECT USING (
  EXISTS (SELECT 1 FROM data_order o WHERE o.id = order_id));
CREATE POLICY data_order_voucher_add ON data_order_voucher FOR INSERT WITH CHECK (
  current_scope() = 'exchange' AND exchange_id = current_organisation());
CREATE POLICY dispute_read ON dispute FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR current_organisation() IN (filer_id, respondent_id, host_id)
  OR sees_subject('dispute', id));
CREATE POLICY pledgee_consent_read ON pledgee_consent FOR SELECT USING (
  current_scope() IN ('system', 'auditor') OR lender_id = current_organisation() OR sees_subject(subject_kind, subject_id));
CREATE POLICY pledgee_consent_give ON pledgee_consent FOR INSERT WITH CHECK (
  current_scope() = 'lender' AND lender_id = current_organisation() AND recorded_by = current_user_account()
  AND EXISTS (SELECT 1 FROM live_pledges(subject_kind, subject_id) g WHERE g.pledge_id = pledgee_consent.pledge_id
                AND g.lender_id = current_organisation()));
-- What an authority enters with its step: a code, a certificate, a number. A transfer or renewal changes holder or end.
CREATE POLICY resource_registration_code ON resource_registration FOR UPDATE
  USING (current_scope() = 'steward' AND bureau_id = current_organisation())
  WITH CHECK (current_scope() = 'steward' AND bureau_id = current_organisation());
CREATE POLICY data_registration_certify ON data_registration FOR UPDATE
  USING (current_scope() = 'registry' AND registry_id = current_organisation())
  WITH CHECK (current_scope() = 'registry' AND registry_id = current_organisation());
CREATE POLICY data_registration_renew ON data_registration FOR UPDATE
  USING (current_scope() = 'enterprise' AND holder_id = current_organisation() AND state = 'REGISTERED')
  WITH CHECK (current_scope() = 'enterprise' AND holder_id = current_organisation() AND state = 'REGISTERED');
CREATE POLICY listing_list ON listing FOR UPDATE
  USING (current_scope() = 'exchange' AND exchange_id = current_organisation())
  WITH CHECK (current_scope() = 'exchange' AND exchange_id = current_organisation());
GRANT UPDATE (code, coded_on, ends_on) ON resource_registration TO tandai_app;
GRANT UPDATE (holder_id, certificate_kind, certificate_no, registered_on, ends_on) ON data_registration TO tandai_app;
GRANT UPDATE (listing_no, listed_on, ends_on, frozen_for) ON listing TO tandai_app;

-- A right that is transferred has a new holder in its process.
ALTER POLICY process_party_join ON process_party WITH CHECK (
  plays_part(organisation_id, party)
  AND (current_scope() = 'system'
       OR EXISTS (SELECT 1 FROM process_subject s
                  WHERE s.subject_kind = process_party.subject_kind AND s.subject_id = process_party.subject_id
                    AND ((s.applicant_id = current_organisation() AND s.version = 1)
                         OR (s.open_to_all AND organisation_id = current_organisation() AND party = 'objector')
                         OR (current_scope() = 'registry' AND s.subject_kind = 'data_registration' AND party = 'holder')))));
-- Whoever works on a case knows whose it is.
ALTER POLICY organisation_read ON organisation USING (
  kind <> 'enterprise' OR current_scope() = 'system' OR id = current_organisation()
  OR EXISTS (SELECT 1 FROM enterprise e WHERE e.id = organisation.id)
  OR EXISTS (SELECT 1 FROM process_subject s WHERE s.applicant_id = organisation.id));
CREATE INDEX process_subject_applicant ON process_subject (applicant_id);
