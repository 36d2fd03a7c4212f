-- What the city is shown at a glance, and the daily figures behind it: quotas as they stood, pledges as they are worth, and the answers of
-- large books kept so that they need not be added up twice.

-- 1. A quota at the end of a day, as its movements known at an instant make it. A quota's day has another row only where a later instant
--    knows another figure; every other (day, instant) is the nearest row before it and the movements that it did not count.
CREATE TABLE reloan_quota_snapshot (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quota_id        uuid NOT NULL REFERENCES reloan_quota,
  central_bank_id uuid NOT NULL REFERENCES organisation,
  lender_id       uuid NOT NULL REFERENCES organisation,
  on_day          date NOT NULL,
  -- Of its quota and day.
  no              integer NOT NULL CONSTRAINT reloan_quota_snapshot_no_positive CHECK (no > 0),
  limit_amount    numeric(20,2) NOT NULL,
  reserved        numeric(20,2) NOT NULL,
  drawn           numeric(20,2) NOT NULL,
  available       numeric(20,2) NOT NULL GENERATED ALWAYS AS (limit_amount - reserved - drawn) STORED,
  known_at        timestamptz NOT NULL,
  job_run_id      uuid REFERENCES job_run,
  recorded_at     timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT reloan_quota_snapshot_once UNIQUE (quota_id, on_day, no),
  CONSTRAINT reloan_quota_snapshot_knows_the_past CHECK (known_at <= recorded_at)
);
CREATE INDEX reloan_quota_snapshot_nearest ON reloan_quota_snapshot (quota_id, on_day DESC, known_at DESC);
CREATE TRIGGER reloan_quota_snapshot_append_only BEFORE UPDATE OR DELETE ON reloan_quota_snapshot
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
-- The movements after a snapshot: those of later days, and those of its days that were recorded later.
CREATE INDEX reloan_quota_movement_days ON reloan_quota_movement (quota_id, moved_on);
CREATE INDEX reloan_quota_movement_instants ON reloan_quota_movement (quota_id, recorded_at);

-- 2. What a pledge is worth on a day: the value last adopted for it, and how much it may secure by the cap in force.
CREATE TABLE pledge_revaluation (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pledge_id     uuid NOT NULL REFERENCES pledge,
  lender_id     uuid NOT NULL REFERENCES organisation,
  enterprise_id uuid NOT NULL REFERENCES enterprise,
  on_day        date NOT NULL,
  -- Of its pledge and day.
  no            integer NOT NULL CONSTRAINT pledge_revaluation_no_positive CHECK (no > 0),
  -- Null where no adopted value is in force: the pledge then secures nothing.
  valuation_id  uuid REFERENCES valuation,
  adopted_value numeric(20,2),
  -- What stands before it.
  prior_limit   numeric(20,2) NOT NULL CONSTRAINT pledge_revaluation_prior_not_negative CHECK (prior_limit >= 0),
  cap           numeric,
  cap_rule_id   bigint REFERENCES rule,
  most_secured  numeric(20,2) NOT NULL CONSTRAINT pledge_revaluation_most_not_negative CHECK (most_secured >= 0),
  job_run_id    uuid REFERENCES job_run,
  recorded_at   timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT pledge_revaluation_once UNIQUE (pledge_id, on_day, no),
  CONSTRAINT pledge_revaluation_of_value CHECK (num_nulls(valuation_id, adopted_value, cap, cap_rule_id) IN (0, 4)),
  CONSTRAINT pledge_revaluation_nothing_without_value CHECK (valuation_id IS NOT NULL OR most_secured = 0),
  CONSTRAINT pledge_revaluation_parties FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge (id, lender_id, enterprise_id)
);
CREATE INDEX pledge_revaluation_latest ON pledge_revaluation (pledge_id, on_day DESC, no DESC);
CREATE TRIGGER pledge_revaluation_append_only BEFORE UPDATE OR DELETE ON pledge_revaluation
  FOR EACH ROW EXECUTE FUNCTION forbid_change();

-- 3. The figures of a large book as known at an instant: of one lender, or of the city (null). They answer for every later instant up to
--    which nothing was recorded that they count.
CREATE TABLE dashboard_figures (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lender_id   uuid REFERENCES organisation,
  as_of       date NOT NULL,
  months      integer NOT NULL CONSTRAINT dashboard_figures_months_positive CHECK (months > 0),
  since       date NOT NULL,
  known_at    timestamptz NOT NULL,
  figures     jsonb NOT NULL,
  job_run_id  uuid REFERENCES job_run,
  recorded_at timestamptz NOT NULL DEFAULT recording_instant(),
  CONSTRAINT dashboard_figures_once UNIQUE NULLS NOT DISTINCT (lender_id, as_of, months, since, known_at),
  CONSTRAINT dashboard_figures_know_the_past CHECK (known_at <= recorded_at)
);
CREATE TRIGGER dashboard_figures_append_only BEFORE UPDATE OR DELETE ON dashboard_figures
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
-- The last price of a line is the first row of its index, without a sort of those of the same day.
DROP INDEX rate_decision_latest;
CREATE INDEX rate_decision_latest ON rate_decision (credit_line_id, priced_on DESC, recorded_at DESC, id DESC);
-- Whether anything was recorded between two instants.
CREATE INDEX credit_line_recorded ON credit_line USING brin (recorded_at);
CREATE INDEX rate_decision_recorded ON rate_decision USING brin (recorded_at);

-- 4. Who sees what.
ALTER TABLE reloan_quota_snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE reloan_quota_snapshot FORCE ROW LEVEL SECURITY;
CREATE POLICY reloan_quota_snapshot_parties ON reloan_quota_snapshot FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'central-bank' AND central_bank_id = current_organisation()));
CREATE POLICY reloan_quota_snapshot_add ON reloan_quota_snapshot FOR INSERT WITH CHECK (current_scope() = 'system');
ALTER TABLE pledge_revaluation ENABLE ROW LEVEL SECURITY;
ALTER TABLE pledge_revaluation FORCE ROW LEVEL SECURITY;
CREATE POLICY pledge_revaluation_parties ON pledge_revaluation FOR SELECT USING (
  current_scope() IN ('system', 'auditor')
  OR (current_scope() = 'lender' AND lender_id = current_organisation())
  OR (current_scope() = 'enterprise' AND enterprise_id = current_organisation())
  OR (current_scope() = 'central-bank' AND EXISTS (SELECT 1 FROM pledge p WHERE p.id = pledge_revaluation.pledge_id)));
CREATE POLICY pledge_revaluation_add ON pledge_revaluation FOR INSERT WITH CHECK (current_scope() = 'system');
ALTER TABLE dashboard_figures ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard_figures FORCE ROW LEVEL SECURITY;
-- The city's are open to whoever sees every line; they name enterprises, so the administrator gets them for sums only.
CREATE POLICY dashboard_figures_read ON dashboard_figures FOR SELECT USING (
  current_scope() = 'system'
  OR (lender_id IS NULL AND (current_scope() IN ('central-bank', 'steward', 'auditor')
                             OR (current_scope() = 'administrator' AND adding_up_statistics())))
  OR (current_scope() = 'lender' AND lender_id = current_organisation()));
CREATE POLICY dashboard_figures_add ON dashboard_figures FOR INSERT WITH CHECK (current_scope() = 'system');
GRANT SELECT, INSERT ON reloan_quota_snapshot, pledge_revaluation, dashboard_figures TO tandai_app;
