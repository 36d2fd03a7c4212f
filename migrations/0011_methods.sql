-- Rating methods, pricing grids and the city's choice between methods: proposed by the bureau, weighed by an impact report on the live
-- book, published by the branch. A published row names the proposal it came from.
ALTER TABLE rule ADD COLUMN proposal_id uuid REFERENCES rule_proposal;
CREATE INDEX rule_of_proposal ON rule (proposal_id) WHERE proposal_id IS NOT NULL;

ALTER TABLE rule_proposal ADD COLUMN opinion text;

CREATE FUNCTION is_city_rule(table_name text, key text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN table_name IN ('rating-methods', 'pricing-grid') OR (table_name = 'parameters' AND key LIKE 'rating.%');

CREATE POLICY rule_proposal_city_read ON rule_proposal FOR SELECT
  USING (is_city_rule(table_name, key) AND current_scope() IN ('steward', 'central-bank'));
CREATE POLICY rule_proposal_city_decide ON rule_proposal FOR UPDATE
  USING (is_city_rule(table_name, key) AND current_scope() = 'central-bank');
-- The branch decides on what the bureau proposed and proposes none of it itself.
CREATE POLICY rule_proposal_city_maker ON rule_proposal AS RESTRICTIVE FOR INSERT
  WITH CHECK (NOT is_city_rule(table_name, key) OR current_scope() = 'steward');

-- What a proposal would do to the live book 影响报告; it speaks of one content of the proposal, by hash.
CREATE TABLE method_impact (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  proposal_id     uuid NOT NULL REFERENCES rule_proposal,
  organisation_id uuid NOT NULL REFERENCES organisation,
  content_hash    text NOT NULL,
  as_of           date NOT NULL,
  known_at        timestamptz NOT NULL,
  document        jsonb NOT NULL,
  document_hash   text NOT NULL,
  job_run_id      uuid REFERENCES job_run,
  computed_by     uuid REFERENCES user_account,
  recorded_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX method_impact_of_proposal ON method_impact (proposal_id, recorded_at DESC);
CREATE TRIGGER method_impact_append_only BEFORE UPDATE OR DELETE ON method_impact FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 不评级事项: a ground on which an enterprise gets no rating for a period. One person enters it, another confirms it; a correction is
-- a new row that supersedes.
CREATE TABLE enterprise_veto (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  reason        text NOT NULL CONSTRAINT enterprise_veto_reason_known CHECK (reason IN ('DATA_FRAUD', 'MAJOR_ENV_PENALTY_24M', 'SERIOUS_DISHONESTY')),
  valid_from    date NOT NULL,
  valid_to      date,
  source        text NOT NULL,
  supersedes    uuid REFERENCES enterprise_veto,
  entered_by    uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT enterprise_veto_entered UNIQUE (id, enterprise_id, entered_by),
  CONSTRAINT enterprise_veto_period_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CONSTRAINT enterprise_veto_penalty_ends CHECK (reason <> 'MAJOR_ENV_PENALTY_24M' OR valid_to IS NOT NULL)
);
CREATE INDEX enterprise_veto_of_enterprise ON enterprise_veto (enterprise_id, recorded_at DESC, id);
CREATE TRIGGER enterprise_veto_append_only BEFORE UPDATE OR DELETE ON enterprise_veto FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TABLE enterprise_veto_decision (
  veto_id       uuid CONSTRAINT enterprise_veto_decided_once PRIMARY KEY,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  entered_by    uuid NOT NULL,
  outcome       text NOT NULL CONSTRAINT enterprise_veto_outcome_known CHECK (outcome IN ('CONFIRMED', 'REJECTED')),
  opinion       text NOT NULL,
  decided_by    uuid NOT NULL REFERENCES user_account,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT enterprise_veto_decision_of_veto FOREIGN KEY (veto_id, enterprise_id, entered_by)
    REFERENCES enterprise_veto (id, enterprise_id, entered_by),
  CONSTRAINT enterprise_veto_maker_is_not_checker CHECK (decided_by <> entered_by)
);
CREATE TRIGGER enterprise_veto_decision_append_only BEFORE UPDATE OR DELETE ON enterprise_veto_decision
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['method_impact', 'enterprise_veto', 'enterprise_veto_decision']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
  END LOOP;
  FOREACH tenant_table IN ARRAY ARRAY['enterprise_veto', 'enterprise_veto_decision']
  LOOP
    EXECUTE format($p$CREATE POLICY %1$I_read ON %1$I FOR SELECT USING (
      current_scope() IN ('system', 'steward', 'auditor', 'central-bank')
      OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
      OR (current_scope() = 'lender' AND consent_in_force(enterprise_id, current_organisation(), 'rating')))$p$, tenant_table);
  END LOOP;
END $$;

CREATE POLICY method_impact_read ON method_impact FOR SELECT
  USING (current_scope() IN ('system', 'steward', 'central-bank', 'auditor'));
CREATE POLICY method_impact_add ON method_impact FOR INSERT WITH CHECK (
  current_scope() = 'system' OR (current_scope() = 'steward' AND organisation_id = current_organisation()));
CREATE POLICY enterprise_veto_add ON enterprise_veto FOR INSERT WITH CHECK (
  current_scope() = 'steward' AND entered_by = current_user_account());
CREATE POLICY enterprise_veto_decision_add ON enterprise_veto_decision FOR INSERT WITH CHECK (
  current_scope() IN ('steward', 'central-bank') AND decided_by = current_user_account());

GRANT SELECT, INSERT ON method_impact, enterprise_veto, enterprise_veto_decision TO tandai_app;
