EXTENSION btree_gist

SEQUENCE activity_id_seq bigint

SEQUENCE audit_event_id_seq bigint

SEQUENCE credit_line_movement_id_seq bigint

SEQUENCE credit_report_serial bigint GRANT USAGE TO tandai_app

SEQUENCE emission_posting_id_seq bigint

SEQUENCE interest_segment_id_seq bigint

SEQUENCE journal_line_id_seq bigint

SEQUENCE operating_figure_id_seq bigint

SEQUENCE pledge_revaluation_id_seq bigint

SEQUENCE rate_wording_id_seq bigint

SEQUENCE reloan_quota_movement_id_seq bigint

SEQUENCE reloan_quota_snapshot_id_seq bigint

SEQUENCE rule_id_seq bigint

SEQUENCE saving_issue_serial bigint GRANT USAGE TO tandai_app

SEQUENCE sign_in_attempt_id_seq bigint

TABLE account_view
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  organisation_id uuid NOT NULL
  user_id uuid NOT NULL
  username text NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  request_id text NOT NULL
  address text NOT NULL
  purpose text NOT NULL
  consent_id uuid
  what text NOT NULL
  asked jsonb NOT NULL
  result_hash text NOT NULL
  CONSTRAINT account_view_pkey PRIMARY KEY (id)
  CONSTRAINT account_view_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(id)
  CONSTRAINT account_view_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT account_view_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT account_view_purpose_known CHECK ((purpose = ANY (ARRAY['pre_loan'::text, 'post_loan'::text, 'reloan_review'::text, 'own_use'::text, 'supervision'::text])))
  CONSTRAINT account_view_result_hash_form CHECK ((result_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT account_view_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CONSTRAINT account_view_what_known CHECK ((what = ANY (ARRAY['account'::text, 'rating'::text, 'activity'::text])))
  CREATE INDEX account_view_enterprise ON public.account_view USING btree (enterprise_id, at DESC, id)
  CREATE INDEX account_view_organisation ON public.account_view USING btree (organisation_id, at DESC, id)
  CREATE TRIGGER account_view_append_only BEFORE DELETE OR UPDATE ON account_view FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY account_view_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((organisation_id = current_organisation()) AND (user_id = current_user_account()) AND
CASE current_scope()
    WHEN 'enterprise'::text THEN ((purpose = 'own_use'::text) AND (enterprise_id = current_organisation()))
    WHEN 'steward'::text THEN (purpose = 'supervision'::text)
    WHEN 'auditor'::text THEN (purpose = 'supervision'::text)
    WHEN 'central-bank'::text THEN ((purpose = 'reloan_review'::text) AND filing_in_force(enterprise_id, current_organisation()))
    WHEN 'lender'::text THEN ((purpose = current_purpose()) AND (EXISTS ( SELECT 1
       FROM consent c
      WHERE ((c.id = account_view.consent_id) AND (c.enterprise_id = account_view.enterprise_id) AND (c.lender_id = current_organisation()) AND (c.purpose = account_view.purpose)))) AND consent_in_force(enterprise_id, current_organisation(),
    CASE what
        WHEN 'account'::text THEN 'emissions'::text
        ELSE what
    END))
    ELSE false
END)
  POLICY account_view_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE accounting_period_close
  organisation_id uuid NOT NULL
  closed_through date NOT NULL
  closed_by uuid NOT NULL
  opinion text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT accounting_period_close_pkey PRIMARY KEY (organisation_id, closed_through)
  CONSTRAINT accounting_period_close_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES user_account(id)
  CONSTRAINT accounting_period_close_opinion_given CHECK ((opinion <> ''::text))
  CONSTRAINT accounting_period_close_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE TRIGGER accounting_period_close_append_only BEFORE DELETE OR UPDATE ON accounting_period_close FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER accounting_period_close_rises BEFORE INSERT ON accounting_period_close FOR EACH ROW EXECUTE FUNCTION close_must_rise()
  ROW LEVEL SECURITY FORCED
  POLICY accounting_period_close_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['lender'::text, 'central-bank'::text])) AND (organisation_id = current_organisation()) AND (closed_by = current_user_account()))
  POLICY accounting_period_close_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR other_side_of_any_reloan(organisation_id))
  GRANT INSERT, SELECT TO tandai_app

TABLE activity
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  enterprise_id uuid NOT NULL
  month character(7) NOT NULL
  carrier text NOT NULL
  meter text NOT NULL DEFAULT 'all'::text
  quantity numeric NOT NULL
  unit text NOT NULL
  green_quantity numeric NOT NULL DEFAULT 0
  source text NOT NULL
  data_quality integer NOT NULL
  evidence text
  reason text
  supersedes bigint
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  enthalpy_kj_per_kg numeric
  import_id uuid
  direction text NOT NULL DEFAULT 'use'::text
  biogenic boolean NOT NULL DEFAULT false
  own_ncv numeric
  own_cc numeric
  own_of numeric
  own_factor_value numeric
  own_factor_unit text
  own_factor_source text
  CONSTRAINT activity_pkey PRIMARY KEY (id)
  CONSTRAINT activity_data_quality_range CHECK (((data_quality >= 1) AND (data_quality <= 5)))
  CONSTRAINT activity_declared_has_factor CHECK (((carrier <> ALL (ARRAY['process'::text, 'biomass'::text])) OR (own_factor_value IS NOT NULL)))
  CONSTRAINT activity_direction_known CHECK ((direction = ANY (ARRAY['use'::text, 'export'::text])))
  CONSTRAINT activity_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT activity_enthalpy_positive CHECK ((enthalpy_kj_per_kg > (0)::numeric))
  CONSTRAINT activity_green_within_quantity CHECK (((green_quantity >= (0)::numeric) AND (green_quantity <= quantity)))
  CONSTRAINT activity_import_id_fkey FOREIGN KEY (import_id) REFERENCES activity_import(id)
  CONSTRAINT activity_month_form CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
  CONSTRAINT activity_own_cc_positive CHECK ((own_cc > (0)::numeric))
  CONSTRAINT activity_own_factor_not_negative CHECK ((own_factor_value >= (0)::numeric))
  CONSTRAINT activity_own_factor_whole CHECK ((num_nonnulls(own_factor_value, own_factor_unit, own_factor_source) = ANY (ARRAY[0, 3])))
  CONSTRAINT activity_own_ncv_positive CHECK ((own_ncv > (0)::numeric))
  CONSTRAINT activity_own_of_share CHECK (((own_of >= (0)::numeric) AND (own_of <= (1)::numeric)))
  CONSTRAINT activity_own_values_evidenced CHECK (((num_nonnulls(own_ncv, own_cc, own_of, own_factor_value) = 0) OR (evidence IS NOT NULL)))
  CONSTRAINT activity_quantity_not_negative CHECK ((quantity >= (0)::numeric))
  CONSTRAINT activity_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT activity_superseded_once UNIQUE (supersedes)
  CONSTRAINT activity_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES activity(id)
  CONSTRAINT activity_unit_known CHECK ((unit = ANY (ARRAY['kWh'::text, 'MWh'::text, 'GJ'::text, 't'::text, 'Nm3'::text, '10^4Nm3'::text])))
  CREATE INDEX activity_account ON public.activity USING btree (enterprise_id, month)
  CREATE UNIQUE INDEX activity_first_reading ON public.activity USING btree (enterprise_id, month, carrier, meter) WHERE (supersedes IS NULL)
  CREATE TRIGGER activity_append_only BEFORE DELETE OR UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY activity_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY activity_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(enterprise_id, current_organisation(), 'activity'::text) OR ((enterprise_id = current_statement()) AND consent_in_force(enterprise_id, current_organisation(), 'emissions'::text)))) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE activity_import
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  format text NOT NULL
  file_name text
  sha256 text NOT NULL
  row_count integer NOT NULL
  accepted integer NOT NULL
  anomalies jsonb NOT NULL
  acknowledged boolean NOT NULL
  reason text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT activity_import_pkey PRIMARY KEY (id)
  CONSTRAINT activity_import_all_or_nothing CHECK ((accepted = row_count))
  CONSTRAINT activity_import_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT activity_import_format_known CHECK ((format = ANY (ARRAY['json'::text, 'csv'::text, 'xlsx'::text])))
  CONSTRAINT activity_import_once UNIQUE (enterprise_id, sha256)
  CONSTRAINT activity_import_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT activity_import_rows_positive CHECK ((row_count > 0))
  CONSTRAINT activity_import_warnings_acknowledged CHECK ((acknowledged OR (jsonb_array_length(anomalies) = 0)))
  CREATE INDEX activity_import_latest ON public.activity_import USING btree (enterprise_id, recorded_at DESC, id DESC)
  CREATE TRIGGER activity_import_append_only BEFORE DELETE OR UPDATE ON activity_import FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY activity_import_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY activity_import_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE annotation_waiver
  id uuid NOT NULL DEFAULT gen_random_uuid()
  pledge_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  reason text NOT NULL
  on_date date NOT NULL
  signed_by uuid NOT NULL
  second_by uuid
  second_on date
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT annotation_waiver_pkey PRIMARY KEY (id)
  CONSTRAINT annotation_waiver_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT annotation_waiver_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT annotation_waiver_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT annotation_waiver_one_a_pledge UNIQUE (pledge_id)
  CONSTRAINT annotation_waiver_second_by_fkey FOREIGN KEY (second_by) REFERENCES user_account(id)
  CONSTRAINT annotation_waiver_second_dated CHECK (((num_nonnulls(second_by, second_on) = ANY (ARRAY[0, 2])) AND (second_on >= on_date)))
  CONSTRAINT annotation_waiver_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES user_account(id)
  CONSTRAINT annotation_waiver_two_officers CHECK ((second_by <> signed_by))
  ROW LEVEL SECURITY FORCED
  POLICY annotation_waiver_moves AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))
  POLICY annotation_waiver_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY annotation_waiver_signs AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (signed_by = current_user_account()) AND (num_nonnulls(second_by, second_on) = 0))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (second_by, second_on) TO tandai_app

TABLE audit_event
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  organisation_id uuid
  user_id uuid
  action text NOT NULL
  subject_kind text NOT NULL
  subject_id text NOT NULL
  request_id text
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT audit_event_pkey PRIMARY KEY (id)
  CONSTRAINT audit_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT audit_event_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE INDEX audit_event_organisation ON public.audit_event USING btree (organisation_id, id)
  CREATE INDEX audit_event_subject ON public.audit_event USING btree (subject_kind, subject_id, id)
  CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY audit_event_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text, 'audit'::text])) OR (organisation_id = current_organisation()))
  POLICY audit_event_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((organisation_id = current_organisation()) AND (user_id = current_user_account())))
  GRANT INSERT, SELECT TO tandai_app

TABLE audit_seal
  seq bigint NOT NULL
  event_id bigint NOT NULL
  prev_hash text NOT NULL
  hash text NOT NULL
  sealed_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT audit_seal_pkey PRIMARY KEY (seq)
  CONSTRAINT audit_seal_event_id_fkey FOREIGN KEY (event_id) REFERENCES audit_event(id)
  CONSTRAINT audit_seal_event_key UNIQUE (event_id)
  CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE ON audit_seal FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY audit_seal_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY audit_seal_read AS PERMISSIVE FOR SELECT TO public USING (current_scope() = ANY (ARRAY['system'::text, 'auditor'::text, 'audit'::text, 'own-audit'::text]))
  GRANT INSERT, SELECT TO tandai_app

TABLE balance_sheet
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  as_of date NOT NULL
  equity numeric(20,2)
  debt numeric(20,2)
  total_assets numeric(20,2)
  evic numeric(20,2)
  source text NOT NULL
  reason text
  supersedes uuid
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT balance_sheet_pkey PRIMARY KEY (id)
  CONSTRAINT balance_sheet_adds_up CHECK (((equity + debt) <= total_assets))
  CONSTRAINT balance_sheet_correction_has_reason CHECK (((supersedes IS NULL) OR (reason IS NOT NULL)))
  CONSTRAINT balance_sheet_corrects_same_day FOREIGN KEY (supersedes, enterprise_id, as_of) REFERENCES balance_sheet(id, enterprise_id, as_of)
  CONSTRAINT balance_sheet_debt_not_negative CHECK ((debt >= (0)::numeric))
  CONSTRAINT balance_sheet_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT balance_sheet_evic_positive CHECK ((evic > (0)::numeric))
  CONSTRAINT balance_sheet_of_day UNIQUE (id, enterprise_id, as_of)
  CONSTRAINT balance_sheet_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT balance_sheet_says_something CHECK ((num_nonnulls(equity, debt, total_assets, evic) > 0))
  CONSTRAINT balance_sheet_superseded_once UNIQUE (supersedes)
  CONSTRAINT balance_sheet_total_assets_positive CHECK ((total_assets > (0)::numeric))
  CREATE INDEX balance_sheet_account ON public.balance_sheet USING btree (enterprise_id, as_of DESC, recorded_at DESC)
  CREATE UNIQUE INDEX balance_sheet_first ON public.balance_sheet USING btree (enterprise_id, as_of) WHERE (supersedes IS NULL)
  CREATE TRIGGER balance_sheet_append_only BEFORE DELETE OR UPDATE ON balance_sheet FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY balance_sheet_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY balance_sheet_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation(), 'operating'::text)) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE business_day
  organisation_id uuid NOT NULL
  day date NOT NULL
  state text NOT NULL DEFAULT 'OPEN'::text
  calendar text NOT NULL
  previous_day date
  opened_by uuid NOT NULL
  opened_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  closing_by uuid
  closing_at timestamp with time zone
  closed_at timestamp with time zone
  version integer NOT NULL DEFAULT 1
  CONSTRAINT business_day_pkey PRIMARY KEY (organisation_id, day)
  CONSTRAINT business_day_after_previous CHECK ((previous_day < day))
  CONSTRAINT business_day_calendar_known CHECK ((calendar = ANY (ARRAY['every-day'::text, 'working-days'::text])))
  CONSTRAINT business_day_closed_has_instant CHECK (((state = 'CLOSED'::text) = (closed_at IS NOT NULL)))
  CONSTRAINT business_day_closing_by_fkey FOREIGN KEY (closing_by) REFERENCES user_account(id)
  CONSTRAINT business_day_closing_has_closer CHECK ((((state = 'OPEN'::text) = (closing_by IS NULL)) AND ((closing_by IS NULL) = (closing_at IS NULL))))
  CONSTRAINT business_day_follows FOREIGN KEY (organisation_id, previous_day) REFERENCES business_day(organisation_id, day)
  CONSTRAINT business_day_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES user_account(id)
  CONSTRAINT business_day_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT business_day_state_known CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSING'::text, 'CLOSED'::text])))
  CREATE UNIQUE INDEX business_day_one_at_work ON public.business_day USING btree (organisation_id) WHERE (state <> 'CLOSED'::text)
  CREATE TRIGGER business_day_goes_forward BEFORE INSERT OR DELETE OR UPDATE ON business_day FOR EACH ROW EXECUTE FUNCTION business_day_goes_forward()
  ROW LEVEL SECURITY FORCED
  POLICY business_day_close AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()) AND (closing_by = current_user_account())))
  POLICY business_day_open AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()) AND (opened_by = current_user_account())))
  POLICY business_day_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.lender_id = business_day.organisation_id) AND (l.enterprise_id = current_organisation()))))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, closing_by, closing_at, closed_at, version) TO tandai_app

TABLE collateral_alert
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  pledge_id uuid NOT NULL
  loan_id uuid
  kind text NOT NULL
  subject text NOT NULL DEFAULT ''::text
  level text NOT NULL
  facts jsonb NOT NULL
  raised_on date NOT NULL
  due_on date NOT NULL
  rule_ids bigint[] NOT NULL DEFAULT '{}'::bigint[]
  state text NOT NULL DEFAULT 'OPEN'::text
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT collateral_alert_pkey PRIMARY KEY (id)
  CONSTRAINT collateral_alert_due_after_raised CHECK ((due_on >= raised_on))
  CONSTRAINT collateral_alert_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT collateral_alert_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT collateral_alert_level_known CHECK ((level = ANY (ARRAY['NOTICE'::text, 'WATCH'::text, 'MARGIN_CALL'::text, 'STOP'::text])))
  CONSTRAINT collateral_alert_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT collateral_alert_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT collateral_alert_state_known CHECK ((state = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text, 'CURED'::text, 'CLOSED'::text])))
  CREATE INDEX collateral_alert_lender ON public.collateral_alert USING btree (lender_id, recorded_at DESC, id)
  CREATE UNIQUE INDEX collateral_alert_once_open ON public.collateral_alert USING btree (pledge_id, kind, subject, loan_id) NULLS NOT DISTINCT WHERE (state = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text]))
  ROW LEVEL SECURITY FORCED
  POLICY collateral_alert_moves AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY collateral_alert_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY collateral_alert_raises AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, version) TO tandai_app

TABLE collateral_change
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  pledge_id uuid NOT NULL
  other_id uuid NOT NULL
  alert_id uuid
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  reason text NOT NULL
  on_date date NOT NULL
  state text NOT NULL DEFAULT 'PROPOSED'::text
  proposed_by uuid NOT NULL
  decided_by uuid
  decided_on date
  opinion text
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT collateral_change_pkey PRIMARY KEY (id)
  CONSTRAINT collateral_change_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES collateral_alert(id)
  CONSTRAINT collateral_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT collateral_change_decision_whole CHECK ((((state = 'PROPOSED'::text) = (num_nonnulls(decided_by, decided_on, opinion) = 0)) AND (num_nonnulls(decided_by, decided_on, opinion) = ANY (ARRAY[0, 3]))))
  CONSTRAINT collateral_change_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT collateral_change_kind_known CHECK ((kind = ANY (ARRAY['added'::text, 'substituted'::text])))
  CONSTRAINT collateral_change_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT collateral_change_of_other FOREIGN KEY (other_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT collateral_change_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT collateral_change_of_two CHECK ((pledge_id <> other_id))
  CONSTRAINT collateral_change_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT collateral_change_second_person CHECK ((decided_by <> proposed_by))
  CONSTRAINT collateral_change_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE UNIQUE INDEX collateral_change_one_open ON public.collateral_change USING btree (other_id) WHERE (state = 'PROPOSED'::text)
  ROW LEVEL SECURITY FORCED
  POLICY collateral_change_moves AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))
  POLICY collateral_change_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY collateral_change_proposes AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'PROPOSED'::text) AND (proposed_by = current_user_account()))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, decided_on, opinion, version) TO tandai_app

TABLE consent
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  purpose text NOT NULL
  valid_from date NOT NULL
  valid_to date
  granted_by uuid
  basis text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  field_groups text[] NOT NULL DEFAULT ARRAY['identity'::text, 'emissions'::text, 'activity'::text, 'rating'::text, 'operating'::text]
  request_id uuid
  text_version integer
  text_hash text
  CONSTRAINT consent_pkey PRIMARY KEY (id)
  CONSTRAINT consent_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT consent_field_groups_known CHECK (((field_groups <@ ARRAY['identity'::text, 'emissions'::text, 'activity'::text, 'rating'::text, 'operating'::text]) AND ('identity'::text = ANY (field_groups))))
  CONSTRAINT consent_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES user_account(id)
  CONSTRAINT consent_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT consent_of_enterprise UNIQUE (id, enterprise_id)
  CONSTRAINT consent_of_request_once UNIQUE (request_id)
  CONSTRAINT consent_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT consent_purpose_known CHECK ((purpose = ANY (ARRAY['pre_loan'::text, 'post_loan'::text, 'reloan_review'::text])))
  CONSTRAINT consent_request_id_fkey FOREIGN KEY (request_id) REFERENCES consent_request(id)
  CONSTRAINT consent_text_hash_fkey FOREIGN KEY (text_hash) REFERENCES consent_text(hash)
  CONSTRAINT consent_text_version_fkey FOREIGN KEY (text_version) REFERENCES consent_text(version)
  CREATE INDEX consent_enterprise ON public.consent USING btree (enterprise_id, recorded_at DESC, id DESC)
  CREATE INDEX consent_lender ON public.consent USING btree (lender_id, recorded_at DESC, id DESC)
  CREATE INDEX consent_pair ON public.consent USING btree (lender_id, enterprise_id)
  CREATE INDEX consent_recorded ON public.consent USING btree (recorded_at DESC, id DESC)
  CREATE TRIGGER consent_append_only BEFORE DELETE OR UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY consent_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE consent_decision
  request_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  outcome text NOT NULL
  consent_id uuid
  reason text
  decided_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT consent_decision_pkey PRIMARY KEY (request_id)
  CONSTRAINT consent_decision_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(id)
  CONSTRAINT consent_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT consent_decision_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT consent_decision_grant_has_consent CHECK (((outcome = 'GRANTED'::text) = (consent_id IS NOT NULL)))
  CONSTRAINT consent_decision_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT consent_decision_of_request FOREIGN KEY (request_id, lender_id) REFERENCES consent_request(id, lender_id)
  CONSTRAINT consent_decision_outcome_known CHECK ((outcome = ANY (ARRAY['GRANTED'::text, 'REFUSED'::text])))
  CREATE TRIGGER consent_decision_append_only BEFORE DELETE OR UPDATE ON consent_decision FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_decision_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation()) AND (decided_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM consent_request r
  WHERE (r.id = consent_decision.request_id))))
  POLICY consent_decision_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE consent_request
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  uscc text NOT NULL
  purpose text NOT NULL
  field_groups text[] NOT NULL
  valid_from date NOT NULL
  valid_to date
  reason text NOT NULL
  requested_on date NOT NULL
  expires_on date NOT NULL
  requested_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT consent_request_pkey PRIMARY KEY (id)
  CONSTRAINT consent_request_expires_later CHECK ((expires_on > requested_on))
  CONSTRAINT consent_request_field_groups_known CHECK (((field_groups <@ ARRAY['identity'::text, 'emissions'::text, 'activity'::text, 'rating'::text, 'operating'::text]) AND ('identity'::text = ANY (field_groups))))
  CONSTRAINT consent_request_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT consent_request_of_lender UNIQUE (id, lender_id)
  CONSTRAINT consent_request_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT consent_request_purpose_known CHECK ((purpose = ANY (ARRAY['pre_loan'::text, 'post_loan'::text, 'reloan_review'::text])))
  CONSTRAINT consent_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES user_account(id)
  CREATE INDEX consent_request_addressee ON public.consent_request USING btree (uscc, recorded_at DESC, id)
  CREATE INDEX consent_request_lender ON public.consent_request USING btree (lender_id, recorded_at DESC, id)
  CREATE TRIGGER consent_request_append_only BEFORE DELETE OR UPDATE ON consent_request FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_request_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (requested_by = current_user_account()))
  POLICY consent_request_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (uscc = ( SELECT e.uscc
   FROM enterprise e
  WHERE (e.id = current_organisation())))))
  GRANT INSERT, SELECT TO tandai_app

VIEW consent_standing WITH (security_invoker=true)
  id uuid
  enterprise_id uuid
  lender_id uuid
  field_groups text[]
  purpose text
   SELECT id,
    enterprise_id,
    lender_id,
    field_groups,
    purpose
   FROM consent c
  WHERE (current_purpose() IS NULL OR purpose = current_purpose()) AND valid_from <= (now() AT TIME ZONE 'Asia/Shanghai'::text)::date AND (valid_to IS NULL OR valid_to >= (now() AT TIME ZONE 'Asia/Shanghai'::text)::date) AND NOT (EXISTS ( SELECT 1
           FROM consent_withdrawal w
          WHERE consent_id = id));
  GRANT SELECT TO tandai_app

TABLE consent_text
  version integer NOT NULL
  zh text NOT NULL
  en text NOT NULL
  hash text NOT NULL
  valid_from date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT consent_text_pkey PRIMARY KEY (version)
  CONSTRAINT consent_text_hash_is_of_text CHECK ((hash = encode(sha256(convert_to(((zh || '
'::text) || en), 'UTF8'::name)), 'hex'::text)))
  CONSTRAINT consent_text_hash_key UNIQUE (hash)
  CREATE TRIGGER consent_text_append_only BEFORE DELETE OR UPDATE ON consent_text FOR EACH ROW EXECUTE FUNCTION forbid_change()
  GRANT SELECT TO tandai_app

TABLE consent_withdrawal
  consent_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  withdrawn_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT consent_withdrawal_pkey PRIMARY KEY (consent_id)
  CONSTRAINT consent_withdrawal_by_its_enterprise FOREIGN KEY (consent_id, enterprise_id) REFERENCES consent(id, enterprise_id)
  CONSTRAINT consent_withdrawal_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(id)
  CONSTRAINT consent_withdrawal_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT consent_withdrawal_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES user_account(id)
  CREATE INDEX consent_withdrawal_recorded ON public.consent_withdrawal USING btree (recorded_at)
  CREATE TRIGGER consent_withdrawal_append_only BEFORE DELETE OR UPDATE ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_withdrawal_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY consent_withdrawal_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR (EXISTS ( SELECT 1
   FROM consent c
  WHERE (c.id = consent_withdrawal.consent_id))))
  GRANT INSERT, SELECT TO tandai_app

TABLE credit_line
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  product text NOT NULL
  prior_limit numeric(20,2) NOT NULL
  limit_amount numeric(20,2) NOT NULL
  effective_from date NOT NULL
  effective_to date
  supersedes uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  line_id uuid NOT NULL
  revolving boolean NOT NULL DEFAULT true
  CONSTRAINT credit_line_pkey PRIMARY KEY (id)
  CONSTRAINT credit_line_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT credit_line_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT credit_line_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT credit_line_of_line FOREIGN KEY (line_id) REFERENCES credit_line(id)
  CONSTRAINT credit_line_parties UNIQUE (id, lender_id, enterprise_id, product)
  CONSTRAINT credit_line_period_ordered CHECK (((effective_to IS NULL) OR (effective_to >= effective_from)))
  CONSTRAINT credit_line_prior_limit_not_negative CHECK ((prior_limit >= (0)::numeric))
  CONSTRAINT credit_line_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT credit_line_superseded_once UNIQUE (supersedes)
  CONSTRAINT credit_line_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES credit_line(id)
  CONSTRAINT credit_line_supersedes_its_own FOREIGN KEY (supersedes, lender_id, enterprise_id, product) REFERENCES credit_line(id, lender_id, enterprise_id, product)
  CREATE INDEX credit_line_enterprise ON public.credit_line USING btree (enterprise_id)
  CREATE UNIQUE INDEX credit_line_first ON public.credit_line USING btree (enterprise_id, lender_id, product) WHERE (supersedes IS NULL)
  CREATE INDEX credit_line_lender ON public.credit_line USING btree (lender_id)
  CREATE INDEX credit_line_recorded ON public.credit_line USING brin (recorded_at)
  CREATE INDEX credit_line_versions ON public.credit_line USING btree (line_id, effective_from)
  CREATE TRIGGER credit_line_append_only BEFORE DELETE OR UPDATE ON credit_line FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER credit_line_joins_its_line BEFORE INSERT ON credit_line FOR EACH ROW EXECUTE FUNCTION credit_line_joins_its_line()
  CREATE TRIGGER credit_line_stands AFTER INSERT ON credit_line FOR EACH ROW EXECUTE FUNCTION credit_line_stands()
  ROW LEVEL SECURITY FORCED
  POLICY credit_line_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (EXISTS ( SELECT 1
   FROM enterprise e
  WHERE (e.id = credit_line.enterprise_id)))))
  POLICY credit_line_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'central-bank'::text])) OR ((current_scope() = 'administrator'::text) AND adding_up_statistics()) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE credit_line_movement
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  line_id uuid NOT NULL
  credit_line_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  kind text NOT NULL
  amount numeric(20,2) NOT NULL
  loan_id uuid
  moved_on date NOT NULL
  limit_after numeric(20,2) NOT NULL
  reserved_after numeric(20,2) NOT NULL
  used_after numeric(20,2) NOT NULL
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT credit_line_movement_pkey PRIMARY KEY (id)
  CONSTRAINT credit_line_movement_amount_positive CHECK (((amount > (0)::numeric) OR (kind = 'change'::text)))
  CONSTRAINT credit_line_movement_credit_line_id_fkey FOREIGN KEY (credit_line_id) REFERENCES credit_line(id)
  CONSTRAINT credit_line_movement_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT credit_line_movement_kind_known CHECK ((kind = ANY (ARRAY['open'::text, 'change'::text, 'reserve'::text, 'release'::text, 'draw'::text, 'undraw'::text, 'repay'::text, 'redraw'::text])))
  CONSTRAINT credit_line_movement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT credit_line_movement_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT credit_line_movement_of_line FOREIGN KEY (line_id, lender_id, enterprise_id) REFERENCES credit_line_standing(line_id, lender_id, enterprise_id)
  CONSTRAINT credit_line_movement_of_loan CHECK (((kind = ANY (ARRAY['open'::text, 'change'::text])) = (loan_id IS NULL)))
  CONSTRAINT credit_line_movement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX credit_line_movement_line ON public.credit_line_movement USING btree (line_id, moved_on, id)
  CREATE INDEX credit_line_movement_loan ON public.credit_line_movement USING btree (loan_id) WHERE (loan_id IS NOT NULL)
  CREATE TRIGGER credit_line_movement_append_only BEFORE DELETE OR UPDATE ON credit_line_movement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY credit_line_movement_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account()) AND ((loan_id IS NULL) OR (EXISTS ( SELECT 1
   FROM (loan l
     JOIN credit_line c ON ((c.id = l.credit_line_id)))
  WHERE ((l.id = credit_line_movement.loan_id) AND (l.lender_id = credit_line_movement.lender_id) AND (c.line_id = credit_line_movement.line_id)))))))
  POLICY credit_line_movement_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE credit_line_proposal
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  product text NOT NULL
  supersedes uuid
  limit_amount numeric(20,2) NOT NULL
  revolving boolean NOT NULL
  effective_from date NOT NULL
  effective_to date
  document_no text NOT NULL
  state text NOT NULL
  proposed_by uuid NOT NULL
  decided_by uuid
  opinion text
  credit_line_id uuid
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  CONSTRAINT credit_line_proposal_pkey PRIMARY KEY (id)
  CONSTRAINT credit_line_proposal_approved_has_line CHECK (((state = 'APPROVED'::text) = (credit_line_id IS NOT NULL)))
  CONSTRAINT credit_line_proposal_credit_line_id_fkey FOREIGN KEY (credit_line_id) REFERENCES credit_line(id)
  CONSTRAINT credit_line_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT credit_line_proposal_decided_by_somebody CHECK (((state = 'PROPOSED'::text) = (num_nonnulls(decided_by, decided_at, opinion) = 0)))
  CONSTRAINT credit_line_proposal_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT credit_line_proposal_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT credit_line_proposal_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT credit_line_proposal_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
  CONSTRAINT credit_line_proposal_period_ordered CHECK (((effective_to IS NULL) OR (effective_to >= effective_from)))
  CONSTRAINT credit_line_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT credit_line_proposal_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CONSTRAINT credit_line_proposal_supersedes_its_own FOREIGN KEY (supersedes, lender_id, enterprise_id, product) REFERENCES credit_line(id, lender_id, enterprise_id, product)
  CREATE INDEX credit_line_proposal_lender ON public.credit_line_proposal USING btree (lender_id, recorded_at DESC, id)
  CREATE TRIGGER credit_line_proposal_is_decided_once BEFORE UPDATE ON credit_line_proposal FOR EACH ROW EXECUTE FUNCTION credit_line_proposal_is_decided_once()
  ROW LEVEL SECURITY FORCED
  POLICY credit_line_proposal_decide AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state <> 'PROPOSED'::text) AND (decided_by = current_user_account()))
  POLICY credit_line_proposal_make AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (proposed_by = current_user_account()) AND (state = 'PROPOSED'::text) AND (EXISTS ( SELECT 1
   FROM enterprise e
  WHERE (e.id = credit_line_proposal.enterprise_id))))
  POLICY credit_line_proposal_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, opinion, credit_line_id, version, decided_at) TO tandai_app

TABLE credit_line_standing WITH (fillfactor=50)
  line_id uuid NOT NULL
  credit_line_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  product text NOT NULL
  revolving boolean NOT NULL
  limit_amount numeric(20,2) NOT NULL
  reserved numeric(20,2) NOT NULL DEFAULT 0
  used numeric(20,2) NOT NULL DEFAULT 0
  version integer NOT NULL DEFAULT 1
  CONSTRAINT credit_line_standing_pkey PRIMARY KEY (line_id)
  CONSTRAINT credit_line_not_overdrawn CHECK (((reserved + used) <= limit_amount))
  CONSTRAINT credit_line_reserved_not_negative CHECK ((reserved >= (0)::numeric))
  CONSTRAINT credit_line_standing_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT credit_line_standing_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT credit_line_standing_line_id_fkey FOREIGN KEY (line_id) REFERENCES credit_line(id)
  CONSTRAINT credit_line_standing_of_version FOREIGN KEY (credit_line_id, lender_id, enterprise_id, product) REFERENCES credit_line(id, lender_id, enterprise_id, product)
  CONSTRAINT credit_line_standing_parties UNIQUE (line_id, lender_id, enterprise_id)
  CONSTRAINT credit_line_used_not_negative CHECK ((used >= (0)::numeric))
  ROW LEVEL SECURITY FORCED
  POLICY credit_line_standing_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (reserved = (0)::numeric) AND (used = (0)::numeric)))
  POLICY credit_line_standing_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY credit_line_standing_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (credit_line_id, limit_amount, reserved, used, version) TO tandai_app

TABLE dashboard_figures
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid
  as_of date NOT NULL
  months integer NOT NULL
  since date NOT NULL
  known_at timestamp with time zone NOT NULL
  figures jsonb NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT dashboard_figures_pkey PRIMARY KEY (id)
  CONSTRAINT dashboard_figures_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT dashboard_figures_know_the_past CHECK ((known_at <= recorded_at))
  CONSTRAINT dashboard_figures_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT dashboard_figures_months_positive CHECK ((months > 0))
  CONSTRAINT dashboard_figures_once UNIQUE NULLS NOT DISTINCT (lender_id, as_of, months, since, known_at)
  CREATE TRIGGER dashboard_figures_append_only BEFORE DELETE OR UPDATE ON dashboard_figures FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY dashboard_figures_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY dashboard_figures_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR ((lender_id IS NULL) AND ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'administrator'::text) AND adding_up_statistics()))) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE data_order
  id uuid NOT NULL DEFAULT gen_random_uuid()
  listing_id uuid NOT NULL
  exchange_id uuid NOT NULL
  seller_id uuid NOT NULL
  buyer_id uuid NOT NULL
  amount numeric(20,2) NOT NULL
  exclusive boolean NOT NULL
  arbitration_clause boolean NOT NULL
  state text NOT NULL DEFAULT 'PLACED'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT data_order_pkey PRIMARY KEY (id)
  CONSTRAINT data_order_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT data_order_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES organisation(id)
  CONSTRAINT data_order_buyer_is_another CHECK ((buyer_id <> seller_id))
  CONSTRAINT data_order_exchange_id_fkey FOREIGN KEY (exchange_id) REFERENCES organisation(id)
  CONSTRAINT data_order_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing(id)
  CONSTRAINT data_order_of_exchange UNIQUE (id, exchange_id)
  CONSTRAINT data_order_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT data_order_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES enterprise(id)
  CREATE TRIGGER data_order_in_chain BEFORE INSERT ON data_order FOR EACH ROW EXECUTE FUNCTION order_in_chain()
  CREATE TRIGGER data_order_settled_adds_up AFTER UPDATE ON data_order FOR EACH ROW EXECUTE FUNCTION splits_add_up()
  ROW LEVEL SECURITY FORCED
  POLICY data_order_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((buyer_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY data_order_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (((current_organisation() = buyer_id) OR (current_organisation() = seller_id)) OR (current_organisation() = exchange_id)))
  POLICY data_order_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state) TO tandai_app

TABLE data_order_split
  order_id uuid NOT NULL
  exchange_id uuid NOT NULL
  organisation_id uuid NOT NULL
  purpose text NOT NULL
  amount numeric(20,2) NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT data_order_split_pkey PRIMARY KEY (order_id, organisation_id, purpose)
  CONSTRAINT data_order_split_of_order FOREIGN KEY (order_id, exchange_id) REFERENCES data_order(id, exchange_id)
  CONSTRAINT data_order_split_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT data_order_split_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT data_order_split_purpose_known CHECK ((purpose = ANY (ARRAY['seller'::text, 'operator'::text, 'exchange-fee'::text, 'other-fee'::text])))
  CREATE TRIGGER data_order_split_append_only BEFORE DELETE OR UPDATE ON data_order_split FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE CONSTRAINT TRIGGER data_order_splits_add_up AFTER INSERT ON data_order_split DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION splits_add_up()
  ROW LEVEL SECURITY FORCED
  POLICY data_order_split_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'exchange'::text) AND (exchange_id = current_organisation()))
  POLICY data_order_split_read AS PERMISSIVE FOR SELECT TO public USING (EXISTS ( SELECT 1
   FROM data_order o
  WHERE (o.id = data_order_split.order_id)))
  GRANT INSERT, SELECT TO tandai_app

TABLE data_order_voucher
  order_id uuid NOT NULL
  exchange_id uuid NOT NULL
  voucher_no text NOT NULL
  issued_on date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT data_order_voucher_pkey PRIMARY KEY (order_id)
  CONSTRAINT data_order_voucher_no_key UNIQUE (exchange_id, voucher_no)
  CONSTRAINT data_order_voucher_of_order FOREIGN KEY (order_id, exchange_id) REFERENCES data_order(id, exchange_id)
  CREATE TRIGGER data_order_voucher_append_only BEFORE DELETE OR UPDATE ON data_order_voucher FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY data_order_voucher_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'exchange'::text) AND (exchange_id = current_organisation()))
  POLICY data_order_voucher_read AS PERMISSIVE FOR SELECT TO public USING (EXISTS ( SELECT 1
   FROM data_order o
  WHERE (o.id = data_order_voucher.order_id)))
  GRANT INSERT, SELECT TO tandai_app

TABLE data_product
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  name text NOT NULL
  scenario text NOT NULL
  operator text NOT NULL
  right_type text NOT NULL
  certificate_kind text NOT NULL
  certificate_no text NOT NULL
  certificate_valid_from date NOT NULL
  certificate_valid_to date NOT NULL
  authorisation_valid_to date NOT NULL
  listing_no text
  listing_valid_to date
  basis text NOT NULL
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  authorisation_id uuid
  registration_id uuid
  listing_id uuid
  CONSTRAINT data_product_pkey PRIMARY KEY (id)
  CONSTRAINT data_product_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES scenario_authorisation(id)
  CONSTRAINT data_product_certificate_at_most_five_years CHECK (((certificate_valid_to > certificate_valid_from) AND (certificate_valid_to <= (certificate_valid_from + 'P5Y'::interval))))
  CONSTRAINT data_product_certificate_code_form CHECK (((certificate_kind <> 'national'::text) OR (certificate_no ~ '^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$'::text)))
  CONSTRAINT data_product_certificate_key UNIQUE (certificate_kind, certificate_no, right_type)
  CONSTRAINT data_product_certificate_kind_known CHECK ((certificate_kind = ANY (ARRAY['national'::text, 'local'::text, 'exchange'::text])))
  CONSTRAINT data_product_chain_whole CHECK (((num_nonnulls(authorisation_id, registration_id) = ANY (ARRAY[0, 2])) AND ((listing_id IS NULL) OR (registration_id IS NOT NULL))))
  CONSTRAINT data_product_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT data_product_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing(id)
  CONSTRAINT data_product_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT data_product_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES data_registration(id)
  CONSTRAINT data_product_right_known CHECK ((right_type = ANY (ARRAY['holding'::text, 'use'::text, 'operation'::text])))
  CREATE INDEX data_product_authorisation ON public.data_product USING btree (authorisation_id) WHERE (authorisation_id IS NOT NULL)
  CREATE INDEX data_product_listing ON public.data_product USING btree (listing_id) WHERE (listing_id IS NOT NULL)
  CREATE INDEX data_product_registration ON public.data_product USING btree (registration_id) WHERE (registration_id IS NOT NULL)
  CREATE TRIGGER data_product_append_only BEFORE DELETE OR UPDATE ON data_product FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER data_product_in_chain BEFORE INSERT ON data_product FOR EACH ROW EXECUTE FUNCTION product_in_chain()
  ROW LEVEL SECURITY FORCED
  POLICY data_product_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY data_product_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM pledge p
  WHERE (p.data_product_id = data_product.id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE data_registration
  id uuid NOT NULL DEFAULT gen_random_uuid()
  holder_id uuid NOT NULL
  registry_id uuid NOT NULL
  authorisation_id uuid NOT NULL
  is_public boolean NOT NULL
  resource_registration_id uuid
  product_name text NOT NULL
  right_type text NOT NULL
  source_fields text[] NOT NULL
  certificate_kind text
  certificate_no text
  registered_on date
  ends_on date
  state text NOT NULL DEFAULT 'DRAFT'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT data_registration_pkey PRIMARY KEY (id)
  CONSTRAINT data_registration_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES scenario_authorisation(id)
  CONSTRAINT data_registration_certificate_form CHECK (((certificate_kind <> 'national'::text) OR (certificate_no ~ '^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$'::text)))
  CONSTRAINT data_registration_certificate_key UNIQUE (certificate_kind, certificate_no)
  CONSTRAINT data_registration_certificate_whole CHECK ((num_nonnulls(certificate_kind, certificate_no, registered_on, ends_on) = ANY (ARRAY[0, 4])))
  CONSTRAINT data_registration_has_fields CHECK ((cardinality(source_fields) > 0))
  CONSTRAINT data_registration_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES enterprise(id)
  CONSTRAINT data_registration_kind_known CHECK ((certificate_kind = ANY (ARRAY['national'::text, 'local'::text, 'exchange'::text])))
  CONSTRAINT data_registration_name_length CHECK (((char_length(product_name) >= 1) AND (char_length(product_name) <= 40)))
  CONSTRAINT data_registration_public_has_resource CHECK (((NOT is_public) OR (resource_registration_id IS NOT NULL)))
  CONSTRAINT data_registration_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT data_registration_registered_has_certificate CHECK (((state <> 'REGISTERED'::text) OR (certificate_no IS NOT NULL)))
  CONSTRAINT data_registration_registry_id_fkey FOREIGN KEY (registry_id) REFERENCES organisation(id)
  CONSTRAINT data_registration_resource_registration_id_fkey FOREIGN KEY (resource_registration_id) REFERENCES resource_registration(id)
  CONSTRAINT data_registration_right_known CHECK ((right_type = ANY (ARRAY['holding'::text, 'use'::text, 'operation'::text])))
  CONSTRAINT data_registration_term CHECK ((ends_on > registered_on))
  CREATE TRIGGER data_registration_in_chain BEFORE INSERT OR UPDATE ON data_registration FOR EACH ROW EXECUTE FUNCTION registration_in_chain()
  ROW LEVEL SECURITY FORCED
  POLICY data_registration_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((holder_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY data_registration_certify AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'registry'::text) AND (registry_id = current_organisation())) WITH CHECK ((current_scope() = 'registry'::text) AND (registry_id = current_organisation()))
  POLICY data_registration_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (holder_id = current_organisation()) OR sees_subject('data_registration'::text, id) OR ((current_scope() = 'lender'::text) AND (consent_in_force(holder_id, current_organisation()) OR (EXISTS ( SELECT 1
   FROM (data_product p
     JOIN pledge g ON ((g.data_product_id = p.id)))
  WHERE (p.registration_id = data_registration.id))))))
  POLICY data_registration_renew AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'enterprise'::text) AND (holder_id = current_organisation()) AND (state = 'REGISTERED'::text)) WITH CHECK ((current_scope() = 'enterprise'::text) AND (holder_id = current_organisation()) AND (state = 'REGISTERED'::text))
  POLICY data_registration_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (holder_id, certificate_kind, certificate_no, registered_on, ends_on, state) TO tandai_app

TABLE disbursement
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  note_no text NOT NULL
  amount numeric(20,2) NOT NULL
  disbursed_on date NOT NULL
  due_on date NOT NULL
  payee text NOT NULL
  use_evidence text NOT NULL
  query_certificate_no text
  query_certificate_on date
  entry_id uuid NOT NULL
  disbursed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT disbursement_pkey PRIMARY KEY (id)
  CONSTRAINT disbursement_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT disbursement_disbursed_by_fkey FOREIGN KEY (disbursed_by) REFERENCES user_account(id)
  CONSTRAINT disbursement_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT disbursement_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id)
  CONSTRAINT disbursement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT disbursement_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT disbursement_note_key UNIQUE (lender_id, note_no)
  CONSTRAINT disbursement_of_loan UNIQUE (id, loan_id)
  CREATE INDEX disbursement_loan ON public.disbursement USING btree (loan_id)
  CREATE TRIGGER disbursement_append_only BEFORE DELETE OR UPDATE ON disbursement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY disbursement_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY disbursement_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY disbursement_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = disbursement.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE dispute
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  filer_id uuid NOT NULL
  respondent_id uuid NOT NULL
  host_id uuid NOT NULL
  registration_id uuid
  order_id uuid
  claim text NOT NULL
  arbitration_clause boolean NOT NULL
  state text NOT NULL DEFAULT 'FILED'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT dispute_pkey PRIMARY KEY (id)
  CONSTRAINT dispute_arbitration_by_clause CHECK (((state <> 'ARBITRATION'::text) OR arbitration_clause))
  CONSTRAINT dispute_between_two CHECK ((filer_id <> respondent_id))
  CONSTRAINT dispute_filer_id_fkey FOREIGN KEY (filer_id) REFERENCES organisation(id)
  CONSTRAINT dispute_host_id_fkey FOREIGN KEY (host_id) REFERENCES organisation(id)
  CONSTRAINT dispute_host_is_neutral CHECK (((host_id <> filer_id) AND (host_id <> respondent_id)))
  CONSTRAINT dispute_kind_known CHECK ((kind = ANY (ARRAY['ownership'::text, 'trade'::text, 'valuation'::text, 'carbon-data'::text, 'pledge'::text])))
  CONSTRAINT dispute_litigation_without_clause CHECK (((state <> 'LITIGATION'::text) OR (NOT arbitration_clause)))
  CONSTRAINT dispute_order_id_fkey FOREIGN KEY (order_id) REFERENCES data_order(id)
  CONSTRAINT dispute_ownership_of_something CHECK (((kind <> 'ownership'::text) OR (registration_id IS NOT NULL)))
  CONSTRAINT dispute_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT dispute_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES data_registration(id)
  CONSTRAINT dispute_respondent_id_fkey FOREIGN KEY (respondent_id) REFERENCES organisation(id)
  CONSTRAINT dispute_trade_of_an_order CHECK (((kind <> 'trade'::text) OR (order_id IS NOT NULL)))
  CREATE INDEX dispute_open_ownership ON public.dispute USING btree (registration_id) WHERE ((kind = 'ownership'::text) AND (state <> ALL (ARRAY['FILED'::text, 'EXECUTED'::text, 'WITHDRAWN'::text, 'DISMISSED'::text])))
  CREATE TRIGGER dispute_in_chain BEFORE INSERT OR UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION dispute_in_chain()
  ROW LEVEL SECURITY FORCED
  POLICY dispute_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((filer_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY dispute_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (((current_organisation() = filer_id) OR (current_organisation() = respondent_id)) OR (current_organisation() = host_id)) OR sees_subject('dispute'::text, id))
  POLICY dispute_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state) TO tandai_app

TABLE emission_posting
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  enterprise_id uuid NOT NULL
  month character(7) NOT NULL
  carrier text NOT NULL
  meter text NOT NULL
  adjusts bigint
  cause text
  activity_id bigint NOT NULL
  measured numeric NOT NULL
  per text NOT NULL
  factor_code text NOT NULL
  factor_value numeric NOT NULL
  factor_vintage integer
  factor_rule_ids bigint[] NOT NULL
  factor_own boolean NOT NULL
  tco2 numeric NOT NULL
  difference numeric NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT emission_posting_pkey PRIMARY KEY (id)
  CONSTRAINT emission_posting_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id)
  CONSTRAINT emission_posting_adjusted_once UNIQUE (adjusts)
  CONSTRAINT emission_posting_adjusts_fkey FOREIGN KEY (adjusts) REFERENCES emission_posting(id)
  CONSTRAINT emission_posting_cause_known CHECK ((cause = ANY (ARRAY['FACTOR_VINTAGE'::text, 'ACTIVITY_CORRECTION'::text])))
  CONSTRAINT emission_posting_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT emission_posting_first_has_no_cause CHECK (((adjusts IS NULL) = (cause IS NULL)))
  CONSTRAINT emission_posting_first_is_whole CHECK (((adjusts IS NOT NULL) OR (difference = tco2)))
  CONSTRAINT emission_posting_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT emission_posting_month_form CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
  CREATE INDEX emission_posting_account ON public.emission_posting USING btree (enterprise_id, id)
  CREATE UNIQUE INDEX emission_posting_first ON public.emission_posting USING btree (enterprise_id, month, carrier, meter) WHERE (adjusts IS NULL)
  CREATE TRIGGER emission_posting_append_only BEFORE DELETE OR UPDATE ON emission_posting FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY emission_posting_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY emission_posting_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(enterprise_id, current_organisation(), 'activity'::text) OR ((enterprise_id = current_statement()) AND consent_in_force(enterprise_id, current_organisation(), 'emissions'::text)))) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE end_of_day_acknowledgement
  finding_id uuid NOT NULL
  organisation_id uuid NOT NULL
  acknowledged_by uuid NOT NULL
  opinion text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT end_of_day_acknowledgement_once PRIMARY KEY (finding_id)
  CONSTRAINT end_of_day_acknowledgement_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES user_account(id)
  CONSTRAINT end_of_day_acknowledgement_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES end_of_day_finding(id)
  CONSTRAINT end_of_day_acknowledgement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE TRIGGER end_of_day_acknowledgement_append_only BEFORE DELETE OR UPDATE ON end_of_day_acknowledgement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER end_of_day_acknowledgement_second_person BEFORE INSERT ON end_of_day_acknowledgement FOR EACH ROW EXECUTE FUNCTION second_person_acknowledges()
  ROW LEVEL SECURITY FORCED
  POLICY end_of_day_acknowledgement_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()) AND (acknowledged_by = current_user_account()))
  POLICY end_of_day_acknowledgement_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE end_of_day_chunk
  organisation_id uuid NOT NULL
  day date NOT NULL
  step text NOT NULL
  no integer NOT NULL
  after_loan uuid
  to_loan uuid
  done integer NOT NULL DEFAULT 0
  refused integer NOT NULL DEFAULT 0
  finished_at timestamp with time zone
  CONSTRAINT end_of_day_chunk_pkey PRIMARY KEY (organisation_id, day, step, no)
  CONSTRAINT end_of_day_chunk_counts CHECK (((refused >= 0) AND (done >= refused) AND ((finished_at IS NOT NULL) OR (done = 0))))
  CONSTRAINT end_of_day_chunk_no_positive CHECK ((no > 0))
  CONSTRAINT end_of_day_chunk_of_step FOREIGN KEY (organisation_id, day, step) REFERENCES end_of_day_step(organisation_id, day, step)
  CONSTRAINT end_of_day_chunk_range_once UNIQUE NULLS NOT DISTINCT (organisation_id, day, step, after_loan)
  CONSTRAINT end_of_day_chunk_range_rises CHECK ((after_loan < to_loan))
  CREATE INDEX end_of_day_chunk_open ON public.end_of_day_chunk USING btree (organisation_id, day, step, no) WHERE (finished_at IS NULL)
  CREATE TRIGGER end_of_day_chunk_done_once BEFORE DELETE OR UPDATE ON end_of_day_chunk FOR EACH ROW EXECUTE FUNCTION end_of_day_chunk_done_once()
  ROW LEVEL SECURITY FORCED
  POLICY end_of_day_chunk_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  POLICY end_of_day_chunk_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  POLICY end_of_day_chunk_work AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (done, refused, finished_at) TO tandai_app

TABLE end_of_day_finding
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  day date NOT NULL
  step text NOT NULL
  loan_id uuid
  code text NOT NULL
  detail jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT end_of_day_finding_pkey PRIMARY KEY (id)
  CONSTRAINT end_of_day_finding_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT end_of_day_finding_of_step FOREIGN KEY (organisation_id, day, step) REFERENCES end_of_day_step(organisation_id, day, step)
  CONSTRAINT end_of_day_finding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE UNIQUE INDEX end_of_day_finding_once ON public.end_of_day_finding USING btree (organisation_id, day, step, loan_id, code, md5((detail)::text)) NULLS NOT DISTINCT
  CREATE TRIGGER end_of_day_finding_append_only BEFORE DELETE OR UPDATE ON end_of_day_finding FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY end_of_day_finding_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  POLICY end_of_day_finding_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE end_of_day_step
  organisation_id uuid NOT NULL
  day date NOT NULL
  no integer NOT NULL
  step text NOT NULL
  state text NOT NULL DEFAULT 'PENDING'::text
  cursor uuid
  done integer NOT NULL DEFAULT 0
  refused integer NOT NULL DEFAULT 0
  started_at timestamp with time zone
  finished_at timestamp with time zone
  CONSTRAINT end_of_day_step_pkey PRIMARY KEY (organisation_id, day, no)
  CONSTRAINT end_of_day_step_counts CHECK (((refused >= 0) AND (done >= refused)))
  CONSTRAINT end_of_day_step_key UNIQUE (organisation_id, day, step)
  CONSTRAINT end_of_day_step_no_positive CHECK ((no > 0))
  CONSTRAINT end_of_day_step_of_day FOREIGN KEY (organisation_id, day) REFERENCES business_day(organisation_id, day)
  CONSTRAINT end_of_day_step_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT end_of_day_step_state_known CHECK ((state = ANY (ARRAY['PENDING'::text, 'RUNNING'::text, 'BLOCKED'::text, 'DONE'::text])))
  CONSTRAINT end_of_day_step_times CHECK ((((state = 'PENDING'::text) = (started_at IS NULL)) AND ((state = 'DONE'::text) = (finished_at IS NOT NULL))))
  ROW LEVEL SECURITY FORCED
  POLICY end_of_day_step_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  POLICY end_of_day_step_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  POLICY end_of_day_step_work AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (organisation_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, cursor, done, refused, started_at, finished_at) TO tandai_app

TABLE enterprise
  id uuid NOT NULL
  uscc text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  sector_code text NOT NULL
  region_code text NOT NULL
  employees integer NOT NULL
  verification text NOT NULL
  data_quality integer NOT NULL
  size_class text NOT NULL DEFAULT 'small'::text
  ownership text NOT NULL DEFAULT 'private'::text
  origin text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT enterprise_pkey PRIMARY KEY (id)
  CONSTRAINT enterprise_data_quality_range CHECK (((data_quality >= 1) AND (data_quality <= 5)))
  CONSTRAINT enterprise_employees_positive CHECK ((employees > 0))
  CONSTRAINT enterprise_id_fkey FOREIGN KEY (id) REFERENCES organisation(id)
  CONSTRAINT enterprise_ownership_known CHECK ((ownership = ANY (ARRAY['private'::text, 'state'::text, 'collective'::text, 'foreign'::text, 'public_institution'::text])))
  CONSTRAINT enterprise_size_class_known CHECK ((size_class = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text])))
  CONSTRAINT enterprise_uscc_key UNIQUE (uscc)
  CONSTRAINT enterprise_verification_known CHECK ((verification = ANY (ARRAY['none'::text, 'self-declared'::text, 'bank-reviewed'::text, 'limited'::text, 'reasonable'::text])))
  ROW LEVEL SECURITY FORCED
  POLICY enterprise_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY enterprise_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'administrator'::text, 'central-bank'::text])) OR ((current_scope() = 'enterprise'::text) AND (id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(id, current_organisation()) OR (EXISTS ( SELECT 1
   FROM credit_line l
  WHERE ((l.enterprise_id = enterprise.id) AND (l.lender_id = current_organisation())))) OR (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.enterprise_id = enterprise.id) AND (l.lender_id = current_organisation())))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE enterprise_veto
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  reason text NOT NULL
  valid_from date NOT NULL
  valid_to date
  source text NOT NULL
  supersedes uuid
  entered_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT enterprise_veto_pkey PRIMARY KEY (id)
  CONSTRAINT enterprise_veto_entered UNIQUE (id, enterprise_id, entered_by)
  CONSTRAINT enterprise_veto_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES user_account(id)
  CONSTRAINT enterprise_veto_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT enterprise_veto_penalty_ends CHECK (((reason <> 'MAJOR_ENV_PENALTY_24M'::text) OR (valid_to IS NOT NULL)))
  CONSTRAINT enterprise_veto_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT enterprise_veto_reason_known CHECK ((reason = ANY (ARRAY['DATA_FRAUD'::text, 'MAJOR_ENV_PENALTY_24M'::text, 'SERIOUS_DISHONESTY'::text])))
  CONSTRAINT enterprise_veto_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES enterprise_veto(id)
  CREATE INDEX enterprise_veto_of_enterprise ON public.enterprise_veto USING btree (enterprise_id, recorded_at DESC, id)
  CREATE TRIGGER enterprise_veto_append_only BEFORE DELETE OR UPDATE ON enterprise_veto FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY enterprise_veto_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'steward'::text) AND (entered_by = current_user_account()))
  POLICY enterprise_veto_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'central-bank'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation(), 'rating'::text)))
  GRANT INSERT, SELECT TO tandai_app

TABLE enterprise_veto_decision
  veto_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  entered_by uuid NOT NULL
  outcome text NOT NULL
  opinion text NOT NULL
  decided_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT enterprise_veto_decided_once PRIMARY KEY (veto_id)
  CONSTRAINT enterprise_veto_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT enterprise_veto_decision_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT enterprise_veto_decision_of_veto FOREIGN KEY (veto_id, enterprise_id, entered_by) REFERENCES enterprise_veto(id, enterprise_id, entered_by)
  CONSTRAINT enterprise_veto_maker_is_not_checker CHECK ((decided_by <> entered_by))
  CONSTRAINT enterprise_veto_outcome_known CHECK ((outcome = ANY (ARRAY['CONFIRMED'::text, 'REJECTED'::text])))
  CREATE TRIGGER enterprise_veto_decision_append_only BEFORE DELETE OR UPDATE ON enterprise_veto_decision FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY enterprise_veto_decision_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['steward'::text, 'central-bank'::text])) AND (decided_by = current_user_account()))
  POLICY enterprise_veto_decision_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'central-bank'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation(), 'rating'::text)))
  GRANT INSERT, SELECT TO tandai_app

TABLE export_download
  id uuid NOT NULL DEFAULT gen_random_uuid()
  export_id uuid NOT NULL
  organisation_id uuid NOT NULL
  user_id uuid NOT NULL
  request_id text NOT NULL
  at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT export_download_pkey PRIMARY KEY (id)
  CONSTRAINT export_download_by_its_organisation FOREIGN KEY (export_id, organisation_id) REFERENCES export_file(id, organisation_id)
  CONSTRAINT export_download_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT export_download_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE INDEX export_download_of_export ON public.export_download USING btree (export_id, at)
  CREATE TRIGGER export_download_append_only BEFORE DELETE OR UPDATE ON export_download FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY export_download_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((organisation_id = current_organisation()) AND (user_id = current_user_account()))
  POLICY export_download_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE export_file
  id uuid NOT NULL
  run_id uuid NOT NULL
  organisation_id uuid NOT NULL
  requested_by uuid NOT NULL
  dataset text NOT NULL
  format text NOT NULL
  filters jsonb NOT NULL
  reason text NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  masked text[] NOT NULL
  state text NOT NULL DEFAULT 'REQUESTED'::text
  failure jsonb
  rows bigint
  bytes bigint
  sha256 text
  requested_at timestamp with time zone NOT NULL DEFAULT now()
  ready_at timestamp with time zone
  expires_at timestamp with time zone
  CONSTRAINT export_file_pkey PRIMARY KEY (id)
  CONSTRAINT export_file_expires_later CHECK ((expires_at > ready_at))
  CONSTRAINT export_file_failed_says_why CHECK (((failure IS NOT NULL) = (state = 'FAILED'::text)))
  CONSTRAINT export_file_filters_named CHECK ((jsonb_typeof(filters) = 'object'::text))
  CONSTRAINT export_file_format_known CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text])))
  CONSTRAINT export_file_has_reason CHECK ((btrim(reason) <> ''::text))
  CONSTRAINT export_file_hash_form CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT export_file_known_when_asked CHECK ((known_at <= requested_at))
  CONSTRAINT export_file_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT export_file_of_run UNIQUE (run_id)
  CONSTRAINT export_file_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT export_file_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES user_account(id)
  CONSTRAINT export_file_run_id_fkey FOREIGN KEY (run_id) REFERENCES job_run(id)
  CONSTRAINT export_file_state_known CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'WRITING'::text, 'READY'::text, 'FAILED'::text, 'CANCELLED'::text, 'EXPIRED'::text])))
  CONSTRAINT export_file_whole_when_ready CHECK ((num_nonnulls(rows, bytes, sha256, ready_at, expires_at) =
CASE
    WHEN (state = ANY (ARRAY['READY'::text, 'EXPIRED'::text])) THEN 5
    ELSE 0
END))
  CREATE INDEX export_file_newest ON public.export_file USING btree (organisation_id, requested_at DESC, id DESC)
  CREATE INDEX export_file_to_expire ON public.export_file USING btree (expires_at) WHERE (state = 'READY'::text)
  CREATE TRIGGER export_file_moves BEFORE UPDATE ON export_file FOR EACH ROW EXECUTE FUNCTION export_file_moves()
  ROW LEVEL SECURITY FORCED
  POLICY export_file_ask AS PERMISSIVE FOR INSERT TO public WITH CHECK ((organisation_id = current_organisation()) AND (requested_by = current_user_account()) AND (state = 'REQUESTED'::text))
  POLICY export_file_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  POLICY export_file_work AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, failure, rows, bytes, sha256, ready_at, expires_at) TO tandai_app

TABLE guarantee_call
  id uuid NOT NULL DEFAULT gen_random_uuid()
  guarantee_id uuid NOT NULL
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  guarantor_id uuid NOT NULL
  no integer NOT NULL
  amount numeric(20,2) NOT NULL
  overdue numeric(20,2) NOT NULL
  called_on date NOT NULL
  reason text NOT NULL
  called_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT guarantee_call_pkey PRIMARY KEY (id)
  CONSTRAINT guarantee_call_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT guarantee_call_called_by_fkey FOREIGN KEY (called_by) REFERENCES user_account(id)
  CONSTRAINT guarantee_call_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT guarantee_call_guarantor_id_fkey FOREIGN KEY (guarantor_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_call_key UNIQUE (guarantee_id, no)
  CONSTRAINT guarantee_call_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_call_no_positive CHECK ((no > 0))
  CONSTRAINT guarantee_call_of_guarantee FOREIGN KEY (guarantee_id, loan_id, lender_id, enterprise_id, guarantor_id) REFERENCES loan_guarantee(id, loan_id, lender_id, enterprise_id, guarantor_id)
  CONSTRAINT guarantee_call_parties_key UNIQUE (id, loan_id, lender_id, enterprise_id, guarantor_id)
  CONSTRAINT guarantee_call_within_overdue CHECK ((amount <= overdue))
  CREATE TRIGGER guarantee_call_append_only BEFORE DELETE OR UPDATE ON guarantee_call FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY guarantee_call_lender_calls AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (called_by = current_user_account())))
  POLICY guarantee_call_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND ((current_organisation() = lender_id) OR (current_organisation() = guarantor_id))) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = guarantee_call.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE guarantee_payment
  call_id uuid NOT NULL
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  guarantor_id uuid NOT NULL
  recourse numeric(20,2) NOT NULL
  paid_on date NOT NULL
  reference text NOT NULL
  loan_event_id uuid NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT guarantee_payment_pkey PRIMARY KEY (loan_event_id)
  CONSTRAINT guarantee_payment_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT guarantee_payment_event_of_loan FOREIGN KEY (loan_event_id, loan_id) REFERENCES loan_event(id, loan_id)
  CONSTRAINT guarantee_payment_guarantor_id_fkey FOREIGN KEY (guarantor_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_payment_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_payment_of_call FOREIGN KEY (call_id, loan_id, lender_id, enterprise_id, guarantor_id) REFERENCES guarantee_call(id, loan_id, lender_id, enterprise_id, guarantor_id)
  CONSTRAINT guarantee_payment_parties_key UNIQUE (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id)
  CONSTRAINT guarantee_payment_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT guarantee_payment_recourse_positive CHECK ((recourse > (0)::numeric))
  CREATE INDEX guarantee_payment_call ON public.guarantee_payment USING btree (call_id)
  CREATE TRIGGER guarantee_call_paid_once BEFORE INSERT ON guarantee_payment FOR EACH ROW EXECUTE FUNCTION guarantee_call_paid_once()
  CREATE TRIGGER guarantee_payment_append_only BEFORE DELETE OR UPDATE ON guarantee_payment FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY guarantee_payment_lender_records AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY guarantee_payment_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND ((current_organisation() = lender_id) OR (current_organisation() = guarantor_id))) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = guarantee_payment.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE guarantee_payment_reversal
  loan_event_id uuid NOT NULL
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  guarantor_id uuid NOT NULL
  reversed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT guarantee_payment_reversal_pkey PRIMARY KEY (loan_event_id)
  CONSTRAINT guarantee_payment_reversal_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT guarantee_payment_reversal_event_key UNIQUE (reversed_by)
  CONSTRAINT guarantee_payment_reversal_guarantor_id_fkey FOREIGN KEY (guarantor_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_payment_reversal_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT guarantee_payment_reversal_of_loan FOREIGN KEY (reversed_by, loan_id) REFERENCES loan_event(id, loan_id)
  CONSTRAINT guarantee_payment_reversal_of_payment FOREIGN KEY (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id) REFERENCES guarantee_payment(loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id)
  CREATE TRIGGER guarantee_payment_reversal_append_only BEFORE DELETE OR UPDATE ON guarantee_payment_reversal FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY guarantee_payment_reversal_lender_records AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY guarantee_payment_reversal_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND ((current_organisation() = lender_id) OR (current_organisation() = guarantor_id))) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = guarantee_payment_reversal.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE idempotency_answer
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  key text NOT NULL
  operation text NOT NULL
  body_hash text NOT NULL
  status integer NOT NULL
  answer text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT idempotency_answer_pkey PRIMARY KEY (user_id, key)
  CONSTRAINT idempotency_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT idempotency_answer_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE TRIGGER idempotency_answer_append_only BEFORE DELETE OR UPDATE ON idempotency_answer FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY idempotency_answer_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR (user_id = current_user_account()))
  POLICY idempotency_answer_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR (user_id = current_user_account()))
  GRANT INSERT, SELECT TO tandai_app

TABLE interest_segment
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  from_on date NOT NULL
  to_on date NOT NULL
  settles_on date NOT NULL
  due_on date
  prior_on date
  prior_in_grade_on date
  weight integer NOT NULL
  divisor integer NOT NULL
  sign smallint NOT NULL
  discounted boolean NOT NULL
  half_even boolean NOT NULL
  balance numeric(20,2) NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  executed_night numeric NOT NULL
  reference_night numeric NOT NULL
  executed_before numeric NOT NULL
  reference_before numeric NOT NULL
  executed numeric(20,2) NOT NULL GENERATED ALWAYS AS (interest_between(executed_before, executed_night, divisor, half_even, 0, (to_on - from_on)))
  reference numeric(20,2) NOT NULL GENERATED ALWAYS AS (interest_between(reference_before, reference_night, divisor, half_even, 0, (to_on - from_on)))
  product text NOT NULL
  sector_code text NOT NULL
  region_code text NOT NULL
  grade text NOT NULL
  rate_decision_id uuid
  cause text NOT NULL
  event_id uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT interest_segment_pkey PRIMARY KEY (loan_id, from_on, id)
  CONSTRAINT interest_segment_balance_not_negative CHECK ((balance >= (0)::numeric))
  CONSTRAINT interest_segment_cause_known CHECK ((cause = ANY (ARRAY['disbursement'::text, 'payment'::text, 'rate-change'::text, 'rating'::text, 'pause'::text, 'restructure'::text, 'write-off'::text, 'reversal'::text, 'settlement'::text])))
  CONSTRAINT interest_segment_divisor_positive CHECK ((divisor > 0))
  CONSTRAINT interest_segment_has_nights CHECK (((from_on < to_on) AND (to_on <= settles_on)))
  CONSTRAINT interest_segment_night_agrees CHECK ((discounted OR ((executed_night = ((balance * rate) * (weight)::numeric)) AND (reference_night = ((balance * reference_rate) * (weight)::numeric)))))
  CONSTRAINT interest_segment_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT interest_segment_prior_before CHECK (((prior_on <= from_on) AND (prior_in_grade_on <= prior_on)))
  CONSTRAINT interest_segment_rate_decision_id_fkey FOREIGN KEY (rate_decision_id) REFERENCES loan_rate(id)
  CONSTRAINT interest_segment_sign_known CHECK ((sign = ANY (ARRAY[1, '-1'::integer])))
  CONSTRAINT interest_segment_weight_positive CHECK ((weight > 0))
  CREATE INDEX interest_segment_enterprise ON public.interest_segment USING btree (enterprise_id)
  CREATE INDEX interest_segment_lender ON public.interest_segment USING btree (lender_id)
  CREATE TRIGGER interest_segment_append_only BEFORE DELETE OR UPDATE ON interest_segment FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY interest_segment_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY interest_segment_parties AS PERMISSIVE FOR SELECT TO public USING (( SELECT ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text, 'administrator'::text])) AND adding_up_statistics()))) OR (lender_id = ( SELECT current_organisation() AS current_organisation
  WHERE (current_scope() = 'lender'::text))) OR (enterprise_id = ( SELECT current_organisation() AS current_organisation
  WHERE (current_scope() = 'enterprise'::text))) OR (( SELECT (current_scope() = 'central-bank'::text)) AND before_branch(loan_id, ( SELECT current_organisation() AS current_organisation))))
  GRANT INSERT, SELECT TO tandai_app

TABLE interest_subsidy
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  programme text NOT NULL
  rule_id bigint NOT NULL
  period_from date NOT NULL
  period_to date NOT NULL
  year integer NOT NULL
  beneficiary text NOT NULL
  interest_paid numeric(20,2) NOT NULL
  amount numeric(20,2) NOT NULL
  explanation jsonb NOT NULL
  document_hash text NOT NULL
  state text NOT NULL
  claimed_on date NOT NULL
  claimed_by uuid NOT NULL
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT interest_subsidy_pkey PRIMARY KEY (id)
  CONSTRAINT interest_subsidy_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT interest_subsidy_beneficiary_known CHECK ((beneficiary = ANY (ARRAY['enterprise'::text, 'lender'::text])))
  CONSTRAINT interest_subsidy_claimed_after_period CHECK ((claimed_on > period_to))
  CONSTRAINT interest_subsidy_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES user_account(id)
  CONSTRAINT interest_subsidy_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT interest_subsidy_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT interest_subsidy_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT interest_subsidy_parties_key UNIQUE (id, lender_id, enterprise_id)
  CONSTRAINT interest_subsidy_period_claimed_once EXCLUDE USING gist (loan_id WITH =, programme WITH =, daterange(period_from, period_to, '[]'::text) WITH &&) WHERE ((state <> ALL (ARRAY['REJECTED'::text, 'RECOVERED'::text])))
  CONSTRAINT interest_subsidy_period_in_its_year CHECK (((period_to >= period_from) AND (EXTRACT(year FROM period_from) = (year)::numeric) AND (EXTRACT(year FROM period_to) = (year)::numeric)))
  CONSTRAINT interest_subsidy_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id)
  CONSTRAINT interest_subsidy_state_known CHECK ((state = ANY (ARRAY['CLAIMED'::text, 'APPROVED'::text, 'PAID'::text, 'REJECTED'::text, 'RECOVERED'::text])))
  CONSTRAINT interest_subsidy_within_interest_paid CHECK ((amount <= interest_paid))
  CREATE INDEX interest_subsidy_enterprise ON public.interest_subsidy USING btree (enterprise_id)
  CREATE INDEX interest_subsidy_lender ON public.interest_subsidy USING btree (lender_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY interest_subsidy_lender_claims AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'CLAIMED'::text) AND (claimed_by = current_user_account())))
  POLICY interest_subsidy_lender_moves AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY interest_subsidy_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, version) TO tandai_app

TABLE interest_subsidy_step
  id uuid NOT NULL DEFAULT gen_random_uuid()
  subsidy_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  no integer NOT NULL
  state text NOT NULL
  on_date date NOT NULL
  opinion text NOT NULL
  reference text
  entry_id uuid
  taken_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT interest_subsidy_step_pkey PRIMARY KEY (id)
  CONSTRAINT interest_subsidy_step_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT interest_subsidy_step_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id)
  CONSTRAINT interest_subsidy_step_entry_key UNIQUE (entry_id)
  CONSTRAINT interest_subsidy_step_key UNIQUE (subsidy_id, no)
  CONSTRAINT interest_subsidy_step_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT interest_subsidy_step_no_positive CHECK ((no > 0))
  CONSTRAINT interest_subsidy_step_of_claim FOREIGN KEY (subsidy_id, lender_id, enterprise_id) REFERENCES interest_subsidy(id, lender_id, enterprise_id)
  CONSTRAINT interest_subsidy_step_state_known CHECK ((state = ANY (ARRAY['CLAIMED'::text, 'APPROVED'::text, 'PAID'::text, 'REJECTED'::text, 'RECOVERED'::text])))
  CONSTRAINT interest_subsidy_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES user_account(id)
  CREATE TRIGGER interest_subsidy_step_append_only BEFORE DELETE OR UPDATE ON interest_subsidy_step FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER interest_subsidy_step_second_person BEFORE INSERT ON interest_subsidy_step FOR EACH ROW EXECUTE FUNCTION subsidy_step_by_another_person()
  ROW LEVEL SECURITY FORCED
  POLICY interest_subsidy_step_lender_takes AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (taken_by = current_user_account())))
  POLICY interest_subsidy_step_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE interest_subsidy_year WITH (fillfactor=50)
  programme text NOT NULL
  enterprise_id uuid NOT NULL
  year integer NOT NULL
  cap numeric(20,2)
  claimed numeric(20,2) NOT NULL DEFAULT 0
  CONSTRAINT interest_subsidy_year_pkey PRIMARY KEY (programme, enterprise_id, year)
  CONSTRAINT interest_subsidy_year_cap_positive CHECK ((cap > (0)::numeric))
  CONSTRAINT interest_subsidy_year_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT interest_subsidy_year_within_cap CHECK (((claimed >= (0)::numeric) AND ((cap IS NULL) OR (claimed <= cap))))
  ROW LEVEL SECURITY FORCED
  POLICY interest_subsidy_year_count AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.enterprise_id = interest_subsidy_year.enterprise_id) AND (l.lender_id = current_organisation())))))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.enterprise_id = interest_subsidy_year.enterprise_id) AND (l.lender_id = current_organisation()))))))
  POLICY interest_subsidy_year_open AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (claimed = (0)::numeric) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.enterprise_id = interest_subsidy_year.enterprise_id) AND (l.lender_id = current_organisation()))))))
  POLICY interest_subsidy_year_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.enterprise_id = interest_subsidy_year.enterprise_id) AND (l.lender_id = current_organisation()))))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (cap, claimed) TO tandai_app

TABLE issued_document
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  number text NOT NULL
  enterprise_id uuid NOT NULL
  uscc text NOT NULL
  issued_for uuid NOT NULL
  purpose text NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  issued_at timestamp with time zone NOT NULL
  document text NOT NULL
  document_hash text NOT NULL
  restates uuid
  issued_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT issued_document_pkey PRIMARY KEY (id)
  CONSTRAINT issued_document_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT issued_document_hash_is_of_document CHECK ((document_hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text)))
  CONSTRAINT issued_document_hash_key UNIQUE (document_hash)
  CONSTRAINT issued_document_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES user_account(id)
  CONSTRAINT issued_document_issued_for_fkey FOREIGN KEY (issued_for) REFERENCES organisation(id)
  CONSTRAINT issued_document_kind_known CHECK ((kind = 'carbon-credit-report'::text))
  CONSTRAINT issued_document_known_when_issued CHECK ((known_at <= issued_at))
  CONSTRAINT issued_document_number_key UNIQUE (number)
  CONSTRAINT issued_document_purpose_known CHECK ((purpose = ANY (ARRAY['pre_loan'::text, 'post_loan'::text, 'reloan_review'::text, 'own_use'::text])))
  CONSTRAINT issued_document_restated_once UNIQUE (restates)
  CONSTRAINT issued_document_restates_fkey FOREIGN KEY (restates) REFERENCES issued_document(id)
  CREATE INDEX issued_document_enterprise ON public.issued_document USING btree (enterprise_id, issued_at DESC)
  CREATE INDEX issued_document_newest ON public.issued_document USING btree (issued_at DESC, id DESC)
  CREATE TRIGGER issued_document_append_only BEFORE DELETE OR UPDATE ON issued_document FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY issued_document_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (issued_for = current_organisation()) AND consent_in_force(enterprise_id, current_organisation())))
  POLICY issued_document_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (issued_for = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE issued_report
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  document jsonb NOT NULL
  document_hash text NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT issued_report_pkey PRIMARY KEY (id)
  CONSTRAINT issued_report_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CREATE INDEX issued_report_latest ON public.issued_report USING btree (kind, as_of, recorded_at DESC)
  CREATE TRIGGER issued_report_append_only BEFORE DELETE OR UPDATE ON issued_report FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY issued_report_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY issued_report_read AS PERMISSIVE FOR SELECT TO public USING (current_scope() = ANY (ARRAY['system'::text, 'central-bank'::text, 'steward'::text, 'auditor'::text]))
  GRANT INSERT, SELECT TO tandai_app

TABLE job_chunk
  run_id uuid NOT NULL
  no integer NOT NULL
  after_key text
  to_key text NOT NULL
  state text NOT NULL DEFAULT 'PENDING'::text
  turn integer NOT NULL
  attempt integer NOT NULL DEFAULT 0
  takeovers integer NOT NULL DEFAULT 0
  done integer NOT NULL DEFAULT 0
  changed integer NOT NULL DEFAULT 0
  failed integer NOT NULL DEFAULT 0
  detail jsonb NOT NULL DEFAULT '[]'::jsonb
  failure text
  worker text
  not_before timestamp with time zone
  started_at timestamp with time zone
  heartbeat_at timestamp with time zone
  finished_at timestamp with time zone
  CONSTRAINT job_chunk_pkey PRIMARY KEY (run_id, no)
  CONSTRAINT job_chunk_changed_not_negative CHECK ((changed >= 0))
  CONSTRAINT job_chunk_done_not_negative CHECK ((done >= 0))
  CONSTRAINT job_chunk_failed_within_done CHECK ((failed >= 0))
  CONSTRAINT job_chunk_finished_when_ended CHECK (((state = ANY (ARRAY['DONE'::text, 'FAILED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL)))
  CONSTRAINT job_chunk_no_positive CHECK ((no >= 1))
  CONSTRAINT job_chunk_run_id_fkey FOREIGN KEY (run_id) REFERENCES job_run(id)
  CONSTRAINT job_chunk_state_known CHECK ((state = ANY (ARRAY['PENDING'::text, 'RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'CANCELLED'::text])))
  CREATE INDEX job_chunk_next ON public.job_chunk USING btree (turn, run_id, no) WHERE (state = ANY (ARRAY['PENDING'::text, 'RUNNING'::text]))
  CREATE INDEX job_chunk_under_way ON public.job_chunk USING btree (run_id) WHERE (state = ANY (ARRAY['PENDING'::text, 'RUNNING'::text]))
  CREATE TRIGGER job_chunk_done_once BEFORE UPDATE ON job_chunk FOR EACH ROW WHEN (old.state = ANY (ARRAY['DONE'::text, 'FAILED'::text, 'CANCELLED'::text])) EXECUTE FUNCTION job_chunk_done_once()
  ROW LEVEL SECURITY FORCED
  POLICY job_chunk_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY job_chunk_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR (EXISTS ( SELECT 1
   FROM job_run r
  WHERE (r.id = job_chunk.run_id))))
  POLICY job_chunk_work AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE job_failure
  run_id uuid NOT NULL
  chunk_no integer NOT NULL
  no integer NOT NULL
  subject_id text NOT NULL
  reason jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT job_failure_pkey PRIMARY KEY (run_id, chunk_no, no)
  CONSTRAINT job_failure_of_chunk FOREIGN KEY (run_id, chunk_no) REFERENCES job_chunk(run_id, no)
  CONSTRAINT job_failure_reason_has_code CHECK ((jsonb_typeof((reason -> 'code'::text)) = 'string'::text))
  CREATE TRIGGER job_failure_append_only BEFORE DELETE OR UPDATE ON job_failure FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY job_failure_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY job_failure_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR (EXISTS ( SELECT 1
   FROM job_run r
  WHERE (r.id = job_failure.run_id))))
  GRANT INSERT, SELECT TO tandai_app

TABLE job_run
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  payload jsonb NOT NULL
  payload_hash text NOT NULL
  state text NOT NULL DEFAULT 'queued'::text
  done integer NOT NULL DEFAULT 0
  total integer
  attempt integer NOT NULL DEFAULT 0
  result jsonb
  failure text
  organisation_id uuid
  requested_by uuid
  created_at timestamp with time zone NOT NULL DEFAULT now()
  started_at timestamp with time zone
  heartbeat_at timestamp with time zone
  finished_at timestamp with time zone
  step text NOT NULL DEFAULT 'whole'::text
  prepared jsonb
  chunks integer
  planned_at timestamp with time zone
  changed bigint NOT NULL DEFAULT 0
  failed integer NOT NULL DEFAULT 0
  finish_attempt integer NOT NULL DEFAULT 0
  takeovers integer NOT NULL DEFAULT 0
  schedule_id uuid
  business_day date
  CONSTRAINT job_run_pkey PRIMARY KEY (id)
  CONSTRAINT job_run_chunks_planned CHECK (((step = 'whole'::text) OR (planned_at IS NOT NULL)))
  CONSTRAINT job_run_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT job_run_planned_whole CHECK (((planned_at IS NULL) = (chunks IS NULL)))
  CONSTRAINT job_run_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES user_account(id)
  CONSTRAINT job_run_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES job_schedule(id)
  CONSTRAINT job_run_scheduled_whole CHECK (((schedule_id IS NULL) = (business_day IS NULL)))
  CONSTRAINT job_run_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'paused'::text, 'cancelling'::text, 'cancelled'::text, 'succeeded'::text, 'failed'::text])))
  CONSTRAINT job_run_step_known CHECK ((step = ANY (ARRAY['whole'::text, 'chunks'::text, 'finish'::text])))
  CREATE INDEX job_run_newest ON public.job_run USING btree (created_at DESC, id DESC)
  CREATE UNIQUE INDEX job_run_one_live ON public.job_run USING btree (kind, payload_hash, organisation_id) NULLS NOT DISTINCT WHERE (state = ANY (ARRAY['queued'::text, 'running'::text, 'paused'::text, 'cancelling'::text]))
  CREATE INDEX job_run_queue ON public.job_run USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text, 'paused'::text, 'cancelling'::text]))
  CREATE UNIQUE INDEX job_run_scheduled_once ON public.job_run USING btree (schedule_id, business_day) WHERE (schedule_id IS NOT NULL)
  CREATE TRIGGER job_run_steered BEFORE UPDATE ON job_run FOR EACH ROW EXECUTE FUNCTION job_run_steered()
  ROW LEVEL SECURITY FORCED
  POLICY job_run_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((organisation_id = current_organisation()) AND (requested_by = current_user_account())))
  POLICY job_run_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  POLICY job_run_steer AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'administrator'::text) OR ((current_scope() <> 'auditor'::text) AND (organisation_id = current_organisation()) AND (requested_by = current_user_account()))) WITH CHECK ((current_scope() = 'administrator'::text) OR ((current_scope() <> 'auditor'::text) AND (organisation_id = current_organisation()) AND (requested_by = current_user_account())))
  POLICY job_run_work AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE job_schedule
  id uuid NOT NULL DEFAULT gen_random_uuid()
  code text NOT NULL
  organisation_id uuid
  kind text NOT NULL
  cron text NOT NULL
  time_zone text NOT NULL DEFAULT 'Asia/Shanghai'::text
  days_back integer NOT NULL DEFAULT 0
  day_member text NOT NULL
  payload jsonb NOT NULL DEFAULT '{}'::jsonb
  reason text NOT NULL
  active boolean NOT NULL DEFAULT true
  from_day date NOT NULL
  version integer NOT NULL DEFAULT 1
  changed_by uuid
  changed_at timestamp with time zone
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT job_schedule_pkey PRIMARY KEY (id)
  CONSTRAINT job_schedule_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES user_account(id)
  CONSTRAINT job_schedule_code_key UNIQUE NULLS NOT DISTINCT (code, organisation_id)
  CONSTRAINT job_schedule_day_member_known CHECK ((day_member = ANY (ARRAY['asOf'::text, 'on'::text, 'month'::text])))
  CONSTRAINT job_schedule_days_back_known CHECK (((days_back >= 0) AND (days_back <= 31)))
  CONSTRAINT job_schedule_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT job_schedule_reason_told CHECK ((reason ~ '\S'::text))
  CONSTRAINT job_schedule_time_zone_known CHECK ((time_zone = 'Asia/Shanghai'::text))
  ROW LEVEL SECURITY FORCED
  POLICY job_schedule_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY job_schedule_change AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text])) WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text]))
  POLICY job_schedule_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((organisation_id IS NULL) AND (current_scope() = ANY (ARRAY['steward'::text, 'central-bank'::text]))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (cron, reason, active, from_day, version, changed_by, changed_at) TO tandai_app

TABLE journal_entry
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  booked_on date NOT NULL
  event text NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  reverses uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  posting_key text
  adjusts uuid
  moved_from date
  for_on date NOT NULL GENERATED ALWAYS AS (COALESCE(moved_from, booked_on))
  CONSTRAINT journal_entry_pkey PRIMARY KEY (id)
  CONSTRAINT journal_entry_adjusts_by_key CHECK (((adjusts IS NULL) OR (posting_key IS NOT NULL)))
  CONSTRAINT journal_entry_adjusts_own_book FOREIGN KEY (adjusts, organisation_id) REFERENCES journal_entry(id, organisation_id)
  CONSTRAINT journal_entry_moved_forward CHECK ((moved_from < booked_on))
  CONSTRAINT journal_entry_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT journal_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT journal_entry_posting_key_named CHECK ((posting_key <> ''::text))
  CONSTRAINT journal_entry_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT journal_entry_reversed_once UNIQUE (reverses)
  CONSTRAINT journal_entry_reverses_fkey FOREIGN KEY (reverses) REFERENCES journal_entry(id)
  CREATE INDEX journal_entry_known ON public.journal_entry USING btree (organisation_id, recorded_at, id)
  CREATE INDEX journal_entry_posting ON public.journal_entry USING btree (subject_kind, subject_id, posting_key)
  CREATE UNIQUE INDEX journal_entry_posting_booked_once ON public.journal_entry USING btree (organisation_id, subject_kind, subject_id, posting_key, for_on) WHERE ((posting_key IS NOT NULL) AND (adjusts IS NULL))
  CREATE UNIQUE INDEX journal_entry_reloan_drawn_once ON public.journal_entry USING btree (organisation_id, subject_id) WHERE (event = 'reloan.drawn'::text)
  CREATE TRIGGER journal_entry_append_only BEFORE DELETE OR UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_have_lines()
  CREATE CONSTRAINT TRIGGER journal_entry_fits_earlier_one AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.reverses IS NOT NULL OR new.adjusts IS NOT NULL) EXECUTE FUNCTION entry_must_fit_earlier_one()
  CREATE TRIGGER journal_entry_in_open_period AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION entries_in_open_period()
  CREATE CONSTRAINT TRIGGER journal_entry_reloan_mirrored AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.event = ANY (ARRAY['reloan.returned'::text, 'reloan.clawed-back'::text, 'reloan.interest-accrued'::text, 'reloan.interest-settled'::text])) EXECUTE FUNCTION reloan_entry_is_mirrored()
  ROW LEVEL SECURITY FORCED
  POLICY journal_entry_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((subject_kind = 'reloan'::text) AND other_side_of_reloan(subject_id, organisation_id)))
  POLICY journal_entry_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()) OR ((subject_kind = 'reloan'::text) AND (recorded_by = current_user_account()) AND other_side_of_reloan(subject_id, organisation_id) AND (((current_scope() = 'central-bank'::text) AND (event = 'reloan.drawn'::text) AND (booked_on = ( SELECT r.drawn_on
   FROM reloan r
  WHERE (r.id = journal_entry.subject_id)))) OR (reloan_event_booked_by(event, current_scope()) AND (posting_key IS NOT NULL) AND (booked_on >= ( SELECT r.drawn_on
   FROM reloan r
  WHERE (r.id = journal_entry.subject_id)))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE journal_line
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  entry_id uuid NOT NULL
  account_id uuid NOT NULL
  organisation_id uuid NOT NULL
  side text NOT NULL
  amount numeric(20,2) NOT NULL
  CONSTRAINT journal_line_pkey PRIMARY KEY (id)
  CONSTRAINT journal_line_account_of_organisation FOREIGN KEY (account_id, organisation_id) REFERENCES ledger_account(id, organisation_id)
  CONSTRAINT journal_line_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT journal_line_entry_of_organisation FOREIGN KEY (entry_id, organisation_id) REFERENCES journal_entry(id, organisation_id)
  CONSTRAINT journal_line_side_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])))
  CREATE INDEX journal_line_account ON public.journal_line USING btree (account_id, id)
  CREATE INDEX journal_line_entry ON public.journal_line USING btree (entry_id)
  CREATE TRIGGER journal_line_append_only BEFORE DELETE OR UPDATE ON journal_line FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER journal_line_makes_entries AFTER INSERT ON journal_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION lines_make_entries()
  ROW LEVEL SECURITY FORCED
  POLICY journal_line_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((current_scope() = ANY (ARRAY['central-bank'::text, 'lender'::text])) AND entry_shows_itself(entry_id)))
  POLICY journal_line_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((EXISTS ( SELECT 1
   FROM journal_entry e
  WHERE ((e.id = journal_line.entry_id) AND (e.recorded_at = recording_instant())))) AND ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()) OR (EXISTS ( SELECT 1
   FROM (journal_entry e
     JOIN reloan r ON ((r.id = e.subject_id)))
  WHERE ((e.id = journal_line.entry_id) AND (e.organisation_id = journal_line.organisation_id) AND (e.subject_kind = 'reloan'::text) AND other_side_of_reloan(r.id, e.organisation_id) AND (((current_scope() = 'central-bank'::text) AND (e.event = 'reloan.drawn'::text) AND (r.amount = journal_line.amount)) OR reloan_event_booked_by(e.event, current_scope())))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE journal_seal
  organisation_id uuid NOT NULL
  seq bigint NOT NULL
  entry_id uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL
  prev_hash text NOT NULL
  hash text NOT NULL
  CONSTRAINT journal_seal_pkey PRIMARY KEY (organisation_id, seq)
  CONSTRAINT journal_seal_from_one CHECK ((seq > 0))
  CONSTRAINT journal_seal_of_own_entry FOREIGN KEY (entry_id, organisation_id) REFERENCES journal_entry(id, organisation_id)
  CONSTRAINT journal_seal_once UNIQUE (entry_id)
  CONSTRAINT journal_seal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX journal_seal_known ON public.journal_seal USING btree (organisation_id, recorded_at, seq)
  CREATE TRIGGER journal_seal_append_only BEFORE DELETE OR UPDATE ON journal_seal FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY journal_seal_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY journal_seal_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE ledger_account
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  code text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  normal_side text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT ledger_account_pkey PRIMARY KEY (id)
  CONSTRAINT ledger_account_code_key UNIQUE (organisation_id, code)
  CONSTRAINT ledger_account_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT ledger_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT ledger_account_side_known CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text])))
  CREATE TRIGGER ledger_account_append_only BEFORE DELETE OR UPDATE ON ledger_account FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY ledger_account_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND other_side_of_any_reloan(organisation_id)) OR ((current_scope() = 'lender'::text) AND (code IN ( SELECT reloan_mirror_account.branch_code
   FROM reloan_mirror_account)) AND other_side_of_any_reloan(organisation_id)))
  POLICY ledger_account_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND (code IN ( SELECT reloan_mirror_account.lender_code
   FROM reloan_mirror_account)) AND other_side_of_any_reloan(organisation_id)) OR ((current_scope() = 'lender'::text) AND (code IN ( SELECT reloan_mirror_account.branch_code
   FROM reloan_mirror_account)) AND other_side_of_any_reloan(organisation_id)))
  GRANT INSERT, SELECT TO tandai_app

TABLE ledger_balance_block
  organisation_id uuid NOT NULL
  level smallint NOT NULL
  no bigint NOT NULL
  account_id uuid NOT NULL
  booked_on date NOT NULL
  debit numeric NOT NULL
  credit numeric NOT NULL
  CONSTRAINT ledger_balance_block_pkey PRIMARY KEY (organisation_id, level, no, account_id, booked_on)
  CONSTRAINT ledger_balance_block_account_of_organisation FOREIGN KEY (account_id, organisation_id) REFERENCES ledger_account(id, organisation_id)
  CONSTRAINT ledger_balance_block_level_from_zero CHECK ((level >= 0))
  CONSTRAINT ledger_balance_block_no_from_zero CHECK ((no >= 0))
  CONSTRAINT ledger_balance_block_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE TRIGGER ledger_balance_block_append_only BEFORE DELETE OR UPDATE ON ledger_balance_block FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY ledger_balance_block_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY ledger_balance_block_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE listed_valuer
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  name text NOT NULL
  uscc character(18) NOT NULL
  valid_from date NOT NULL
  valid_to date
  listed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT listed_valuer_pkey PRIMARY KEY (id)
  CONSTRAINT listed_valuer_key UNIQUE (lender_id, uscc, valid_from)
  CONSTRAINT listed_valuer_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT listed_valuer_listed_by_fkey FOREIGN KEY (listed_by) REFERENCES user_account(id)
  CONSTRAINT listed_valuer_of_lender UNIQUE (id, lender_id)
  CONSTRAINT listed_valuer_period CHECK ((valid_to >= valid_from))
  CREATE TRIGGER listed_valuer_append_only BEFORE DELETE OR UPDATE ON listed_valuer FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY listed_valuer_lists AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (listed_by = current_user_account()))
  POLICY listed_valuer_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE listing
  id uuid NOT NULL DEFAULT gen_random_uuid()
  developer_id uuid NOT NULL
  exchange_id uuid NOT NULL
  authorisation_id uuid NOT NULL
  registration_id uuid NOT NULL
  price numeric(20,2) NOT NULL
  delivery_mode text NOT NULL
  listing_no text
  listed_on date
  ends_on date
  frozen_for text
  state text NOT NULL DEFAULT 'DRAFT'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT listing_pkey PRIMARY KEY (id)
  CONSTRAINT listing_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES scenario_authorisation(id)
  CONSTRAINT listing_delivery_known CHECK ((delivery_mode = ANY (ARRAY['api'::text, 'report'::text, 'file'::text, 'model'::text])))
  CONSTRAINT listing_developer_id_fkey FOREIGN KEY (developer_id) REFERENCES enterprise(id)
  CONSTRAINT listing_exchange_id_fkey FOREIGN KEY (exchange_id) REFERENCES organisation(id)
  CONSTRAINT listing_frozen_stays CHECK (((state <> 'DELISTED'::text) OR (frozen_for IS NULL)))
  CONSTRAINT listing_listed_has_number CHECK (((state <> ALL (ARRAY['LISTED'::text, 'TRADING_HALT'::text])) OR (listing_no IS NOT NULL)))
  CONSTRAINT listing_listed_whole CHECK ((num_nonnulls(listing_no, listed_on, ends_on) = ANY (ARRAY[0, 3])))
  CONSTRAINT listing_no_key UNIQUE (exchange_id, listing_no)
  CONSTRAINT listing_price_positive CHECK ((price > (0)::numeric))
  CONSTRAINT listing_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT listing_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES data_registration(id)
  CONSTRAINT listing_term CHECK ((ends_on > listed_on))
  CREATE UNIQUE INDEX listing_one_open ON public.listing USING btree (registration_id, exchange_id) WHERE (state <> ALL (ARRAY['DELISTED'::text, 'REJECTED'::text]))
  CREATE TRIGGER listing_in_chain BEFORE INSERT OR UPDATE ON listing FOR EACH ROW EXECUTE FUNCTION listing_in_chain()
  ROW LEVEL SECURITY FORCED
  POLICY listing_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((developer_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY listing_list AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'exchange'::text) AND (exchange_id = current_organisation())) WITH CHECK ((current_scope() = 'exchange'::text) AND (exchange_id = current_organisation()))
  POLICY listing_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (developer_id = current_organisation()) OR sees_subject('listing'::text, id) OR ((current_scope() = 'lender'::text) AND (consent_in_force(developer_id, current_organisation()) OR (EXISTS ( SELECT 1
   FROM (data_product p
     JOIN pledge g ON ((g.data_product_id = p.id)))
  WHERE (p.listing_id = listing.id))))))
  POLICY listing_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (listing_no, listed_on, ends_on, frozen_for, state) TO tandai_app

TABLE loan
  id uuid NOT NULL DEFAULT gen_random_uuid()
  contract_no text NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  application_id uuid NOT NULL
  quote_id uuid NOT NULL
  pledge_id uuid
  product text NOT NULL
  amount numeric(20,2) NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  tenor_months integer NOT NULL
  method text NOT NULL
  day_count text NOT NULL
  purpose text NOT NULL
  signed_on date NOT NULL
  signed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  terms jsonb
  credit_line_id uuid
  CONSTRAINT loan_pkey PRIMARY KEY (id)
  CONSTRAINT loan_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT loan_application_id_fkey FOREIGN KEY (application_id) REFERENCES loan_application(id)
  CONSTRAINT loan_application_used_once UNIQUE (application_id)
  CONSTRAINT loan_contract_no_key UNIQUE (lender_id, contract_no)
  CONSTRAINT loan_credit_line_parties FOREIGN KEY (credit_line_id, lender_id, enterprise_id, product) REFERENCES credit_line(id, lender_id, enterprise_id, product)
  CONSTRAINT loan_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_of_application UNIQUE (id, application_id)
  CONSTRAINT loan_of_parties UNIQUE (id, lender_id, enterprise_id)
  CONSTRAINT loan_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT loan_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quote(id)
  CONSTRAINT loan_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES user_account(id)
  CONSTRAINT loan_terms_agree CHECK (((terms IS NULL) OR COALESCE((((terms ->> 'product'::text) = product) AND ((terms ->> 'method'::text) = method) AND ((terms ->> 'dayCount'::text) = day_count)), false)))
  CREATE INDEX loan_credit_line ON public.loan USING btree (credit_line_id) WHERE (credit_line_id IS NOT NULL)
  CREATE INDEX loan_enterprise ON public.loan USING btree (enterprise_id)
  CREATE INDEX loan_lender ON public.loan USING btree (lender_id, recorded_at DESC, id DESC)
  CREATE INDEX loan_lender_id ON public.loan USING btree (lender_id, id)
  CREATE INDEX loan_pledge ON public.loan USING btree (pledge_id) WHERE (pledge_id IS NOT NULL)
  CREATE INDEX loan_recorded ON public.loan USING btree (recorded_at DESC, id DESC)
  CREATE TRIGGER loan_append_only BEFORE DELETE OR UPDATE ON loan FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (EXISTS ( SELECT 1
   FROM loan_application a
  WHERE ((a.id = loan.application_id) AND (a.lender_id = loan.lender_id) AND (a.enterprise_id = loan.enterprise_id))))))
  POLICY loan_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND before_branch(id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_application
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  product text NOT NULL
  amount numeric(20,2) NOT NULL
  tenor_months integer NOT NULL
  purpose text NOT NULL
  applied_on date NOT NULL
  pledge_id uuid
  state text NOT NULL
  made_by uuid NOT NULL
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  round integer NOT NULL DEFAULT 1
  CONSTRAINT loan_application_pkey PRIMARY KEY (id)
  CONSTRAINT loan_application_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT loan_application_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_application_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_application_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT loan_application_parties UNIQUE (id, lender_id, enterprise_id)
  CONSTRAINT loan_application_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT loan_application_round_positive CHECK ((round >= 1))
  CONSTRAINT loan_application_state_known CHECK ((state = ANY (ARRAY['APPLIED'::text, 'QUOTED'::text, 'SURVEYED'::text, 'REVIEWED'::text, 'RETURNED'::text, 'APPROVED'::text, 'REJECTED'::text, 'WITHDRAWN'::text, 'CONTRACTED'::text])))
  CONSTRAINT loan_application_tenor_positive CHECK ((tenor_months > 0))
  CREATE INDEX loan_application_by_state ON public.loan_application USING btree (lender_id, state, recorded_at DESC, id DESC)
  CREATE INDEX loan_application_enterprise ON public.loan_application USING btree (enterprise_id)
  CREATE INDEX loan_application_lender ON public.loan_application USING btree (lender_id, recorded_at DESC, id DESC)
  CREATE INDEX loan_application_recorded ON public.loan_application USING btree (recorded_at DESC, id DESC)
  CREATE TRIGGER loan_application_form_kept BEFORE UPDATE ON loan_application FOR EACH ROW EXECUTE FUNCTION keep_application_form()
  ROW LEVEL SECURITY FORCED
  POLICY loan_application_applicant_withdraws AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) WITH CHECK ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation()) AND (state = 'WITHDRAWN'::text))
  POLICY loan_application_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND consent_in_force(enterprise_id, current_organisation())))
  POLICY loan_application_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_application_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.application_id = loan_application.id)))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (amount, tenor_months, purpose, pledge_id, state, version, round) TO tandai_app

TABLE loan_approval
  id uuid NOT NULL DEFAULT gen_random_uuid()
  application_id uuid NOT NULL
  quote_id uuid
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  decision text NOT NULL
  approved_amount numeric(20,2)
  decided_on date NOT NULL
  opinion text NOT NULL
  decided_by uuid NOT NULL
  reasons jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT loan_approval_pkey PRIMARY KEY (id)
  CONSTRAINT loan_approval_amount_positive CHECK ((((decision = 'APPROVED'::text) = (approved_amount IS NOT NULL)) AND ((approved_amount IS NULL) OR (approved_amount > (0)::numeric))))
  CONSTRAINT loan_approval_application_id_fkey FOREIGN KEY (application_id) REFERENCES loan_application(id)
  CONSTRAINT loan_approval_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT loan_approval_decision_known CHECK ((decision = ANY (ARRAY['APPROVED'::text, 'REJECTED'::text])))
  CONSTRAINT loan_approval_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_approval_has_quote CHECK (((decision <> 'APPROVED'::text) OR (quote_id IS NOT NULL)))
  CONSTRAINT loan_approval_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_approval_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quote(id)
  CONSTRAINT loan_approval_single_use UNIQUE (application_id)
  CREATE TRIGGER loan_approval_append_only BEFORE DELETE OR UPDATE ON loan_approval FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_approval_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_approval_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_approval_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.application_id = loan_approval.application_id)))))
  POLICY loan_approval_quote_agreed AS RESTRICTIVE FOR INSERT TO public WITH CHECK ((quote_id IS NULL) OR (NOT (EXISTS ( SELECT 1
   FROM quote_override v
  WHERE ((v.quote_id = loan_approval.quote_id) AND (v.state <> 'APPROVED'::text))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_classification
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  classified_on date NOT NULL
  days_overdue integer NOT NULL
  class text NOT NULL
  rule_id bigint
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT loan_classification_pkey PRIMARY KEY (id)
  CONSTRAINT loan_classification_class_known CHECK ((class = ANY (ARRAY['NORMAL'::text, 'SPECIAL_MENTION'::text, 'SUBSTANDARD'::text, 'DOUBTFUL'::text, 'LOSS'::text])))
  CONSTRAINT loan_classification_days_not_negative CHECK ((days_overdue >= 0))
  CONSTRAINT loan_classification_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_classification_has_rule CHECK (((class = 'NORMAL'::text) = (rule_id IS NULL)))
  CONSTRAINT loan_classification_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_classification_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT loan_classification_once_a_day UNIQUE (loan_id, classified_on)
  CONSTRAINT loan_classification_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id)
  CREATE TRIGGER loan_classification_append_only BEFORE DELETE OR UPDATE ON loan_classification FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_classification_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = loan_classification.loan_id) AND (l.lender_id = loan_classification.lender_id) AND (l.enterprise_id = loan_classification.enterprise_id))))))
  POLICY loan_classification_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND ((EXISTS ( SELECT 1
   FROM reloan_filing_loan f
  WHERE ((f.loan_id = loan_classification.loan_id) AND (f.central_bank_id = current_organisation())))) OR before_branch(loan_id, current_organisation()))))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_collateral
  loan_id uuid NOT NULL
  pledge_id uuid NOT NULL
  change_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  replaces uuid
  since date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT loan_collateral_pkey PRIMARY KEY (loan_id, pledge_id)
  CONSTRAINT loan_collateral_change_id_fkey FOREIGN KEY (change_id) REFERENCES collateral_change(id)
  CONSTRAINT loan_collateral_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_collateral_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_collateral_of_loan FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT loan_collateral_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT loan_collateral_replaced_once UNIQUE (loan_id, replaces)
  CONSTRAINT loan_collateral_replaces_fkey FOREIGN KEY (replaces) REFERENCES pledge(id)
  CREATE INDEX loan_collateral_pledge ON public.loan_collateral USING btree (pledge_id)
  CREATE TRIGGER loan_collateral_append_only BEFORE DELETE OR UPDATE ON loan_collateral FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_collateral_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))
  POLICY loan_collateral_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_event
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  no integer NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  body jsonb NOT NULL
  amount numeric(20,2)
  reverses uuid
  reason text
  evidence_hash text
  recorded_by uuid
  business_date date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  takes_back uuid
  CONSTRAINT loan_event_pkey PRIMARY KEY (id)
  CONSTRAINT loan_event_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT loan_event_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_event_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT loan_event_kind_known CHECK ((kind = ANY (ARRAY['plan'::text, 'payment'::text, 'rate-change'::text, 'pause'::text, 'restructure'::text, 'fee'::text, 'misuse'::text, 'misuse-cleared'::text, 'write-off'::text, 'reversal'::text])))
  CONSTRAINT loan_event_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_event_no_key UNIQUE (loan_id, no)
  CONSTRAINT loan_event_no_positive CHECK ((no > 0))
  CONSTRAINT loan_event_of_loan UNIQUE (id, loan_id)
  CONSTRAINT loan_event_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT loan_event_payment_has_amount CHECK (((kind <> ALL (ARRAY['payment'::text, 'fee'::text])) OR (amount IS NOT NULL)))
  CONSTRAINT loan_event_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT loan_event_reversal_names_one CHECK ((num_nonnulls(reverses, takes_back) =
CASE kind
    WHEN 'reversal'::text THEN 1
    ELSE 0
END))
  CONSTRAINT loan_event_reversed_once UNIQUE (reverses)
  CONSTRAINT loan_event_reverses_own FOREIGN KEY (reverses, loan_id) REFERENCES loan_event(id, loan_id)
  CONSTRAINT loan_event_takes_back_own FOREIGN KEY (takes_back, loan_id) REFERENCES disbursement(id, loan_id)
  CREATE UNIQUE INDEX loan_event_taken_back_once ON public.loan_event USING btree (takes_back) WHERE (takes_back IS NOT NULL)
  CREATE INDEX loan_event_taken_back_recorded ON public.loan_event USING btree (recorded_at) WHERE (kind = 'reversal'::text)
  CREATE TRIGGER loan_event_append_only BEFORE DELETE OR UPDATE ON loan_event FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE CONSTRAINT TRIGGER loan_event_by_two_persons AFTER INSERT ON loan_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.kind = ANY (ARRAY['reversal'::text, 'pause'::text, 'restructure'::text, 'misuse'::text, 'misuse-cleared'::text, 'write-off'::text])) EXECUTE FUNCTION loan_event_by_two_persons()
  CREATE TRIGGER loan_event_plans_once BEFORE INSERT ON loan_event FOR EACH ROW WHEN (new.kind = 'plan'::text) EXECUTE FUNCTION loan_event_plans_once()
  CREATE TRIGGER loan_event_takes_guarantor_payment_back AFTER INSERT ON loan_event FOR EACH ROW WHEN (new.reverses IS NOT NULL) EXECUTE FUNCTION guarantor_payment_taken_back()
  ROW LEVEL SECURITY FORCED
  POLICY loan_event_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY loan_event_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = loan_event.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_guarantee
  id uuid NOT NULL DEFAULT gen_random_uuid()
  guarantee_no text NOT NULL
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  guarantor_id uuid NOT NULL
  loan_contract_no text NOT NULL
  borrower_uscc character(18) NOT NULL
  borrower_zh text NOT NULL
  borrower_en text NOT NULL
  principal numeric(20,2) NOT NULL
  share numeric(7,6) NOT NULL
  guaranteed_principal numeric(20,2) NOT NULL
  fee_basis text NOT NULL
  base_fee_bp numeric(8,4) NOT NULL
  fee_change_bp numeric(8,4) NOT NULL
  fee_bp numeric(8,4) NOT NULL
  fee numeric(20,2) NOT NULL
  grade text NOT NULL
  signed_on date NOT NULL
  valid_from date NOT NULL
  valid_to date NOT NULL
  terms jsonb NOT NULL
  document_hash text NOT NULL
  signed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT loan_guarantee_pkey PRIMARY KEY (id)
  CONSTRAINT loan_guarantee_dates_ordered CHECK (((valid_from >= signed_on) AND (valid_to > valid_from)))
  CONSTRAINT loan_guarantee_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_guarantee_fee_basis_known CHECK ((fee_basis = ANY (ARRAY['actual/365'::text, 'months'::text])))
  CONSTRAINT loan_guarantee_fee_not_negative CHECK ((fee_bp >= (0)::numeric))
  CONSTRAINT loan_guarantee_fee_rate_adds_up CHECK ((fee_bp = (base_fee_bp + fee_change_bp)))
  CONSTRAINT loan_guarantee_guarantor_id_fkey FOREIGN KEY (guarantor_id) REFERENCES organisation(id)
  CONSTRAINT loan_guarantee_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_guarantee_no_key UNIQUE (guarantor_id, guarantee_no)
  CONSTRAINT loan_guarantee_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT loan_guarantee_one_a_loan UNIQUE (loan_id)
  CONSTRAINT loan_guarantee_parties_key UNIQUE (id, loan_id, lender_id, enterprise_id, guarantor_id)
  CONSTRAINT loan_guarantee_principal_positive CHECK ((principal > (0)::numeric))
  CONSTRAINT loan_guarantee_share_of_one CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
  CONSTRAINT loan_guarantee_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES user_account(id)
  CONSTRAINT loan_guarantee_within_principal CHECK (((guaranteed_principal > (0)::numeric) AND (guaranteed_principal <= principal)))
  CREATE INDEX loan_guarantee_guarantor ON public.loan_guarantee USING btree (guarantor_id, recorded_at DESC, id)
  CREATE INDEX loan_guarantee_lender ON public.loan_guarantee USING btree (lender_id, recorded_at DESC, id)
  CREATE TRIGGER loan_guarantee_append_only BEFORE DELETE OR UPDATE ON loan_guarantee FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_guarantee_lender_signs AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (signed_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM organisation o
  WHERE ((o.id = loan_guarantee.guarantor_id) AND (o.kind = 'guarantor'::text))))))
  POLICY loan_guarantee_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND ((current_organisation() = lender_id) OR (current_organisation() = guarantor_id))) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.id = loan_guarantee.loan_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_rate
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  effective_on date NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  discount_bp numeric(8,4) NOT NULL
  grade text NOT NULL
  rating_id uuid
  cause text NOT NULL
  explanation jsonb
  document_hash text NOT NULL
  override_id uuid
  made_by uuid
  decided_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  wording_id bigint
  annual_saving numeric(20,2)
  job_run_id uuid
  CONSTRAINT loan_rate_pkey PRIMARY KEY (id)
  CONSTRAINT loan_rate_cause_known CHECK ((cause = ANY (ARRAY['repricing'::text, 'rating'::text, 'ratchet'::text, 'override'::text])))
  CONSTRAINT loan_rate_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT loan_rate_discount_agrees CHECK ((discount_bp = ((reference_rate - rate) * (100)::numeric)))
  CONSTRAINT loan_rate_explained CHECK ((num_nonnulls(explanation, wording_id) = 1))
  CONSTRAINT loan_rate_hash_form CHECK ((document_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT loan_rate_in_range CHECK (((rate >= (0)::numeric) AND (rate < (100)::numeric)))
  CONSTRAINT loan_rate_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT loan_rate_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT loan_rate_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT loan_rate_override_by_two CHECK (
CASE cause
    WHEN 'override'::text THEN ((num_nonnulls(override_id, made_by, decided_by) = 3) AND (decided_by <> made_by))
    ELSE (num_nonnulls(override_id, decided_by) = 0)
END)
  CONSTRAINT loan_rate_override_of_loan FOREIGN KEY (override_id, loan_id) REFERENCES rate_override(id, loan_id)
  CONSTRAINT loan_rate_override_used_once UNIQUE (override_id)
  CONSTRAINT loan_rate_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id)
  CONSTRAINT loan_rate_worded_whole CHECK (((wording_id IS NULL) = (annual_saving IS NULL)))
  CONSTRAINT loan_rate_wording_id_fkey FOREIGN KEY (wording_id) REFERENCES rate_wording(id)
  CREATE INDEX loan_rate_of_loan ON public.loan_rate USING btree (loan_id, effective_on, recorded_at)
  CREATE UNIQUE INDEX loan_rate_once_a_run ON public.loan_rate USING btree (job_run_id, loan_id, effective_on) WHERE (job_run_id IS NOT NULL)
  CREATE TRIGGER loan_rate_append_only BEFORE DELETE OR UPDATE ON loan_rate FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_rate_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (((current_scope() = 'system'::text) AND (cause <> 'override'::text)) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = loan_rate.loan_id) AND (l.lender_id = loan_rate.lender_id) AND (l.enterprise_id = loan_rate.enterprise_id)))) AND
CASE cause
    WHEN 'override'::text THEN ((decided_by = current_user_account()) AND (EXISTS ( SELECT 1
       FROM rate_override o
      WHERE ((o.id = loan_rate.override_id) AND (o.state = 'APPROVED'::text) AND (o.decided_by = loan_rate.decided_by) AND (o.made_by = loan_rate.made_by) AND (o.rate = loan_rate.rate) AND (o.on_date = loan_rate.effective_on)))))
    ELSE (made_by = current_user_account())
END))
  POLICY loan_rate_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND before_branch(loan_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE loan_state WITH (fillfactor=50)
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  state text NOT NULL
  contracted numeric(20,2) NOT NULL
  disbursed numeric(20,2) NOT NULL DEFAULT 0
  balance numeric(20,2) NOT NULL DEFAULT 0
  version integer NOT NULL DEFAULT 1
  next_event_on date
  days_overdue integer NOT NULL DEFAULT 0
  class text NOT NULL DEFAULT 'NORMAL'::text
  restructured boolean NOT NULL DEFAULT false
  overdue_since date
  recorded_at timestamp with time zone NOT NULL
  CONSTRAINT loan_state_pkey PRIMARY KEY (loan_id)
  CONSTRAINT loan_balance_within_disbursed CHECK (((balance >= (0)::numeric) AND (balance <= disbursed)))
  CONSTRAINT loan_not_over_disbursed CHECK (((disbursed >= (0)::numeric) AND (disbursed <= contracted)))
  CONSTRAINT loan_state_class_known CHECK ((class = ANY (ARRAY['NORMAL'::text, 'SPECIAL_MENTION'::text, 'SUBSTANDARD'::text, 'DOUBTFUL'::text, 'LOSS'::text])))
  CONSTRAINT loan_state_days_overdue_counted CHECK ((days_overdue >= 0))
  CONSTRAINT loan_state_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_state_known CHECK ((state = ANY (ARRAY['CONTRACTED'::text, 'DISBURSED'::text, 'OVERDUE'::text, 'SETTLED'::text, 'WRITTEN_OFF'::text, 'WITHDRAWN'::text])))
  CONSTRAINT loan_state_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_state_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT loan_state_overdue_since_when_overdue CHECK (((overdue_since IS NULL) OR (days_overdue > 0)))
  CONSTRAINT loan_state_withdrawn_undrawn CHECK (((state <> 'WITHDRAWN'::text) OR (disbursed = (0)::numeric)))
  CREATE INDEX loan_state_borrower ON public.loan_state USING btree (enterprise_id, lender_id)
  CREATE INDEX loan_state_by_state ON public.loan_state USING btree (lender_id, state, recorded_at DESC, loan_id DESC)
  CREATE INDEX loan_state_in_order ON public.loan_state USING btree (lender_id, loan_id)
  CREATE INDEX loan_state_next_event ON public.loan_state USING btree (lender_id, next_event_on, loan_id) WHERE (next_event_on IS NOT NULL)
  CREATE INDEX loan_state_recorded ON public.loan_state USING btree (state, recorded_at DESC, loan_id DESC)
  CREATE INDEX loan_state_undrawn ON public.loan_state USING btree (lender_id, loan_id) WHERE (state = 'CONTRACTED'::text)
  CREATE TRIGGER loan_state_recorded_with_loan BEFORE INSERT ON loan_state FOR EACH ROW EXECUTE FUNCTION loan_state_recorded_with_loan()
  ROW LEVEL SECURITY FORCED
  POLICY loan_state_branch_holds AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'central-bank'::text) AND before_branch(loan_id, current_organisation())) WITH CHECK false
  POLICY loan_state_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_state_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_state_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND before_branch(loan_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, disbursed, balance, version, next_event_on, days_overdue, class, restructured, overdue_since) TO tandai_app

TABLE loan_step
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  application_id uuid NOT NULL
  loan_id uuid
  no integer NOT NULL
  step text NOT NULL
  from_state text
  to_state text NOT NULL
  taken_on date NOT NULL
  round integer NOT NULL
  taken_by uuid
  opinion text
  evidence_hash text
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT loan_step_pkey PRIMARY KEY (id)
  CONSTRAINT loan_step_begins_with_application CHECK (((step = 'apply'::text) = (from_state IS NULL)))
  CONSTRAINT loan_step_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_step_evidence_is_sha256 CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT loan_step_judged_by_a_person CHECK (((step <> ALL (ARRAY['survey'::text, 'review'::text, 'return'::text, 'approve'::text, 'reject'::text, 'withdraw'::text, 'cancel'::text, 'take-back'::text])) OR ((taken_by IS NOT NULL) AND (opinion IS NOT NULL))))
  CONSTRAINT loan_step_known CHECK ((step = ANY (ARRAY['apply'::text, 'quote'::text, 'survey'::text, 'review'::text, 'return'::text, 'resubmit'::text, 'approve'::text, 'reject'::text, 'withdraw'::text, 'sign'::text, 'cancel'::text, 'lapse'::text, 'disburse'::text, 'take-back'::text, 'overdue'::text, 'cure'::text, 'settle'::text, 'reopen'::text, 'restructure'::text, 'write-off'::text])))
  CONSTRAINT loan_step_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_step_no_key UNIQUE (application_id, no)
  CONSTRAINT loan_step_no_positive CHECK ((no >= 1))
  CONSTRAINT loan_step_of_application FOREIGN KEY (application_id, lender_id, enterprise_id) REFERENCES loan_application(id, lender_id, enterprise_id)
  CONSTRAINT loan_step_of_loan FOREIGN KEY (loan_id, application_id) REFERENCES loan(id, application_id)
  CONSTRAINT loan_step_round_positive CHECK ((round >= 1))
  CONSTRAINT loan_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES user_account(id)
  CREATE UNIQUE INDEX loan_step_different_people ON public.loan_step USING btree (application_id, round, taken_by) WHERE (step = ANY (ARRAY['survey'::text, 'review'::text, 'approve'::text]))
  CREATE INDEX loan_step_loan ON public.loan_step USING btree (loan_id) WHERE (loan_id IS NOT NULL)
  CREATE TRIGGER loan_step_append_only BEFORE DELETE OR UPDATE ON loan_step FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_step_applicant_withdraws AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation()) AND (taken_by = current_user_account()) AND (step = 'withdraw'::text) AND (to_state = 'WITHDRAWN'::text))
  POLICY loan_step_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (taken_by = current_user_account())))
  POLICY loan_step_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation()) AND (step <> ALL (ARRAY['survey'::text, 'review'::text]))) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.application_id = loan_step.application_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE method_impact
  id uuid NOT NULL DEFAULT gen_random_uuid()
  proposal_id uuid NOT NULL
  organisation_id uuid NOT NULL
  content_hash text NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  document jsonb NOT NULL
  document_hash text NOT NULL
  job_run_id uuid
  computed_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT method_impact_pkey PRIMARY KEY (id)
  CONSTRAINT method_impact_computed_by_fkey FOREIGN KEY (computed_by) REFERENCES user_account(id)
  CONSTRAINT method_impact_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT method_impact_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT method_impact_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES rule_proposal(id)
  CREATE INDEX method_impact_of_proposal ON public.method_impact USING btree (proposal_id, recorded_at DESC)
  CREATE TRIGGER method_impact_append_only BEFORE DELETE OR UPDATE ON method_impact FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY method_impact_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'steward'::text) AND (organisation_id = current_organisation())))
  POLICY method_impact_read AS PERMISSIVE FOR SELECT TO public USING (current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'central-bank'::text, 'auditor'::text]))
  GRANT INSERT, SELECT TO tandai_app

TABLE notice
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  about_on date NOT NULL
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT notice_pkey PRIMARY KEY (id)
  CONSTRAINT notice_once UNIQUE (organisation_id, subject_kind, subject_id, kind, about_on)
  CONSTRAINT notice_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE TRIGGER notice_append_only BEFORE DELETE OR UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY notice_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  POLICY notice_tell AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app

TABLE operating_figure
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  enterprise_id uuid NOT NULL
  period_start character(7) NOT NULL
  period_end character(7) NOT NULL
  revenue_wan numeric
  profit_wan numeric
  tax_wan numeric
  employees integer
  supersedes bigint
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT operating_figure_pkey PRIMARY KEY (id)
  CONSTRAINT operating_figure_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT operating_figure_period_ordered CHECK ((period_end >= period_start))
  CONSTRAINT operating_figure_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT operating_figure_superseded_once UNIQUE (supersedes)
  CONSTRAINT operating_figure_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES operating_figure(id)
  CREATE UNIQUE INDEX operating_figure_first ON public.operating_figure USING btree (enterprise_id, period_start, period_end) WHERE (supersedes IS NULL)
  CREATE TRIGGER operating_figure_append_only BEFORE DELETE OR UPDATE ON operating_figure FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY operating_figure_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY operating_figure_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(enterprise_id, current_organisation(), 'operating'::text) OR ((enterprise_id = current_statement()) AND consent_in_force(enterprise_id, current_organisation(), 'emissions'::text)))) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE operator_grant
  id uuid NOT NULL DEFAULT gen_random_uuid()
  bureau_id uuid NOT NULL
  operator_id uuid NOT NULL
  grant_no text NOT NULL
  fields text[] NOT NULL
  valid_from date NOT NULL
  ends_on date NOT NULL
  document_hash text NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT operator_grant_pkey PRIMARY KEY (id)
  CONSTRAINT operator_grant_at_most_five_years CHECK (((ends_on > valid_from) AND (ends_on <= (valid_from + 'P5Y'::interval))))
  CONSTRAINT operator_grant_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES organisation(id)
  CONSTRAINT operator_grant_document_is_sha256 CHECK ((document_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT operator_grant_has_fields CHECK ((cardinality(fields) > 0))
  CONSTRAINT operator_grant_no_key UNIQUE (bureau_id, grant_no)
  CONSTRAINT operator_grant_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES organisation(id)
  CONSTRAINT operator_grant_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE TRIGGER operator_grant_append_only BEFORE DELETE OR UPDATE ON operator_grant FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY operator_grant_give AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'steward'::text) AND (bureau_id = current_organisation()) AND (recorded_by = current_user_account()) AND plays_part(operator_id, 'operator'::text))
  POLICY operator_grant_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR (current_organisation() IS NOT NULL))
  GRANT INSERT, SELECT TO tandai_app

TABLE organisation
  id uuid NOT NULL DEFAULT gen_random_uuid()
  code text NOT NULL
  kind text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  origin text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  second_factor_required boolean NOT NULL DEFAULT false
  CONSTRAINT organisation_pkey PRIMARY KEY (id)
  CONSTRAINT organisation_code_key UNIQUE (code)
  CONSTRAINT organisation_kind_known CHECK ((kind = ANY (ARRAY['central_bank_branch'::text, 'data_authority'::text, 'data_operator'::text, 'data_exchange'::text, 'data_registry'::text, 'lender'::text, 'guarantor'::text, 'enterprise'::text, 'auditor'::text, 'platform'::text])))
  ROW LEVEL SECURITY FORCED
  POLICY organisation_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text]))
  POLICY organisation_officers_read AS PERMISSIVE FOR SELECT TO public USING (current_scope() = ANY (ARRAY['administrator'::text, 'security'::text, 'audit'::text]))
  POLICY organisation_read AS PERMISSIVE FOR SELECT TO public USING ((kind <> 'enterprise'::text) OR (current_scope() = 'system'::text) OR (id = current_organisation()) OR (EXISTS ( SELECT 1
   FROM enterprise e
  WHERE (e.id = organisation.id))) OR (EXISTS ( SELECT 1
   FROM process_subject s
  WHERE (s.applicant_id = organisation.id))))
  POLICY organisation_security AS PERMISSIVE FOR UPDATE TO public USING security_reaches(id) WITH CHECK security_reaches(id)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (second_factor_required) TO tandai_app

TABLE organisation_control
  controller_id uuid NOT NULL
  firm_id uuid NOT NULL
  basis text NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT organisation_control_pkey PRIMARY KEY (controller_id, firm_id)
  CONSTRAINT organisation_control_controller_id_fkey FOREIGN KEY (controller_id) REFERENCES organisation(id)
  CONSTRAINT organisation_control_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES organisation(id)
  CONSTRAINT organisation_control_of_another CHECK ((controller_id <> firm_id))
  CONSTRAINT organisation_control_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE TRIGGER organisation_control_append_only BEFORE DELETE OR UPDATE ON organisation_control FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY organisation_control_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'steward'::text) AND (recorded_by = current_user_account()))
  POLICY organisation_control_read AS PERMISSIVE FOR SELECT TO public USING (current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text]))
  GRANT INSERT, SELECT TO tandai_app

TABLE pledge
  id uuid NOT NULL DEFAULT gen_random_uuid()
  data_product_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  valuation_id uuid NOT NULL
  certificate_kind text NOT NULL
  certificate_no text NOT NULL
  right_type text NOT NULL
  secured_limit numeric(20,2) NOT NULL
  state text NOT NULL
  contracted_on date NOT NULL
  query_certificate_no text NOT NULL
  query_certificate_on date NOT NULL
  registration_no text
  registered_on date
  registration_valid_to date
  freeze_receipt_no text
  frozen_on date
  released_on date
  made_by uuid NOT NULL
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  rank smallint NOT NULL DEFAULT 1
  rank_consent_id uuid
  prior_limit numeric(20,2) NOT NULL DEFAULT 0
  collateral_class text
  registered_at timestamp with time zone
  certificate_hash text
  annotation_receipt_no text
  annotated_on date
  cancellation_no text
  cancelled_on date
  unfreeze_receipt_no text
  unfrozen_on date
  CONSTRAINT pledge_pkey PRIMARY KEY (id)
  CONSTRAINT pledge_certificate_hash_form CHECK ((certificate_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT pledge_class_of_data CHECK ((collateral_class = '7'::text))
  CONSTRAINT pledge_data_product_id_fkey FOREIGN KEY (data_product_id) REFERENCES data_product(id)
  CONSTRAINT pledge_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT pledge_frozen_has_receipt CHECK (((state <> ALL (ARRAY['FROZEN_CONFIRMED'::text, 'CHANGED'::text, 'EXTENDED'::text])) OR ((freeze_receipt_no IS NOT NULL) AND (frozen_on IS NOT NULL))))
  CONSTRAINT pledge_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT pledge_of_parties UNIQUE (id, lender_id, enterprise_id)
  CONSTRAINT pledge_prior_limit_not_negative CHECK ((prior_limit >= (0)::numeric))
  CONSTRAINT pledge_rank_consent_known FOREIGN KEY (rank_consent_id) REFERENCES pledge_rank_consent(id)
  CONSTRAINT pledge_rank_consent_used_once UNIQUE (rank_consent_id)
  CONSTRAINT pledge_rank_known CHECK ((rank = ANY (ARRAY[1, 2])))
  CONSTRAINT pledge_receipts_dated CHECK (((num_nonnulls(annotation_receipt_no, annotated_on) = ANY (ARRAY[0, 2])) AND (num_nonnulls(cancellation_no, cancelled_on) = ANY (ARRAY[0, 2])) AND (num_nonnulls(unfreeze_receipt_no, unfrozen_on) = ANY (ARRAY[0, 2]))))
  CONSTRAINT pledge_registered_has_number CHECK (((state = ANY (ARRAY['CONTRACTED'::text, 'REG_PENDING'::text, 'RELEASED'::text])) OR ((registration_no IS NOT NULL) AND (registered_on IS NOT NULL) AND (registration_valid_to IS NOT NULL))))
  CONSTRAINT pledge_registration_key UNIQUE (registration_no)
  CONSTRAINT pledge_second_rank_by_consent CHECK (((rank = 1) OR (rank_consent_id IS NOT NULL)))
  CONSTRAINT pledge_secured_limit_positive CHECK ((secured_limit > (0)::numeric))
  CONSTRAINT pledge_state_known CHECK ((state = ANY (ARRAY['CONTRACTED'::text, 'REG_PENDING'::text, 'REGISTERED'::text, 'FROZEN_CONFIRMED'::text, 'CHANGED'::text, 'EXTENDED'::text, 'OBJECTED'::text, 'RELEASING'::text, 'RELEASED'::text, 'LAPSED'::text, 'ENFORCED'::text])))
  CONSTRAINT pledge_valuation_id_fkey FOREIGN KEY (valuation_id) REFERENCES valuation(id)
  CREATE INDEX pledge_lender ON public.pledge USING btree (lender_id, recorded_at DESC, id)
  CREATE UNIQUE INDEX pledge_one_live ON public.pledge USING btree (certificate_kind, certificate_no, right_type) WHERE ((rank = 1) AND (state <> ALL (ARRAY['RELEASED'::text, 'LAPSED'::text])))
  CREATE UNIQUE INDEX pledge_one_second ON public.pledge USING btree (certificate_kind, certificate_no, right_type) WHERE ((rank = 2) AND (state <> ALL (ARRAY['RELEASED'::text, 'LAPSED'::text])))
  CREATE TRIGGER pledge_on_standing_rights BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION pledge_on_standing_rights()
  CREATE TRIGGER pledge_second_rank_consented BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION second_rank_by_consent()
  CREATE TRIGGER pledge_second_rank_moves_up AFTER UPDATE OF state ON pledge FOR EACH ROW WHEN (old.rank = 1 AND (old.state <> ALL (ARRAY['RELEASED'::text, 'LAPSED'::text])) AND (new.state = ANY (ARRAY['RELEASED'::text, 'LAPSED'::text]))) EXECUTE FUNCTION second_rank_moves_up()
  ROW LEVEL SECURITY FORCED
  POLICY pledge_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY pledge_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY pledge_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.pledge_id = pledge.id)))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, registration_no, registered_on, registration_valid_to, freeze_receipt_no, frozen_on, released_on, version, collateral_class, registered_at, certificate_hash, annotation_receipt_no, annotated_on, cancellation_no, cancelled_on, unfreeze_receipt_no, unfrozen_on) TO tandai_app

TABLE pledge_modification_code
  pledge_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  key_id text NOT NULL
  nonce bytea NOT NULL
  ciphertext bytea NOT NULL
  tag bytea NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT pledge_modification_code_pkey PRIMARY KEY (pledge_id)
  CONSTRAINT pledge_modification_code_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT pledge_modification_code_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_modification_code_nonce_whole CHECK ((octet_length(nonce) = 12))
  CONSTRAINT pledge_modification_code_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT pledge_modification_code_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT pledge_modification_code_tag_whole CHECK ((octet_length(tag) = 16))
  ROW LEVEL SECURITY FORCED
  POLICY pledge_modification_code_keeps AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account()))
  POLICY pledge_modification_code_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY pledge_modification_code_renews AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (key_id, nonce, ciphertext, tag) TO tandai_app

TABLE pledge_rank_consent
  id uuid NOT NULL DEFAULT gen_random_uuid()
  pledge_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  second_lender_id uuid NOT NULL
  data_product_id uuid NOT NULL
  certificate_kind text NOT NULL
  certificate_no text NOT NULL
  right_type text NOT NULL
  prior_limit numeric(20,2) NOT NULL
  most_secured numeric(20,2) NOT NULL
  given_on date NOT NULL
  valid_to date NOT NULL
  evidence_hash text NOT NULL
  given_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT pledge_rank_consent_pkey PRIMARY KEY (id)
  CONSTRAINT pledge_rank_consent_data_product_id_fkey FOREIGN KEY (data_product_id) REFERENCES data_product(id)
  CONSTRAINT pledge_rank_consent_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT pledge_rank_consent_evidence_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT pledge_rank_consent_given_by_fkey FOREIGN KEY (given_by) REFERENCES user_account(id)
  CONSTRAINT pledge_rank_consent_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_rank_consent_most_positive CHECK ((most_secured > (0)::numeric))
  CONSTRAINT pledge_rank_consent_of_pledge FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT pledge_rank_consent_period CHECK ((valid_to >= given_on))
  CONSTRAINT pledge_rank_consent_prior_positive CHECK ((prior_limit > (0)::numeric))
  CONSTRAINT pledge_rank_consent_second_lender_id_fkey FOREIGN KEY (second_lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_rank_consent_to_another CHECK ((second_lender_id <> lender_id))
  CREATE TRIGGER pledge_rank_consent_append_only BEFORE DELETE OR UPDATE ON pledge_rank_consent FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY pledge_rank_consent_gives AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (given_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM organisation o
  WHERE ((o.id = pledge_rank_consent.second_lender_id) AND (o.kind = 'lender'::text)))))
  POLICY pledge_rank_consent_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND ((current_organisation() = lender_id) OR (current_organisation() = second_lender_id))) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE pledge_revaluation
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  pledge_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  on_day date NOT NULL
  no integer NOT NULL
  valuation_id uuid
  adopted_value numeric(20,2)
  prior_limit numeric(20,2) NOT NULL
  cap numeric
  cap_rule_id bigint
  most_secured numeric(20,2) NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT pledge_revaluation_pkey PRIMARY KEY (id)
  CONSTRAINT pledge_revaluation_cap_rule_id_fkey FOREIGN KEY (cap_rule_id) REFERENCES rule(id)
  CONSTRAINT pledge_revaluation_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT pledge_revaluation_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT pledge_revaluation_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_revaluation_most_not_negative CHECK ((most_secured >= (0)::numeric))
  CONSTRAINT pledge_revaluation_no_positive CHECK ((no > 0))
  CONSTRAINT pledge_revaluation_nothing_without_value CHECK (((valuation_id IS NOT NULL) OR (most_secured = (0)::numeric)))
  CONSTRAINT pledge_revaluation_of_value CHECK ((num_nulls(valuation_id, adopted_value, cap, cap_rule_id) = ANY (ARRAY[0, 4])))
  CONSTRAINT pledge_revaluation_once UNIQUE (pledge_id, on_day, no)
  CONSTRAINT pledge_revaluation_parties FOREIGN KEY (pledge_id, lender_id, enterprise_id) REFERENCES pledge(id, lender_id, enterprise_id)
  CONSTRAINT pledge_revaluation_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT pledge_revaluation_prior_not_negative CHECK ((prior_limit >= (0)::numeric))
  CONSTRAINT pledge_revaluation_valuation_id_fkey FOREIGN KEY (valuation_id) REFERENCES valuation(id)
  CREATE INDEX pledge_revaluation_latest ON public.pledge_revaluation USING btree (pledge_id, on_day DESC, no DESC)
  CREATE TRIGGER pledge_revaluation_append_only BEFORE DELETE OR UPDATE ON pledge_revaluation FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY pledge_revaluation_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY pledge_revaluation_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM pledge p
  WHERE (p.id = pledge_revaluation.pledge_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE pledgee_consent
  id uuid NOT NULL DEFAULT gen_random_uuid()
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  event text NOT NULL
  pledge_id uuid NOT NULL
  lender_id uuid NOT NULL
  given_on date NOT NULL
  evidence_hash text NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT pledgee_consent_pkey PRIMARY KEY (id)
  CONSTRAINT pledgee_consent_event_known CHECK ((event = ANY (ARRAY['exit'::text, 'transfer'::text, 'cancel'::text, 'delist'::text])))
  CONSTRAINT pledgee_consent_evidence_is_sha256 CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT pledgee_consent_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledgee_consent_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject(subject_kind, subject_id)
  CONSTRAINT pledgee_consent_once UNIQUE (subject_kind, subject_id, event, pledge_id)
  CONSTRAINT pledgee_consent_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT pledgee_consent_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE TRIGGER pledgee_consent_append_only BEFORE DELETE OR UPDATE ON pledgee_consent FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY pledgee_consent_give AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM live_pledges(pledgee_consent.subject_kind, pledgee_consent.subject_id) g(pledge_id, lender_id)
  WHERE ((g.pledge_id = pledgee_consent.pledge_id) AND (g.lender_id = current_organisation())))))
  POLICY pledgee_consent_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (lender_id = current_organisation()) OR sees_subject(subject_kind, subject_id))
  GRANT INSERT, SELECT TO tandai_app

TABLE portfolio_import
  content_hash text NOT NULL
  name text NOT NULL
  counts jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT portfolio_import_pkey PRIMARY KEY (content_hash)
  CREATE TRIGGER portfolio_import_append_only BEFORE DELETE OR UPDATE ON portfolio_import FOR EACH ROW EXECUTE FUNCTION forbid_change()
  GRANT INSERT, SELECT TO tandai_app

TABLE process_party
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  party text NOT NULL
  organisation_id uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT process_party_pkey PRIMARY KEY (subject_kind, subject_id, party, organisation_id)
  CONSTRAINT process_party_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject(subject_kind, subject_id)
  CONSTRAINT process_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX process_party_organisation ON public.process_party USING btree (organisation_id, subject_kind)
  CREATE TRIGGER process_party_append_only BEFORE DELETE OR UPDATE ON process_party FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY process_party_join AS PERMISSIVE FOR INSERT TO public WITH CHECK (plays_part(organisation_id, party) AND ((current_scope() = 'system'::text) OR (EXISTS ( SELECT 1
   FROM process_subject s
  WHERE ((s.subject_kind = process_party.subject_kind) AND (s.subject_id = process_party.subject_id) AND (((s.applicant_id = current_organisation()) AND (s.version = 1)) OR (s.open_to_all AND (process_party.organisation_id = current_organisation()) AND (process_party.party = 'objector'::text)) OR ((current_scope() = 'registry'::text) AND (s.subject_kind = 'data_registration'::text) AND (process_party.party = 'holder'::text))))))))
  POLICY process_party_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE process_step
  id uuid NOT NULL DEFAULT gen_random_uuid()
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  machine text NOT NULL
  no integer NOT NULL
  round integer NOT NULL
  event text NOT NULL
  from_state text
  to_state text NOT NULL
  party text NOT NULL
  user_id uuid
  organisation_id uuid
  applicant_id uuid NOT NULL
  on_date date NOT NULL
  opinion text
  evidence_hash text
  deadline_on date
  deadline_event text
  rule_ids bigint[] NOT NULL DEFAULT '{}'::bigint[]
  duty text
  judges boolean NOT NULL
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT process_step_pkey PRIMARY KEY (id)
  CONSTRAINT process_step_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES organisation(id)
  CONSTRAINT process_step_begins CHECK (((no = 1) = (from_state IS NULL)))
  CONSTRAINT process_step_evidence_is_sha256 CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT process_step_no_key UNIQUE (subject_kind, subject_id, no)
  CONSTRAINT process_step_no_positive CHECK ((no >= 1))
  CONSTRAINT process_step_not_in_own_case CHECK (((NOT judges) OR (organisation_id IS DISTINCT FROM applicant_id)))
  CONSTRAINT process_step_of_subject FOREIGN KEY (subject_kind, subject_id) REFERENCES process_subject(subject_kind, subject_id)
  CONSTRAINT process_step_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT process_step_round_positive CHECK ((round >= 1))
  CONSTRAINT process_step_taken_by_somebody CHECK (
CASE party
    WHEN 'timer'::text THEN (num_nonnulls(user_id, organisation_id) = 0)
    ELSE (num_nonnulls(user_id, organisation_id) = 2)
END)
  CONSTRAINT process_step_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE UNIQUE INDEX process_step_different_people ON public.process_step USING btree (subject_kind, subject_id, round, user_id) WHERE ((duty IS NOT NULL) AND (user_id IS NOT NULL))
  CREATE TRIGGER process_step_append_only BEFORE DELETE OR UPDATE ON process_step FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER process_step_follows BEFORE INSERT ON process_step FOR EACH ROW EXECUTE FUNCTION step_follows()
  ROW LEVEL SECURITY FORCED
  POLICY process_step_read AS PERMISSIVE FOR SELECT TO public USING (EXISTS ( SELECT 1
   FROM process_subject s
  WHERE ((s.subject_kind = process_step.subject_kind) AND (s.subject_id = process_step.subject_id))))
  POLICY process_step_take AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((user_id = current_user_account()) AND (organisation_id = current_organisation()) AND ((applicant_id = current_organisation()) OR (party = 'anyone'::text) OR (EXISTS ( SELECT 1
   FROM process_party p
  WHERE ((p.subject_kind = process_step.subject_kind) AND (p.subject_id = process_step.subject_id) AND (p.party = process_step.party) AND (p.organisation_id = current_organisation())))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE process_subject
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  machine text NOT NULL
  state text NOT NULL
  round integer NOT NULL DEFAULT 1
  version integer NOT NULL DEFAULT 1
  deadline_on date
  deadline_event text
  applicant_id uuid NOT NULL
  open_to_all boolean NOT NULL DEFAULT false
  last_on date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT process_subject_pkey PRIMARY KEY (subject_kind, subject_id)
  CONSTRAINT process_subject_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES organisation(id)
  CONSTRAINT process_subject_clock_whole CHECK (((deadline_on IS NULL) = (deadline_event IS NULL)))
  CONSTRAINT process_subject_round_positive CHECK ((round >= 1))
  CONSTRAINT process_subject_version_positive CHECK ((version >= 1))
  CREATE INDEX process_subject_applicant ON public.process_subject USING btree (applicant_id)
  CREATE INDEX process_subject_due ON public.process_subject USING btree (deadline_on) WHERE (deadline_on IS NOT NULL)
  CREATE CONSTRAINT TRIGGER process_subject_begins_with_step AFTER INSERT ON process_subject DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step()
  CREATE TRIGGER process_subject_mirrored AFTER INSERT OR UPDATE ON process_subject FOR EACH ROW EXECUTE FUNCTION mirror_state()
  CREATE TRIGGER process_subject_moves_by_step AFTER UPDATE ON process_subject FOR EACH ROW EXECUTE FUNCTION subject_moves_by_step()
  ROW LEVEL SECURITY FORCED
  POLICY process_subject_move AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR (applicant_id = current_organisation()) OR (open_to_all AND (current_organisation() IS NOT NULL)) OR (EXISTS ( SELECT 1
   FROM process_party p
  WHERE ((p.subject_kind = process_subject.subject_kind) AND (p.subject_id = process_subject.subject_id) AND (p.organisation_id = current_organisation()))))) WITH CHECK ((current_scope() = 'system'::text) OR (applicant_id = current_organisation()) OR (EXISTS ( SELECT 1
   FROM process_party p
  WHERE ((p.subject_kind = process_subject.subject_kind) AND (p.subject_id = process_subject.subject_id) AND (p.organisation_id = current_organisation())))))
  POLICY process_subject_open AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((applicant_id = current_organisation()) AND (version = 1)))
  POLICY process_subject_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (applicant_id = current_organisation()) OR (open_to_all AND (current_organisation() IS NOT NULL)) OR (EXISTS ( SELECT 1
   FROM process_party p
  WHERE ((p.subject_kind = process_subject.subject_kind) AND (p.subject_id = process_subject.subject_id) AND (p.organisation_id = current_organisation())))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, round, version, deadline_on, deadline_event, open_to_all, last_on) TO tandai_app

TABLE quote
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  application_id uuid
  product text NOT NULL
  amount numeric(20,2) NOT NULL
  tenor_months integer NOT NULL
  priced_on date NOT NULL
  expires_on date NOT NULL
  rating_id uuid
  grade text NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  discount_bp numeric(8,4) NOT NULL
  annual_saving numeric(20,2) NOT NULL
  explanation jsonb NOT NULL
  document_hash text NOT NULL
  made_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT quote_pkey PRIMARY KEY (id)
  CONSTRAINT quote_application_id_fkey FOREIGN KEY (application_id) REFERENCES loan_application(id)
  CONSTRAINT quote_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT quote_expires_after_pricing CHECK ((expires_on >= priced_on))
  CONSTRAINT quote_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT quote_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT quote_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id)
  CREATE INDEX quote_application ON public.quote USING btree (application_id)
  CREATE INDEX quote_enterprise ON public.quote USING btree (enterprise_id, lender_id)
  CREATE TRIGGER quote_append_only BEFORE DELETE OR UPDATE ON quote FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY quote_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY quote_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY quote_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE (l.quote_id = quote.id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE quote_override
  quote_id uuid NOT NULL
  of_quote_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  reason text NOT NULL
  state text NOT NULL DEFAULT 'PROPOSED'::text
  made_by uuid NOT NULL
  decided_by uuid
  opinion text
  decided_at timestamp with time zone
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT quote_override_pkey PRIMARY KEY (quote_id)
  CONSTRAINT quote_override_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT quote_override_decision_whole CHECK ((num_nonnulls(decided_by, opinion, decided_at) =
CASE state
    WHEN 'PROPOSED'::text THEN 0
    ELSE 3
END))
  CONSTRAINT quote_override_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT quote_override_has_reason CHECK ((reason ~ '\S'::text))
  CONSTRAINT quote_override_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT quote_override_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT quote_override_of_another CHECK ((quote_id <> of_quote_id))
  CONSTRAINT quote_override_of_quote_id_fkey FOREIGN KEY (of_quote_id) REFERENCES quote(id)
  CONSTRAINT quote_override_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quote(id)
  CONSTRAINT quote_override_second_person CHECK ((decided_by <> made_by))
  CONSTRAINT quote_override_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE TRIGGER quote_override_decided_once BEFORE UPDATE ON quote_override FOR EACH ROW EXECUTE FUNCTION rate_decided_once()
  ROW LEVEL SECURITY FORCED
  POLICY quote_override_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (made_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM (quote q
     JOIN quote o ON (((o.application_id = q.application_id) AND (o.id = quote_override.of_quote_id))))
  WHERE ((q.id = quote_override.quote_id) AND (q.lender_id = quote_override.lender_id) AND (q.enterprise_id = quote_override.enterprise_id)))))
  POLICY quote_override_lender_decides AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state <> 'PROPOSED'::text) AND (decided_by = current_user_account()) AND (made_by <> current_user_account()))
  POLICY quote_override_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY quote_override_proposed_first AS RESTRICTIVE FOR INSERT TO public WITH CHECK (state = 'PROPOSED'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, opinion, decided_at, version) TO tandai_app

TABLE ratchet_fact
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  test_on date
  body jsonb NOT NULL
  evidence text NOT NULL
  made_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT ratchet_fact_pkey PRIMARY KEY (id)
  CONSTRAINT ratchet_fact_after_test CHECK (((test_on IS NULL) OR (on_date >= test_on)))
  CONSTRAINT ratchet_fact_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT ratchet_fact_kind_known CHECK ((kind = ANY (ARRAY['report-delivered'::text, 'report-verified'::text, 'amendment'::text, 'recalibrated'::text, 'fraud'::text])))
  CONSTRAINT ratchet_fact_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT ratchet_fact_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT ratchet_fact_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT ratchet_fact_of_test CHECK (((kind = ANY (ARRAY['report-delivered'::text, 'report-verified'::text])) = (test_on IS NOT NULL)))
  CREATE INDEX ratchet_fact_of_loan ON public.ratchet_fact USING btree (loan_id, on_date)
  CREATE UNIQUE INDEX ratchet_fact_one_report ON public.ratchet_fact USING btree (loan_id, test_on, kind) WHERE (test_on IS NOT NULL)
  CREATE INDEX ratchet_fact_recorded ON public.ratchet_fact USING btree (recorded_at)
  CREATE TRIGGER ratchet_fact_append_only BEFORE DELETE OR UPDATE ON ratchet_fact FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY ratchet_fact_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (made_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = ratchet_fact.loan_id) AND (l.lender_id = ratchet_fact.lender_id) AND (l.enterprise_id = ratchet_fact.enterprise_id)))))
  POLICY ratchet_fact_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE ratchet_target
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  name text NOT NULL
  unit text NOT NULL
  comparison text NOT NULL
  value numeric NOT NULL
  test_on date NOT NULL
  agreed_on date NOT NULL
  evidence text NOT NULL
  made_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT ratchet_target_pkey PRIMARY KEY (id)
  CONSTRAINT ratchet_target_agreed_before_test CHECK ((agreed_on < test_on))
  CONSTRAINT ratchet_target_agreed_once_a_day UNIQUE (loan_id, name, test_on, agreed_on)
  CONSTRAINT ratchet_target_comparison_known CHECK ((comparison = ANY (ARRAY['at-most'::text, 'at-least'::text])))
  CONSTRAINT ratchet_target_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT ratchet_target_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT ratchet_target_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT ratchet_target_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CREATE INDEX ratchet_target_loan ON public.ratchet_target USING btree (loan_id)
  CREATE INDEX ratchet_target_recorded ON public.ratchet_target USING btree (recorded_at)
  CREATE TRIGGER ratchet_target_append_only BEFORE DELETE OR UPDATE ON ratchet_target FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY ratchet_target_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (made_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = ratchet_target.loan_id) AND (l.lender_id = ratchet_target.lender_id) AND (l.enterprise_id = ratchet_target.enterprise_id)))))
  POLICY ratchet_target_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE rate_decision
  id uuid NOT NULL DEFAULT gen_random_uuid()
  credit_line_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  priced_on date NOT NULL
  rating_id uuid
  grade text NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  discount_bp numeric(8,4) NOT NULL
  annual_saving numeric(20,2) NOT NULL
  explanation jsonb NOT NULL
  document_hash text NOT NULL
  job_run_id uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT rate_decision_pkey PRIMARY KEY (id)
  CONSTRAINT rate_decision_credit_line_id_fkey FOREIGN KEY (credit_line_id) REFERENCES credit_line(id)
  CONSTRAINT rate_decision_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT rate_decision_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT rate_decision_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT rate_decision_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id)
  CONSTRAINT rate_decision_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX rate_decision_latest ON public.rate_decision USING btree (credit_line_id, priced_on DESC, recorded_at DESC, id DESC)
  CREATE INDEX rate_decision_recorded ON public.rate_decision USING brin (recorded_at)
  CREATE TRIGGER rate_decision_append_only BEFORE DELETE OR UPDATE ON rate_decision FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rate_decision_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY rate_decision_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'central-bank'::text])) OR ((current_scope() = 'administrator'::text) AND adding_up_statistics()) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE rate_override
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  on_date date NOT NULL
  rate numeric(9,6) NOT NULL
  reason text NOT NULL
  state text NOT NULL DEFAULT 'PROPOSED'::text
  made_by uuid NOT NULL
  decided_by uuid
  opinion text
  decided_at timestamp with time zone
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT rate_override_pkey PRIMARY KEY (id)
  CONSTRAINT rate_override_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT rate_override_decision_whole CHECK ((num_nonnulls(decided_by, opinion, decided_at) =
CASE state
    WHEN 'PROPOSED'::text THEN 0
    ELSE 3
END))
  CONSTRAINT rate_override_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT rate_override_has_reason CHECK ((reason ~ '\S'::text))
  CONSTRAINT rate_override_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT rate_override_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT rate_override_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT rate_override_of_loan UNIQUE (id, loan_id)
  CONSTRAINT rate_override_rate_in_range CHECK (((rate >= (0)::numeric) AND (rate < (100)::numeric)))
  CONSTRAINT rate_override_second_person CHECK ((decided_by <> made_by))
  CONSTRAINT rate_override_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE INDEX rate_override_loan ON public.rate_override USING btree (loan_id, recorded_at DESC, id)
  CREATE TRIGGER rate_override_decided_once BEFORE UPDATE ON rate_override FOR EACH ROW EXECUTE FUNCTION rate_decided_once()
  ROW LEVEL SECURITY FORCED
  POLICY rate_override_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (made_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = rate_override.loan_id) AND (l.lender_id = rate_override.lender_id) AND (l.enterprise_id = rate_override.enterprise_id)))))
  POLICY rate_override_lender_decides AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state <> 'PROPOSED'::text) AND (decided_by = current_user_account()) AND (made_by <> current_user_account()))
  POLICY rate_override_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY rate_override_proposed_first AS RESTRICTIVE FOR INSERT TO public WITH CHECK (state = 'PROPOSED'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, opinion, decided_at, version) TO tandai_app

TABLE rate_run_rating
  run_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  rating_id uuid NOT NULL
  grade text NOT NULL
  as_of date NOT NULL
  usable_to date
  CONSTRAINT rate_run_rating_pkey PRIMARY KEY (run_id, lender_id, enterprise_id)
  CONSTRAINT rate_run_rating_run_id_fkey FOREIGN KEY (run_id) REFERENCES job_run(id)
  ROW LEVEL SECURITY FORCED
  POLICY rate_run_rating_system AS PERMISSIVE FOR ALL TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT DELETE, INSERT, SELECT TO tandai_app

TABLE rate_wording
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  parts text[] NOT NULL
  hash text NOT NULL
  lpr_on date NOT NULL
  held_grade text
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT rate_wording_pkey PRIMARY KEY (id)
  CONSTRAINT rate_wording_between_blanks CHECK ((cardinality(parts) = 6))
  CONSTRAINT rate_wording_once UNIQUE (hash)
  CREATE TRIGGER rate_wording_append_only BEFORE DELETE OR UPDATE ON rate_wording FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rate_wording_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY rate_wording_read AS PERMISSIVE FOR SELECT TO public USING true
  GRANT INSERT, SELECT TO tandai_app

TABLE rating
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  method_id text NOT NULL
  method_rule_id bigint NOT NULL
  grade text NOT NULL
  score numeric
  document jsonb NOT NULL
  inputs_hash text NOT NULL
  factors_hash text NOT NULL
  benchmark_hash text NOT NULL
  method_hash text NOT NULL
  document_hash text NOT NULL
  job_run_id uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  usable_to date GENERATED ALWAYS AS ((as_of + ((document #>> '{method,validityDays}'::text[]))::integer))
  CONSTRAINT rating_pkey PRIMARY KEY (id)
  CONSTRAINT rating_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT rating_grade_known CHECK ((grade = ANY (ARRAY['DEEP_GREEN'::text, 'LIGHT_GREEN'::text, 'YELLOW'::text, 'RED'::text, 'NOT_RATED'::text])))
  CONSTRAINT rating_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT rating_method_rule_id_fkey FOREIGN KEY (method_rule_id) REFERENCES rule(id)
  CONSTRAINT rating_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX rating_latest ON public.rating USING btree (enterprise_id, as_of DESC, known_at DESC, recorded_at DESC)
  CREATE INDEX rating_recorded ON public.rating USING btree (recorded_at)
  CREATE TRIGGER rating_append_only BEFORE DELETE OR UPDATE ON rating FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rating_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'steward'::text]))
  POLICY rating_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation(), 'rating'::text)) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE recovery_code
  second_factor_id uuid NOT NULL
  organisation_id uuid NOT NULL
  code_hash text NOT NULL
  used_at timestamp with time zone
  CONSTRAINT recovery_code_pkey PRIMARY KEY (second_factor_id, code_hash)
  CONSTRAINT recovery_code_hash_form CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT recovery_code_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor(id, organisation_id)
  CREATE TRIGGER recovery_code_used_once BEFORE UPDATE ON recovery_code FOR EACH ROW WHEN (old.used_at IS NOT NULL) EXECUTE FUNCTION recovery_code_is_used_once()
  ROW LEVEL SECURITY FORCED
  POLICY recovery_code_system AS PERMISSIVE FOR ALL TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (used_at) TO tandai_app

TABLE register_file
  id uuid NOT NULL DEFAULT gen_random_uuid()
  lender_id uuid NOT NULL
  direction text NOT NULL
  kind text NOT NULL
  name text NOT NULL
  as_of date NOT NULL
  sha256 text NOT NULL
  content text
  rows integer NOT NULL
  accepted integer NOT NULL
  made_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT register_file_pkey PRIMARY KEY (id)
  CONSTRAINT register_file_accepted_counted CHECK ((accepted >= 0))
  CONSTRAINT register_file_accepted_within_rows CHECK ((accepted <= rows))
  CONSTRAINT register_file_content_of_ours CHECK (((direction = 'OUT'::text) = (content IS NOT NULL)))
  CONSTRAINT register_file_direction_known CHECK ((direction = ANY (ARRAY['IN'::text, 'OUT'::text])))
  CONSTRAINT register_file_hash_form CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT register_file_kind_known CHECK ((kind = ANY (ARRAY['registration-receipts'::text, 'movables-register'::text, 'freeze-receipts'::text, 'exchange-register'::text, 'annotation-receipts'::text, 'certificate-register'::text, 'cancellation-receipts'::text, 'unfreeze-receipts'::text, 'registration-requests'::text, 'freeze-orders'::text, 'cancellation-requests'::text, 'unfreeze-orders'::text])))
  CONSTRAINT register_file_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT register_file_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT register_file_of_lender UNIQUE (id, lender_id)
  CONSTRAINT register_file_once UNIQUE (lender_id, kind, sha256)
  CONSTRAINT register_file_rows_counted CHECK ((rows >= 0))
  CREATE INDEX register_file_latest ON public.register_file USING btree (lender_id, kind, as_of DESC, recorded_at DESC)
  CREATE TRIGGER register_file_append_only BEFORE DELETE OR UPDATE ON register_file FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY register_file_exchanges AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (made_by = current_user_account()))
  POLICY register_file_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE register_file_row
  file_id uuid NOT NULL
  lender_id uuid NOT NULL
  no integer NOT NULL
  body jsonb NOT NULL
  outcome text NOT NULL
  pledge_id uuid
  answer jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT register_file_row_pkey PRIMARY KEY (file_id, no)
  CONSTRAINT register_file_row_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT register_file_row_no_positive CHECK ((no > 0))
  CONSTRAINT register_file_row_of_file FOREIGN KEY (file_id, lender_id) REFERENCES register_file(id, lender_id)
  CONSTRAINT register_file_row_outcome_known CHECK ((outcome = ANY (ARRAY['SENT'::text, 'KEPT'::text, 'APPLIED'::text, 'REFUSED'::text])))
  CONSTRAINT register_file_row_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CREATE TRIGGER register_file_row_append_only BEFORE DELETE OR UPDATE ON register_file_row FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY register_file_row_exchanges AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))
  POLICY register_file_row_own AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan
  id uuid NOT NULL DEFAULT gen_random_uuid()
  filing_id uuid NOT NULL
  quota_id uuid NOT NULL
  facility text NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  loan_id uuid NOT NULL
  amount numeric(20,2) NOT NULL
  rate numeric(9,6) NOT NULL
  term_months integer NOT NULL
  drawn_on date NOT NULL
  due_on date NOT NULL
  explanation jsonb NOT NULL
  drawn_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES user_account(id)
  CONSTRAINT reloan_due_after_drawn CHECK ((due_on > drawn_on))
  CONSTRAINT reloan_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES reloan_filing(id)
  CONSTRAINT reloan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT reloan_parties_key UNIQUE (id, lender_id, central_bank_id)
  CONSTRAINT reloan_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CREATE INDEX reloan_central_bank ON public.reloan USING btree (central_bank_id, recorded_at DESC, id)
  CREATE INDEX reloan_lender ON public.reloan USING btree (lender_id, recorded_at DESC, id)
  CREATE INDEX reloan_of_filing ON public.reloan USING btree (filing_id)
  CREATE INDEX reloan_of_loan ON public.reloan USING btree (loan_id)
  CREATE TRIGGER reloan_append_only BEFORE DELETE OR UPDATE ON reloan FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER reloan_begins AFTER INSERT ON reloan FOR EACH ROW EXECUTE FUNCTION reloan_begins()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (drawn_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM reloan_filing_loan f
  WHERE ((f.filing_id = reloan.filing_id) AND (f.loan_id = reloan.loan_id) AND (f.lender_id = reloan.lender_id) AND (f.central_bank_id = reloan.central_bank_id) AND f.live)))))
  POLICY reloan_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_backing
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  filing_id uuid NOT NULL
  reloan_id uuid
  proposal_id uuid
  claim uuid NOT NULL GENERATED ALWAYS AS (COALESCE(proposal_id, filing_id))
  amount numeric(20,2)
  live boolean NOT NULL DEFAULT true
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_backing_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_backing_amount_of_reloan CHECK (((reloan_id IS NULL) = (amount IS NULL)))
  CONSTRAINT reloan_backing_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_backing_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_backing_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT reloan_backing_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_backing_of_filing FOREIGN KEY (filing_id, lender_id, central_bank_id) REFERENCES reloan_filing(id, lender_id, central_bank_id)
  CONSTRAINT reloan_backing_of_loan FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT reloan_backing_of_reloan FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan(id, lender_id, central_bank_id)
  CONSTRAINT reloan_backing_one_claim EXCLUDE USING gist (loan_id WITH =, claim WITH <>) WHERE (live)
  CONSTRAINT reloan_backing_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES reloan_proposal(id)
  CREATE INDEX reloan_backing_filing ON public.reloan_backing USING btree (filing_id, loan_id)
  CREATE INDEX reloan_backing_loan ON public.reloan_backing USING btree (loan_id) WHERE live
  CREATE INDEX reloan_backing_proposal ON public.reloan_backing USING btree (proposal_id) WHERE (proposal_id IS NOT NULL)
  CREATE INDEX reloan_backing_reloan ON public.reloan_backing USING btree (reloan_id)
  CREATE UNIQUE INDEX reloan_backing_substitutes_once ON public.reloan_backing USING btree (loan_id) WHERE (live AND (proposal_id IS NOT NULL))
  ROW LEVEL SECURITY FORCED
  POLICY reloan_backing_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (reloan_id IS NOT NULL) AND (EXISTS ( SELECT 1
   FROM reloan_filing_loan f
  WHERE ((f.filing_id = reloan_backing.filing_id) AND (f.loan_id = reloan_backing.loan_id) AND (f.central_bank_id = current_organisation())))))
  POLICY reloan_backing_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_backing_lender_claims AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND live AND (reloan_id IS NULL) AND ((proposal_id IS NULL) OR (EXISTS ( SELECT 1
   FROM reloan_proposal p
  WHERE ((p.id = reloan_backing.proposal_id) AND (p.lender_id = reloan_backing.lender_id) AND (p.kind = 'SUBSTITUTION'::text) AND (p.state = 'PROPOSED'::text) AND (p.proposed_by = current_user_account())))))))
  POLICY reloan_backing_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (reloan_id, amount, live) TO tandai_app

TABLE reloan_branch_quota WITH (fillfactor=50)
  id uuid NOT NULL DEFAULT gen_random_uuid()
  facility text NOT NULL
  central_bank_id uuid NOT NULL
  parent_id uuid
  level text NOT NULL
  document_no text NOT NULL
  valid_from date NOT NULL
  valid_to date NOT NULL
  state text NOT NULL
  limit_amount numeric(20,2) NOT NULL
  allotted numeric(20,2) NOT NULL DEFAULT 0
  next_limit numeric(20,2)
  next_document_no text
  proposed_by uuid NOT NULL
  decided_by uuid
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  CONSTRAINT reloan_branch_quota_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_branch_quota_allotted_not_negative CHECK ((allotted >= (0)::numeric))
  CONSTRAINT reloan_branch_quota_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_branch_quota_change_whole CHECK (((next_limit IS NULL) = (next_document_no IS NULL)))
  CONSTRAINT reloan_branch_quota_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT reloan_branch_quota_document_key UNIQUE (central_bank_id, document_no)
  CONSTRAINT reloan_branch_quota_head_on_top CHECK (((level = 'CITY'::text) OR (parent_id IS NULL)))
  CONSTRAINT reloan_branch_quota_level_known CHECK ((level = ANY (ARRAY['HEAD'::text, 'CITY'::text])))
  CONSTRAINT reloan_branch_quota_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT reloan_branch_quota_maker_is_not_checker CHECK ((decided_by <> proposed_by))
  CONSTRAINT reloan_branch_quota_next_positive CHECK ((next_limit > (0)::numeric))
  CONSTRAINT reloan_branch_quota_not_overallotted CHECK ((allotted <= limit_amount))
  CONSTRAINT reloan_branch_quota_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES reloan_branch_quota(id)
  CONSTRAINT reloan_branch_quota_period_ordered CHECK ((valid_to >= valid_from))
  CONSTRAINT reloan_branch_quota_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_branch_quota_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACTIVE'::text, 'REJECTED'::text])))
  CREATE INDEX reloan_branch_quota_parent ON public.reloan_branch_quota USING btree (parent_id) WHERE (parent_id IS NOT NULL)
  CREATE TRIGGER reloan_branch_quota_allots AFTER INSERT OR UPDATE OF state, limit_amount, parent_id ON reloan_branch_quota FOR EACH ROW EXECUTE FUNCTION allot_from_parent()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_branch_quota_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state = 'PROPOSED'::text) AND (proposed_by = current_user_account()) AND (num_nonnulls(decided_by, next_limit) = 0) AND (allotted = (0)::numeric)))
  POLICY reloan_branch_quota_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_branch_quota_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, limit_amount, next_limit, next_document_no, proposed_by, decided_by, version, decided_at) TO tandai_app

TABLE reloan_event
  id uuid NOT NULL DEFAULT gen_random_uuid()
  reloan_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  no integer NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  amount numeric(20,2)
  body jsonb NOT NULL
  proposal_id uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_event_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_event_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_event_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_event_decided CHECK (((kind = 'overdue'::text) = (proposal_id IS NULL)))
  CONSTRAINT reloan_event_kind_known CHECK ((kind = ANY (ARRAY['returned'::text, 'extended'::text, 'substituted'::text, 'clawed-back'::text, 'overdue'::text])))
  CONSTRAINT reloan_event_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_event_money_named CHECK (((kind = ANY (ARRAY['returned'::text, 'clawed-back'::text])) = (amount IS NOT NULL)))
  CONSTRAINT reloan_event_no_key UNIQUE (reloan_id, no)
  CONSTRAINT reloan_event_no_positive CHECK ((no > 0))
  CONSTRAINT reloan_event_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan(id, lender_id, central_bank_id)
  CONSTRAINT reloan_event_of_proposal FOREIGN KEY (proposal_id, reloan_id, lender_id, central_bank_id) REFERENCES reloan_proposal(id, reloan_id, lender_id, central_bank_id)
  CONSTRAINT reloan_event_proposal_key UNIQUE (proposal_id)
  CONSTRAINT reloan_event_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE UNIQUE INDEX reloan_event_overdue_once ON public.reloan_event USING btree (reloan_id, on_date) WHERE (kind = 'overdue'::text)
  CREATE TRIGGER reloan_event_append_only BEFORE DELETE OR UPDATE ON reloan_event FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER reloan_event_moves_state AFTER INSERT ON reloan_event FOR EACH ROW EXECUTE FUNCTION reloan_event_moves_state()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_event_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK (((current_scope() = 'system'::text) AND (kind = 'overdue'::text)) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY reloan_event_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_filing
  id uuid NOT NULL DEFAULT gen_random_uuid()
  quota_id uuid NOT NULL
  facility text NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  filed_on date NOT NULL
  state text NOT NULL
  requested numeric(20,2) NOT NULL
  granted numeric(20,2)
  drawn numeric(20,2) NOT NULL DEFAULT 0
  granted_on date
  filed_by uuid NOT NULL
  reviewed_by uuid
  granted_by uuid
  review_opinion text
  grant_opinion text
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  mode text NOT NULL DEFAULT 'LEND_FIRST'::text
  backfill_days integer
  reviews integer NOT NULL DEFAULT 1
  first_reviewed_by uuid
  first_review_opinion text
  CONSTRAINT reloan_filing_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_filing_backfill_of_mode CHECK (((mode = 'BORROW_FIRST'::text) = (backfill_days IS NOT NULL)))
  CONSTRAINT reloan_filing_backfill_positive CHECK ((backfill_days > 0))
  CONSTRAINT reloan_filing_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_drawn_within_granted CHECK (((drawn >= (0)::numeric) AND (drawn <= COALESCE(granted, (0)::numeric))))
  CONSTRAINT reloan_filing_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_first_reviewed_by_fkey FOREIGN KEY (first_reviewed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_first_reviewer_apart CHECK (((first_reviewed_by <> filed_by) AND (first_reviewed_by <> reviewed_by) AND (first_reviewed_by <> granted_by)))
  CONSTRAINT reloan_filing_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_granted_within_requested CHECK (((granted IS NULL) OR ((granted > (0)::numeric) AND (granted <= requested))))
  CONSTRAINT reloan_filing_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_mode_known CHECK ((mode = ANY (ARRAY['LEND_FIRST'::text, 'BORROW_FIRST'::text])))
  CONSTRAINT reloan_filing_parties_key UNIQUE (id, lender_id, central_bank_id)
  CONSTRAINT reloan_filing_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CONSTRAINT reloan_filing_requested_positive CHECK ((requested > (0)::numeric))
  CONSTRAINT reloan_filing_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_reviewed_twice CHECK (
CASE reviews
    WHEN 2 THEN ((state <> ALL (ARRAY['FIRST_REVIEWED'::text, 'REVIEWED'::text, 'GRANTED'::text])) OR (first_reviewed_by IS NOT NULL))
    ELSE ((state <> 'FIRST_REVIEWED'::text) AND (first_reviewed_by IS NULL))
END)
  CONSTRAINT reloan_filing_reviews_known CHECK ((reviews = ANY (ARRAY[1, 2])))
  CONSTRAINT reloan_filing_state_known CHECK ((state = ANY (ARRAY['FILED'::text, 'FIRST_REVIEWED'::text, 'REVIEWED'::text, 'GRANTED'::text, 'RETURNED'::text])))
  CONSTRAINT reloan_filing_three_people CHECK ((((reviewed_by IS NULL) OR (reviewed_by <> filed_by)) AND ((granted_by IS NULL) OR ((granted_by <> filed_by) AND (granted_by <> reviewed_by)))))
  CREATE INDEX reloan_filing_central_bank ON public.reloan_filing USING btree (central_bank_id, recorded_at DESC, id)
  CREATE INDEX reloan_filing_lender ON public.reloan_filing USING btree (lender_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_filing_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_filing_lender_files AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'FILED'::text) AND (filed_by = current_user_account()) AND (num_nonnulls(granted, granted_on, first_reviewed_by, reviewed_by, granted_by, first_review_opinion, review_opinion, grant_opinion) = 0) AND (drawn = (0)::numeric) AND (EXISTS ( SELECT 1
   FROM reloan_quota q
  WHERE ((q.id = reloan_filing.quota_id) AND (q.lender_id = reloan_filing.lender_id) AND (q.central_bank_id = reloan_filing.central_bank_id))))))
  POLICY reloan_filing_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, granted, drawn, granted_on, reviewed_by, granted_by, review_opinion, grant_opinion, version, first_reviewed_by, first_review_opinion) TO tandai_app

TABLE reloan_filing_loan
  filing_id uuid NOT NULL
  loan_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  requested numeric(20,2) NOT NULL
  drawn numeric(20,2) NOT NULL DEFAULT 0
  eligibility jsonb NOT NULL
  live boolean NOT NULL DEFAULT true
  evidence_hash text
  note_due_on date
  CONSTRAINT reloan_filing_loan_pkey PRIMARY KEY (filing_id, loan_id)
  CONSTRAINT reloan_filing_loan_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_loan_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT reloan_filing_loan_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT reloan_filing_loan_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES reloan_filing(id)
  CONSTRAINT reloan_filing_loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_loan_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT reloan_filing_loan_of_parties UNIQUE (filing_id, loan_id, lender_id, central_bank_id)
  CONSTRAINT reloan_filing_loan_requested_positive CHECK ((requested > (0)::numeric))
  CREATE UNIQUE INDEX reloan_filing_loan_one_live ON public.reloan_filing_loan USING btree (loan_id) WHERE live
  CREATE TRIGGER reloan_filing_loan_claims AFTER INSERT ON reloan_filing_loan REFERENCING NEW TABLE AS filed FOR EACH STATEMENT EXECUTE FUNCTION filed_loans_are_claimed()
  CREATE TRIGGER reloan_filing_loan_frees AFTER UPDATE ON reloan_filing_loan REFERENCING OLD TABLE AS before_step NEW TABLE AS after_step FOR EACH STATEMENT EXECUTE FUNCTION freed_loans_are_not_claimed()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_filing_loan_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND live)) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_filing_loan_lender_files AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND live AND (drawn = (0)::numeric) AND (EXISTS ( SELECT 1
   FROM reloan_filing f
  WHERE ((f.id = reloan_filing_loan.filing_id) AND (f.lender_id = reloan_filing_loan.lender_id) AND (f.central_bank_id = reloan_filing_loan.central_bank_id) AND (f.state = 'FILED'::text)))) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = reloan_filing_loan.loan_id) AND (l.lender_id = reloan_filing_loan.lender_id) AND (l.enterprise_id = reloan_filing_loan.enterprise_id))))))
  POLICY reloan_filing_loan_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (drawn, live, note_due_on) TO tandai_app

TABLE reloan_finding
  id uuid NOT NULL DEFAULT gen_random_uuid()
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  month character(7) NOT NULL
  check_code text NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  severity text NOT NULL
  facts jsonb NOT NULL
  state text NOT NULL DEFAULT 'OPEN'::text
  found_on date NOT NULL
  deadline_on date NOT NULL
  clock_rule_id bigint NOT NULL
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_finding_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_finding_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_finding_check_known CHECK ((check_code = ANY (ARRAY['Q1'::text, 'Q2'::text, 'E1'::text, 'E2'::text, 'E3'::text, 'E4'::text, 'E5'::text, 'P1'::text, 'T1'::text, 'C1'::text, 'R1'::text])))
  CONSTRAINT reloan_finding_clock_rule_id_fkey FOREIGN KEY (clock_rule_id) REFERENCES rule(id)
  CONSTRAINT reloan_finding_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_finding_month_form CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
  CONSTRAINT reloan_finding_once_a_month UNIQUE (central_bank_id, month, check_code, subject_id)
  CONSTRAINT reloan_finding_parties_key UNIQUE (id, lender_id, central_bank_id)
  CONSTRAINT reloan_finding_severity_known CHECK ((severity = ANY (ARRAY['BREACH'::text, 'WARNING'::text, 'NOTE'::text])))
  CONSTRAINT reloan_finding_state_known CHECK ((state = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text, 'ACCEPTED'::text, 'REOPENED'::text])))
  CONSTRAINT reloan_finding_subject_known CHECK ((subject_kind = ANY (ARRAY['quota'::text, 'reloan'::text, 'loan'::text, 'lender'::text])))
  CREATE INDEX reloan_finding_central_bank ON public.reloan_finding USING btree (central_bank_id, recorded_at DESC, id)
  CREATE INDEX reloan_finding_lender ON public.reloan_finding USING btree (lender_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_finding_found AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) AND (state = 'OPEN'::text))
  POLICY reloan_finding_moves AS PERMISSIVE FOR UPDATE TO public USING (((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = ANY (ARRAY['OPEN'::text, 'REOPENED'::text]))) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state = 'ANSWERED'::text))) WITH CHECK (((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'ANSWERED'::text)) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state = ANY (ARRAY['ACCEPTED'::text, 'REOPENED'::text]))))
  POLICY reloan_finding_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, deadline_on, clock_rule_id, version) TO tandai_app

TABLE reloan_finding_step
  id uuid NOT NULL DEFAULT gen_random_uuid()
  finding_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  no integer NOT NULL
  state text NOT NULL
  on_date date NOT NULL
  opinion text NOT NULL
  evidence_hash text
  taken_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_finding_step_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_finding_step_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_finding_step_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT reloan_finding_step_key UNIQUE (finding_id, no)
  CONSTRAINT reloan_finding_step_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_finding_step_no_positive CHECK ((no > 0))
  CONSTRAINT reloan_finding_step_of_finding FOREIGN KEY (finding_id, lender_id, central_bank_id) REFERENCES reloan_finding(id, lender_id, central_bank_id)
  CONSTRAINT reloan_finding_step_state_known CHECK ((state = ANY (ARRAY['ANSWERED'::text, 'ACCEPTED'::text, 'REOPENED'::text])))
  CONSTRAINT reloan_finding_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES user_account(id)
  CREATE TRIGGER reloan_finding_step_append_only BEFORE DELETE OR UPDATE ON reloan_finding_step FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_finding_step_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((taken_by = current_user_account()) AND (((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'ANSWERED'::text)) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state <> 'ANSWERED'::text))))
  POLICY reloan_finding_step_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_interest_fact
  id uuid NOT NULL DEFAULT gen_random_uuid()
  reloan_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  amount numeric(20,2) NOT NULL
  document text NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_interest_fact_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_interest_fact_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_interest_fact_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_interest_fact_document_named CHECK ((document <> ''::text))
  CONSTRAINT reloan_interest_fact_kind_known CHECK ((kind = ANY (ARRAY['unpaid'::text, 'paid'::text])))
  CONSTRAINT reloan_interest_fact_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_interest_fact_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT reloan_interest_fact_reloan_id_fkey FOREIGN KEY (reloan_id) REFERENCES reloan(id)
  CREATE INDEX reloan_interest_fact_of_reloan ON public.reloan_interest_fact USING btree (reloan_id, on_date, recorded_at)
  CREATE UNIQUE INDEX reloan_interest_fact_unpaid_once ON public.reloan_interest_fact USING btree (reloan_id, on_date) WHERE (kind = 'unpaid'::text)
  CREATE TRIGGER reloan_interest_fact_append_only BEFORE DELETE OR UPDATE ON reloan_interest_fact FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_interest_fact_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (recorded_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM reloan r
  WHERE ((r.id = reloan_interest_fact.reloan_id) AND (r.central_bank_id = reloan_interest_fact.central_bank_id) AND (r.lender_id = reloan_interest_fact.lender_id)))))
  POLICY reloan_interest_fact_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_mirror_account
  lender_code text NOT NULL
  branch_code text NOT NULL
  CONSTRAINT reloan_mirror_account_pkey PRIMARY KEY (lender_code)
  CONSTRAINT reloan_mirror_account_branch_code_key UNIQUE (branch_code)
  GRANT SELECT TO tandai_app

TABLE reloan_note
  filing_id uuid NOT NULL
  loan_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  disbursement_id uuid NOT NULL
  note_no text NOT NULL
  disbursed_on date NOT NULL
  due_on date NOT NULL
  filled_on date NOT NULL
  late boolean NOT NULL GENERATED ALWAYS AS (((disbursed_on > due_on) OR (filled_on > due_on)))
  evidence_hash text NOT NULL
  filled_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_note_pkey PRIMARY KEY (filing_id, loan_id)
  CONSTRAINT reloan_note_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_note_disbursement_id_fkey FOREIGN KEY (disbursement_id) REFERENCES disbursement(id)
  CONSTRAINT reloan_note_disbursement_key UNIQUE (disbursement_id)
  CONSTRAINT reloan_note_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT reloan_note_filled_by_fkey FOREIGN KEY (filled_by) REFERENCES user_account(id)
  CONSTRAINT reloan_note_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_note_not_before_payment CHECK ((filled_on >= disbursed_on))
  CONSTRAINT reloan_note_of_row FOREIGN KEY (filing_id, loan_id, lender_id, central_bank_id) REFERENCES reloan_filing_loan(filing_id, loan_id, lender_id, central_bank_id)
  CREATE TRIGGER reloan_note_append_only BEFORE DELETE OR UPDATE ON reloan_note FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_note_lender_fills AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (filled_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM disbursement d
  WHERE ((d.id = reloan_note.disbursement_id) AND (d.loan_id = reloan_note.loan_id) AND (d.lender_id = reloan_note.lender_id))))))
  POLICY reloan_note_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_project
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  name text NOT NULL
  field text NOT NULL
  investment numeric(20,2) NOT NULL
  annual_reduction_t numeric(20,6) NOT NULL
  verified_by text
  document text NOT NULL
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_project_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_project_document_named CHECK ((document <> ''::text))
  CONSTRAINT reloan_project_field_known CHECK ((field = ANY (ARRAY['clean-energy'::text, 'energy-saving-and-environment'::text, 'carbon-reduction-technology'::text])))
  CONSTRAINT reloan_project_investment_positive CHECK ((investment > (0)::numeric))
  CONSTRAINT reloan_project_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_project_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT reloan_project_named CHECK ((name <> ''::text))
  CONSTRAINT reloan_project_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT reloan_project_reduction_not_negative CHECK ((annual_reduction_t >= (0)::numeric))
  CREATE INDEX reloan_project_of_loan ON public.reloan_project USING btree (loan_id, recorded_at DESC, id)
  CREATE TRIGGER reloan_project_append_only BEFORE DELETE OR UPDATE ON reloan_project FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_project_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (recorded_by = current_user_account()) AND (EXISTS ( SELECT 1
   FROM loan l
  WHERE ((l.id = reloan_project.loan_id) AND (l.lender_id = reloan_project.lender_id)))))
  POLICY reloan_project_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM reloan r
  WHERE ((r.loan_id = reloan_project.loan_id) AND (r.central_bank_id = current_organisation()))))))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_proposal
  id uuid NOT NULL DEFAULT gen_random_uuid()
  reloan_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  kind text NOT NULL
  on_date date NOT NULL
  amount numeric(20,2)
  body jsonb NOT NULL
  reason text NOT NULL
  evidence_hash text
  state text NOT NULL DEFAULT 'PROPOSED'::text
  proposed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_by uuid
  decided_at timestamp with time zone
  opinion text
  version integer NOT NULL DEFAULT 1
  CONSTRAINT reloan_proposal_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_proposal_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_proposal_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_proposal_clawback_founded CHECK (((kind <> 'CLAWBACK'::text) OR ((evidence_hash IS NOT NULL) AND (body ? 'reasonCode'::text))))
  CONSTRAINT reloan_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT reloan_proposal_decision_whole CHECK ((num_nonnulls(decided_by, decided_at, opinion) =
CASE state
    WHEN 'PROPOSED'::text THEN 0
    ELSE 3
END))
  CONSTRAINT reloan_proposal_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT reloan_proposal_kind_known CHECK ((kind = ANY (ARRAY['RETURN'::text, 'EXTENSION'::text, 'SUBSTITUTION'::text, 'CLAWBACK'::text])))
  CONSTRAINT reloan_proposal_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_proposal_money_named CHECK (((kind = ANY (ARRAY['RETURN'::text, 'CLAWBACK'::text])) = (amount IS NOT NULL)))
  CONSTRAINT reloan_proposal_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan(id, lender_id, central_bank_id)
  CONSTRAINT reloan_proposal_parties_key UNIQUE (id, reloan_id, lender_id, central_bank_id)
  CONSTRAINT reloan_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_proposal_second_person CHECK ((decided_by <> proposed_by))
  CONSTRAINT reloan_proposal_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE INDEX reloan_proposal_central_bank ON public.reloan_proposal USING btree (central_bank_id, recorded_at DESC, id)
  CREATE INDEX reloan_proposal_lender ON public.reloan_proposal USING btree (lender_id, recorded_at DESC, id)
  CREATE UNIQUE INDEX reloan_proposal_one_open ON public.reloan_proposal USING btree (reloan_id, ((kind = 'CLAWBACK'::text))) WHERE (state = 'PROPOSED'::text)
  CREATE INDEX reloan_proposal_reloan ON public.reloan_proposal USING btree (reloan_id, recorded_at)
  CREATE TRIGGER reloan_proposal_decided_once BEFORE UPDATE ON reloan_proposal FOR EACH ROW EXECUTE FUNCTION reloan_proposal_decided_once()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_proposal_decide AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())) WITH CHECK ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state <> 'PROPOSED'::text) AND (decided_by = current_user_account()))
  POLICY reloan_proposal_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_proposal_propose AS PERMISSIVE FOR INSERT TO public WITH CHECK ((state = 'PROPOSED'::text) AND (proposed_by = current_user_account()) AND (num_nonnulls(decided_by, decided_at, opinion) = 0) AND (((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (kind <> 'CLAWBACK'::text)) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (kind = 'CLAWBACK'::text))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, decided_at, opinion, version) TO tandai_app

TABLE reloan_quota WITH (fillfactor=50)
  id uuid NOT NULL DEFAULT gen_random_uuid()
  facility text NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  document_no text NOT NULL
  valid_from date NOT NULL
  valid_to date NOT NULL
  state text NOT NULL
  limit_amount numeric(20,2) NOT NULL
  reserved numeric(20,2) NOT NULL DEFAULT 0
  drawn numeric(20,2) NOT NULL DEFAULT 0
  proposed_by uuid NOT NULL
  decided_by uuid
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  revolves boolean NOT NULL DEFAULT true
  parent_id uuid
  CONSTRAINT reloan_quota_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_document_key UNIQUE (central_bank_id, document_no)
  CONSTRAINT reloan_quota_drawn_not_negative CHECK ((drawn >= (0)::numeric))
  CONSTRAINT reloan_quota_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_limit_positive CHECK (((limit_amount > (0)::numeric) OR ((limit_amount = (0)::numeric) AND (state = 'ACTIVE'::text))))
  CONSTRAINT reloan_quota_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
  CONSTRAINT reloan_quota_not_overdrawn CHECK (((reserved + drawn) <= limit_amount))
  CONSTRAINT reloan_quota_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES reloan_branch_quota(id)
  CONSTRAINT reloan_quota_period_ordered CHECK ((valid_to >= valid_from))
  CONSTRAINT reloan_quota_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_reserved_not_negative CHECK ((reserved >= (0)::numeric))
  CONSTRAINT reloan_quota_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACTIVE'::text, 'REJECTED'::text])))
  CREATE INDEX reloan_quota_lender ON public.reloan_quota USING btree (lender_id)
  CREATE INDEX reloan_quota_parent ON public.reloan_quota USING btree (parent_id) WHERE (parent_id IS NOT NULL)
  CREATE TRIGGER reloan_quota_allots AFTER INSERT OR UPDATE OF state, limit_amount, parent_id ON reloan_quota FOR EACH ROW EXECUTE FUNCTION allot_from_parent()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state = 'PROPOSED'::text) AND (proposed_by = current_user_account()) AND (decided_by IS NULL) AND (reserved = (0)::numeric) AND (drawn = (0)::numeric)))
  POLICY reloan_quota_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_quota_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, limit_amount, reserved, drawn, decided_by, version, decided_at) TO tandai_app

TABLE reloan_quota_change
  id uuid NOT NULL DEFAULT gen_random_uuid()
  quota_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  limit_amount numeric(20,2) NOT NULL
  document_no text NOT NULL
  effective_on date NOT NULL
  state text NOT NULL
  proposed_by uuid NOT NULL
  decided_by uuid
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  CONSTRAINT reloan_quota_change_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_change_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_change_document_key UNIQUE (central_bank_id, document_no)
  CONSTRAINT reloan_quota_change_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_change_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT reloan_quota_change_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
  CONSTRAINT reloan_quota_change_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_change_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CONSTRAINT reloan_quota_change_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE INDEX reloan_quota_change_quota ON public.reloan_quota_change USING btree (quota_id, recorded_at)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_change_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (state = 'PROPOSED'::text) AND (proposed_by = current_user_account()) AND (decided_by IS NULL)))
  POLICY reloan_quota_change_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_quota_change_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, version, decided_at) TO tandai_app

TABLE reloan_quota_movement
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  quota_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  kind text NOT NULL
  amount numeric(20,2) NOT NULL
  moved_on date NOT NULL
  subject_id uuid NOT NULL
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_quota_movement_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_movement_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_quota_movement_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_movement_kind_known CHECK ((kind = ANY (ARRAY['GRANTED'::text, 'REDUCED'::text, 'RESERVED'::text, 'RELEASED'::text, 'DRAWN'::text, 'RETURNED'::text])))
  CONSTRAINT reloan_quota_movement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_movement_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CONSTRAINT reloan_quota_movement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX reloan_quota_movement_days ON public.reloan_quota_movement USING btree (quota_id, moved_on)
  CREATE INDEX reloan_quota_movement_instants ON public.reloan_quota_movement USING btree (quota_id, recorded_at)
  CREATE INDEX reloan_quota_movement_quota ON public.reloan_quota_movement USING btree (quota_id, id)
  CREATE TRIGGER reloan_quota_movement_append_only BEFORE DELETE OR UPDATE ON reloan_quota_movement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_movement_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_quota_movement_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_quota_snapshot
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  quota_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  on_day date NOT NULL
  no integer NOT NULL
  limit_amount numeric(20,2) NOT NULL
  reserved numeric(20,2) NOT NULL
  drawn numeric(20,2) NOT NULL
  available numeric(20,2) NOT NULL GENERATED ALWAYS AS (((limit_amount - reserved) - drawn))
  known_at timestamp with time zone NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_quota_snapshot_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_snapshot_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_snapshot_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT reloan_quota_snapshot_knows_the_past CHECK ((known_at <= recorded_at))
  CONSTRAINT reloan_quota_snapshot_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_snapshot_no_positive CHECK ((no > 0))
  CONSTRAINT reloan_quota_snapshot_once UNIQUE (quota_id, on_day, no)
  CONSTRAINT reloan_quota_snapshot_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CREATE INDEX reloan_quota_snapshot_nearest ON public.reloan_quota_snapshot USING btree (quota_id, on_day DESC, known_at DESC)
  CREATE TRIGGER reloan_quota_snapshot_append_only BEFORE DELETE OR UPDATE ON reloan_quota_snapshot FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_snapshot_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY reloan_quota_snapshot_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_row_opinion
  filing_id uuid NOT NULL
  loan_id uuid NOT NULL
  review integer NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  verdict text NOT NULL
  opinion text NOT NULL
  given_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT reloan_row_opinion_pkey PRIMARY KEY (filing_id, loan_id, review)
  CONSTRAINT reloan_row_opinion_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_row_opinion_given_by_fkey FOREIGN KEY (given_by) REFERENCES user_account(id)
  CONSTRAINT reloan_row_opinion_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_row_opinion_of_row FOREIGN KEY (filing_id, loan_id, lender_id, central_bank_id) REFERENCES reloan_filing_loan(filing_id, loan_id, lender_id, central_bank_id)
  CONSTRAINT reloan_row_opinion_review_known CHECK ((review = ANY (ARRAY[1, 2])))
  CONSTRAINT reloan_row_opinion_said CHECK ((btrim(opinion) <> ''::text))
  CONSTRAINT reloan_row_opinion_verdict_known CHECK ((verdict = ANY (ARRAY['PASS'::text, 'RETURN'::text])))
  CREATE TRIGGER reloan_row_opinion_append_only BEFORE DELETE OR UPDATE ON reloan_row_opinion FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_row_opinion_branch_gives AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()) AND (given_by = current_user_account())))
  POLICY reloan_row_opinion_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE reloan_state WITH (fillfactor=50)
  reloan_id uuid NOT NULL
  quota_id uuid NOT NULL
  central_bank_id uuid NOT NULL
  lender_id uuid NOT NULL
  balance numeric(20,2) NOT NULL
  due_on date NOT NULL
  term_months integer NOT NULL
  rate numeric(9,6) NOT NULL
  extensions integer NOT NULL DEFAULT 0
  state text NOT NULL
  last_no integer NOT NULL DEFAULT 0
  version integer NOT NULL DEFAULT 1
  CONSTRAINT reloan_state_pkey PRIMARY KEY (reloan_id)
  CONSTRAINT reloan_state_balance_not_negative CHECK ((balance >= (0)::numeric))
  CONSTRAINT reloan_state_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_state_ended_owes_nothing CHECK (((balance = (0)::numeric) = (state = ANY (ARRAY['REPAID'::text, 'CLAWED_BACK'::text]))))
  CONSTRAINT reloan_state_known CHECK ((state = ANY (ARRAY['LIVE'::text, 'OVERDUE'::text, 'REPAID'::text, 'CLAWED_BACK'::text])))
  CONSTRAINT reloan_state_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_state_of_parties FOREIGN KEY (reloan_id, lender_id, central_bank_id) REFERENCES reloan(id, lender_id, central_bank_id)
  CONSTRAINT reloan_state_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CREATE INDEX reloan_state_live ON public.reloan_state USING btree (central_bank_id, lender_id, due_on) WHERE (balance > (0)::numeric)
  CREATE INDEX reloan_state_quota ON public.reloan_state USING btree (quota_id) WHERE (balance > (0)::numeric)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_state_branch_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_state_branch_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  POLICY reloan_state_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (balance, due_on, term_months, rate, extensions, state, last_no, version) TO tandai_app

TABLE repricing_plan
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  contract_no text NOT NULL
  product text NOT NULL
  amount numeric(20,2) NOT NULL
  tenor_months integer NOT NULL
  signed_on date NOT NULL
  policy text NOT NULL
  policy_rule jsonb
  priced_on date NOT NULL
  priced_known_at timestamp with time zone NOT NULL
  quoted_grade text NOT NULL
  by_hand_bp numeric(8,4) NOT NULL
  rate numeric(9,6) NOT NULL
  reference_rate numeric(9,6) NOT NULL
  ends_on date NOT NULL
  test_days date[] NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT repricing_plan_pkey PRIMARY KEY (loan_id)
  CONSTRAINT repricing_plan_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CREATE INDEX repricing_plan_borrower ON public.repricing_plan USING btree (enterprise_id)
  CREATE INDEX repricing_plan_recorded ON public.repricing_plan USING btree (recorded_at)
  ROW LEVEL SECURITY FORCED
  POLICY repricing_plan_auditor AS PERMISSIVE FOR SELECT TO public USING (current_scope() = 'auditor'::text)
  POLICY repricing_plan_lender AS PERMISSIVE FOR ALL TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE resource_registration
  id uuid NOT NULL DEFAULT gen_random_uuid()
  operator_id uuid NOT NULL
  bureau_id uuid NOT NULL
  name text NOT NULL
  fields text[] NOT NULL
  code text
  coded_on date
  ends_on date
  state text NOT NULL DEFAULT 'APPLIED'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT resource_registration_pkey PRIMARY KEY (id)
  CONSTRAINT resource_registration_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES organisation(id)
  CONSTRAINT resource_registration_code_key UNIQUE (code)
  CONSTRAINT resource_registration_coded_has_code CHECK (((state <> ALL (ARRAY['CODED'::text, 'CHANGED'::text, 'CORRECTED'::text])) OR (code IS NOT NULL)))
  CONSTRAINT resource_registration_coded_whole CHECK ((num_nonnulls(code, coded_on, ends_on) = ANY (ARRAY[0, 3])))
  CONSTRAINT resource_registration_has_fields CHECK ((cardinality(fields) > 0))
  CONSTRAINT resource_registration_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES organisation(id)
  CONSTRAINT resource_registration_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT resource_registration_term CHECK ((ends_on > coded_on))
  ROW LEVEL SECURITY FORCED
  POLICY resource_registration_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((operator_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY resource_registration_code AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'steward'::text) AND (bureau_id = current_organisation())) WITH CHECK ((current_scope() = 'steward'::text) AND (bureau_id = current_organisation()))
  POLICY resource_registration_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (operator_id = current_organisation()) OR sees_subject('resource_registration'::text, id) OR ((code IS NOT NULL) AND (current_organisation() IS NOT NULL)))
  POLICY resource_registration_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (code, coded_on, ends_on, state) TO tandai_app

TABLE rule
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  table_name text NOT NULL
  key text NOT NULL
  valid_from date NOT NULL
  valid_to date
  published_on date
  source text NOT NULL
  status text NOT NULL
  body jsonb NOT NULL
  content_hash text NOT NULL
  entered_by uuid
  approved_by uuid
  known_from timestamp with time zone NOT NULL DEFAULT recording_instant()
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  proposal_id uuid
  CONSTRAINT rule_pkey PRIMARY KEY (id)
  CONSTRAINT rule_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES user_account(id)
  CONSTRAINT rule_content_key UNIQUE (table_name, content_hash)
  CONSTRAINT rule_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES user_account(id)
  CONSTRAINT rule_maker_is_not_checker CHECK (((entered_by IS NULL) OR (approved_by IS DISTINCT FROM entered_by)))
  CONSTRAINT rule_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT rule_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES rule_proposal(id)
  CONSTRAINT rule_status_known CHECK ((status = ANY (ARRAY['confirmed'::text, 'secondary'::text, 'recalled'::text, 'derived'::text, 'assumption'::text, 'unknown'::text, 'given'::text])))
  CREATE INDEX rule_in_force ON public.rule USING btree (table_name, key, valid_from)
  CREATE INDEX rule_of_proposal ON public.rule USING btree (proposal_id) WHERE (proposal_id IS NOT NULL)
  CREATE TRIGGER rule_append_only BEFORE DELETE OR UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rule_publish AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text])) AND (entered_by IS NOT NULL) AND (approved_by = current_user_account())))
  POLICY rule_read AS PERMISSIVE FOR SELECT TO public USING true
  GRANT INSERT, SELECT TO tandai_app

TABLE rule_proposal
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  table_name text NOT NULL
  key text NOT NULL
  valid_from date NOT NULL
  valid_to date
  source text NOT NULL
  status text NOT NULL
  body jsonb NOT NULL
  state text NOT NULL DEFAULT 'PROPOSED'::text
  entered_by uuid NOT NULL
  decided_by uuid
  rule_id bigint
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  opinion text
  CONSTRAINT rule_proposal_pkey PRIMARY KEY (id)
  CONSTRAINT rule_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT rule_proposal_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES user_account(id)
  CONSTRAINT rule_proposal_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> entered_by)))
  CONSTRAINT rule_proposal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT rule_proposal_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id)
  CONSTRAINT rule_proposal_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE TRIGGER rule_proposal_decided_as_worded BEFORE UPDATE ON rule_proposal FOR EACH ROW EXECUTE FUNCTION decided_as_worded()
  ROW LEVEL SECURITY FORCED
  POLICY rule_proposal_city_maker AS RESTRICTIVE FOR INSERT TO public WITH CHECK ((NOT is_city_rule(table_name, key)) OR (current_scope() = 'steward'::text))
  POLICY rule_proposal_city_read AS PERMISSIVE FOR SELECT TO public USING (is_city_rule(table_name, key) AND (current_scope() = ANY (ARRAY['steward'::text, 'central-bank'::text])))
  POLICY rule_proposal_make AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text])) AND (organisation_id = current_organisation()) AND (entered_by = current_user_account()) AND (state = 'PROPOSED'::text) AND (num_nonnulls(decided_by, decided_at, rule_id, opinion) = 0))
  POLICY rule_proposal_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  POLICY rule_proposal_revise_or_decide AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text])) AND ((organisation_id = current_organisation()) OR (is_city_rule(table_name, key) AND (current_scope() = 'central-bank'::text)))) WITH CHECK
CASE state
    WHEN 'PROPOSED'::text THEN ((entered_by = current_user_account()) AND (num_nonnulls(decided_by, decided_at, rule_id, opinion) = 0))
    ELSE ((decided_by = current_user_account()) AND ((NOT is_city_rule(table_name, key)) OR (current_scope() = 'central-bank'::text)))
END
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (key, valid_from, valid_to, source, status, body, state, decided_by, rule_id, version, decided_at, opinion) TO tandai_app

TABLE saving_issue
  id uuid NOT NULL DEFAULT gen_random_uuid()
  number text NOT NULL
  organisation_id uuid NOT NULL
  from_on date NOT NULL
  to_on date NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  document text NOT NULL
  document_hash text NOT NULL
  restates uuid
  made_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT saving_issue_pkey PRIMARY KEY (id)
  CONSTRAINT saving_issue_hash_is_of_document CHECK ((document_hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text)))
  CONSTRAINT saving_issue_known_before CHECK ((known_at <= recorded_at))
  CONSTRAINT saving_issue_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT saving_issue_number_form CHECK ((number ~ '^JXRL-\d{4}-\d{4,}$'::text))
  CONSTRAINT saving_issue_number_key UNIQUE (number)
  CONSTRAINT saving_issue_of_maker UNIQUE (id, organisation_id, made_by)
  CONSTRAINT saving_issue_of_period UNIQUE (id, organisation_id, from_on, to_on)
  CONSTRAINT saving_issue_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT saving_issue_period_ordered CHECK ((from_on <= to_on))
  CONSTRAINT saving_issue_restates_own FOREIGN KEY (restates, organisation_id, from_on, to_on) REFERENCES saving_issue(id, organisation_id, from_on, to_on)
  CREATE INDEX saving_issue_newest ON public.saving_issue USING btree (organisation_id, recorded_at DESC, id DESC)
  CREATE TRIGGER saving_issue_append_only BEFORE DELETE OR UPDATE ON saving_issue FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY saving_issue_prepare AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['lender'::text, 'central-bank'::text, 'steward'::text])) AND (organisation_id = current_organisation()) AND (made_by = current_user_account()))
  POLICY saving_issue_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = ANY (ARRAY['lender'::text, 'central-bank'::text, 'steward'::text])) AND (organisation_id = current_organisation())) OR ((current_scope() = ANY (ARRAY['central-bank'::text, 'steward'::text])) AND issued_for_the_city(organisation_id)))
  GRANT INSERT, SELECT TO tandai_app

TABLE saving_issue_decision
  issue_id uuid NOT NULL
  organisation_id uuid NOT NULL
  made_by uuid NOT NULL
  decision text NOT NULL
  opinion text NOT NULL
  restates uuid
  decided_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT saving_issue_decision_pkey PRIMARY KEY (issue_id)
  CONSTRAINT saving_issue_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT saving_issue_decision_has_opinion CHECK ((opinion ~ '\S'::text))
  CONSTRAINT saving_issue_decision_known CHECK ((decision = ANY (ARRAY['SIGNED'::text, 'RETURNED'::text])))
  CONSTRAINT saving_issue_decision_of_issue FOREIGN KEY (issue_id, organisation_id, made_by) REFERENCES saving_issue(id, organisation_id, made_by)
  CONSTRAINT saving_issue_second_person CHECK ((decided_by <> made_by))
  CREATE UNIQUE INDEX saving_issue_restated_once ON public.saving_issue_decision USING btree (restates) WHERE (decision = 'SIGNED'::text)
  CREATE TRIGGER saving_issue_decision_append_only BEFORE DELETE OR UPDATE ON saving_issue_decision FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER saving_issue_signed_over BEFORE INSERT ON saving_issue_decision FOR EACH ROW EXECUTE FUNCTION saving_issue_signed_over()
  ROW LEVEL SECURITY FORCED
  POLICY saving_issue_decide AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['lender'::text, 'central-bank'::text, 'steward'::text])) AND (organisation_id = current_organisation()) AND (decided_by = current_user_account()))
  POLICY saving_issue_decision_read AS PERMISSIVE FOR SELECT TO public USING (EXISTS ( SELECT 1
   FROM saving_issue i
  WHERE (i.id = saving_issue_decision.issue_id)))
  GRANT INSERT, SELECT TO tandai_app

TABLE scenario_authorisation
  id uuid NOT NULL DEFAULT gen_random_uuid()
  grant_id uuid NOT NULL
  bureau_id uuid NOT NULL
  operator_id uuid NOT NULL
  source_id uuid NOT NULL
  developer_id uuid NOT NULL
  scenario text NOT NULL
  version integer NOT NULL
  purpose text NOT NULL
  fields text[] NOT NULL
  valid_from date NOT NULL
  ends_on date NOT NULL
  arbitration_clause boolean NOT NULL
  state text NOT NULL DEFAULT 'DRAFT'::text
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT scenario_authorisation_pkey PRIMARY KEY (id)
  CONSTRAINT scenario_authorisation_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES organisation(id)
  CONSTRAINT scenario_authorisation_developer_id_fkey FOREIGN KEY (developer_id) REFERENCES enterprise(id)
  CONSTRAINT scenario_authorisation_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES operator_grant(id)
  CONSTRAINT scenario_authorisation_has_fields CHECK ((cardinality(fields) > 0))
  CONSTRAINT scenario_authorisation_no_overlap EXCLUDE USING gist (scenario WITH =, developer_id WITH =, daterange(valid_from, ends_on) WITH &&) WHERE ((state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text])))
  CONSTRAINT scenario_authorisation_once UNIQUE (scenario, developer_id, version)
  CONSTRAINT scenario_authorisation_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES organisation(id)
  CONSTRAINT scenario_authorisation_operator_is_another CHECK ((developer_id <> operator_id))
  CONSTRAINT scenario_authorisation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT scenario_authorisation_source_id_fkey FOREIGN KEY (source_id) REFERENCES organisation(id)
  CONSTRAINT scenario_authorisation_term CHECK ((ends_on > valid_from))
  CONSTRAINT scenario_authorisation_version_positive CHECK ((version >= 1))
  CREATE TRIGGER scenario_authorisation_in_chain BEFORE INSERT ON scenario_authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_in_chain()
  CREATE TRIGGER scenario_authorisation_left BEFORE UPDATE ON scenario_authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_left()
  ROW LEVEL SECURITY FORCED
  POLICY scenario_authorisation_apply AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((developer_id = current_organisation()) AND (recorded_by = current_user_account())))
  POLICY scenario_authorisation_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (developer_id = current_organisation()) OR sees_subject('scenario_authorisation'::text, id) OR ((current_scope() = 'lender'::text) AND (consent_in_force(developer_id, current_organisation()) OR (EXISTS ( SELECT 1
   FROM (data_product p
     JOIN pledge g ON ((g.data_product_id = p.id)))
  WHERE (p.authorisation_id = scenario_authorisation.id))))))
  POLICY scenario_authorisation_state AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state) TO tandai_app

TABLE schema_migration
  version integer NOT NULL
  name text NOT NULL
  sha256 text NOT NULL
  applied_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT schema_migration_pk PRIMARY KEY (version)

TABLE second_factor
  id uuid NOT NULL DEFAULT gen_random_uuid()
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  begun_at timestamp with time zone NOT NULL DEFAULT now()
  confirmed_at timestamp with time zone
  ended_at timestamp with time zone
  ended_by uuid
  end_reason text
  CONSTRAINT second_factor_pkey PRIMARY KEY (id)
  CONSTRAINT second_factor_end_whole CHECK (((ended_at IS NULL) = (end_reason IS NULL)))
  CONSTRAINT second_factor_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES user_account(id)
  CONSTRAINT second_factor_in_organisation UNIQUE (id, organisation_id)
  CONSTRAINT second_factor_of_user FOREIGN KEY (user_id, organisation_id) REFERENCES user_account(id, organisation_id)
  CONSTRAINT second_factor_reset_by_another CHECK ((ended_by IS DISTINCT FROM user_id))
  CREATE UNIQUE INDEX second_factor_one_open ON public.second_factor USING btree (user_id) WHERE (ended_at IS NULL)
  CREATE TRIGGER second_factor_forgotten AFTER UPDATE OF ended_at ON second_factor FOR EACH ROW WHEN (new.ended_at IS NOT NULL) EXECUTE FUNCTION forget_second_factor()
  ROW LEVEL SECURITY FORCED
  POLICY second_factor_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY second_factor_change AS PERMISSIVE FOR UPDATE TO public USING security_reaches(organisation_id) WITH CHECK ((current_scope() = 'system'::text) OR (security_reaches(organisation_id) AND (ended_at IS NOT NULL) AND (ended_by = current_user_account())))
  POLICY second_factor_read AS PERMISSIVE FOR SELECT TO public USING (security_reaches(organisation_id) OR (current_scope() = ANY (ARRAY['administrator'::text, 'audit'::text])) OR (user_id = current_user_account()))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (confirmed_at, ended_at, ended_by, end_reason) TO tandai_app

TABLE second_factor_secret
  second_factor_id uuid NOT NULL
  organisation_id uuid NOT NULL
  key_id text NOT NULL
  nonce bytea NOT NULL
  ciphertext bytea NOT NULL
  tag bytea NOT NULL
  CONSTRAINT second_factor_secret_pkey PRIMARY KEY (second_factor_id)
  CONSTRAINT second_factor_secret_nonce_whole CHECK ((octet_length(nonce) = 12))
  CONSTRAINT second_factor_secret_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor(id, organisation_id)
  CONSTRAINT second_factor_secret_tag_whole CHECK ((octet_length(tag) = 16))
  ROW LEVEL SECURITY FORCED
  POLICY second_factor_secret_system AS PERMISSIVE FOR ALL TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT DELETE, INSERT, SELECT TO tandai_app
  GRANT UPDATE (key_id, nonce, ciphertext, tag) TO tandai_app

TABLE second_factor_use
  second_factor_id uuid NOT NULL
  organisation_id uuid NOT NULL
  step bigint NOT NULL
  used_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT second_factor_code_once PRIMARY KEY (second_factor_id, step)
  CONSTRAINT second_factor_use_of_factor FOREIGN KEY (second_factor_id, organisation_id) REFERENCES second_factor(id, organisation_id)
  CREATE TRIGGER second_factor_use_append_only BEFORE DELETE OR UPDATE ON second_factor_use FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY second_factor_use_system AS PERMISSIVE FOR ALL TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT INSERT, SELECT TO tandai_app

VIEW secured_loan WITH (security_invoker=true)
  loan_id uuid
  lender_id uuid
  enterprise_id uuid
  base_id uuid
  pledge_id uuid
   SELECT id AS loan_id,
    lender_id,
    enterprise_id,
    pledge_id AS base_id,
    pledge_id
   FROM loan l
  WHERE pledge_id IS NOT NULL AND NOT (EXISTS ( SELECT 1
           FROM loan_collateral r
          WHERE loan_id = id AND replaces = pledge_id))
UNION ALL
 SELECT loan_id,
    lender_id,
    enterprise_id,
    pledge_id AS base_id,
    pledge_id
   FROM loan_collateral c
     JOIN loan l ON id = loan_id
  WHERE NOT (EXISTS ( SELECT 1
           FROM loan_collateral r
          WHERE loan_id = loan_id AND replaces = pledge_id));
  GRANT SELECT TO tandai_app

TABLE servicing_request
  id uuid NOT NULL DEFAULT gen_random_uuid()
  loan_id uuid NOT NULL
  lender_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  kind text NOT NULL
  body jsonb NOT NULL
  reason text NOT NULL
  evidence_hash text
  state text NOT NULL DEFAULT 'PROPOSED'::text
  proposed_by uuid NOT NULL
  business_date date NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_by uuid
  decided_at timestamp with time zone
  opinion text
  event_id uuid
  version integer NOT NULL DEFAULT 1
  CONSTRAINT servicing_request_pkey PRIMARY KEY (id)
  CONSTRAINT servicing_request_approved_has_event CHECK (((state = 'APPROVED'::text) = (event_id IS NOT NULL)))
  CONSTRAINT servicing_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT servicing_request_decision_whole CHECK ((((state = 'PROPOSED'::text) = (num_nonnulls(decided_by, decided_at, opinion) = 0)) AND (num_nonnulls(decided_by, decided_at, opinion) = ANY (ARRAY[0, 3]))))
  CONSTRAINT servicing_request_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT servicing_request_event_key UNIQUE (event_id)
  CONSTRAINT servicing_request_event_of_loan FOREIGN KEY (event_id, loan_id) REFERENCES loan_event(id, loan_id)
  CONSTRAINT servicing_request_evidence_hash_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT servicing_request_kind_known CHECK ((kind = ANY (ARRAY['pause'::text, 'restructure'::text, 'misuse'::text, 'misuse-cleared'::text, 'write-off'::text, 'reversal'::text])))
  CONSTRAINT servicing_request_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT servicing_request_of_parties FOREIGN KEY (loan_id, lender_id, enterprise_id) REFERENCES loan(id, lender_id, enterprise_id)
  CONSTRAINT servicing_request_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT servicing_request_second_person CHECK ((decided_by <> proposed_by))
  CONSTRAINT servicing_request_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  CREATE INDEX servicing_request_lender ON public.servicing_request USING btree (lender_id, recorded_at DESC, id DESC)
  CREATE INDEX servicing_request_loan ON public.servicing_request USING btree (loan_id, recorded_at DESC, id)
  CREATE INDEX servicing_request_open ON public.servicing_request USING btree (lender_id, recorded_at DESC, id DESC) WHERE (state = 'PROPOSED'::text)
  CREATE INDEX servicing_request_recorded ON public.servicing_request USING btree (recorded_at DESC, id DESC)
  CREATE TRIGGER servicing_request_decided_as_worded BEFORE UPDATE ON servicing_request FOR EACH ROW EXECUTE FUNCTION servicing_decided_as_worded()
  ROW LEVEL SECURITY FORCED
  POLICY servicing_request_decide AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state <> 'PROPOSED'::text) AND (decided_by = current_user_account()))
  POLICY servicing_request_propose AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (state = 'PROPOSED'::text) AND (proposed_by = current_user_account()) AND (num_nonnulls(decided_by, decided_at, opinion, event_id) = 0)))
  POLICY servicing_request_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (state, decided_by, decided_at, opinion, event_id, version) TO tandai_app

TABLE sign_in_attempt
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  username text NOT NULL
  address text NOT NULL
  succeeded boolean NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  released_at timestamp with time zone
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (id)
  CREATE INDEX sign_in_attempt_at ON public.sign_in_attempt USING btree (at)
  CREATE INDEX sign_in_attempt_recent ON public.sign_in_attempt USING btree (username, at) WHERE (NOT succeeded)
  CREATE INDEX sign_in_attempt_recent_address ON public.sign_in_attempt USING btree (address, at) WHERE (NOT succeeded)
  ROW LEVEL SECURITY FORCED
  POLICY sign_in_attempt_security_reads AS PERMISSIVE FOR SELECT TO public USING (EXISTS ( SELECT 1
   FROM user_account u
  WHERE ((u.username = sign_in_attempt.username) AND security_reaches(u.organisation_id))))
  POLICY sign_in_attempt_security_releases AS PERMISSIVE FOR UPDATE TO public USING (EXISTS ( SELECT 1
   FROM user_account u
  WHERE ((u.username = sign_in_attempt.username) AND security_reaches(u.organisation_id)))) WITH CHECK (EXISTS ( SELECT 1
   FROM user_account u
  WHERE ((u.username = sign_in_attempt.username) AND security_reaches(u.organisation_id))))
  POLICY sign_in_attempt_system AS PERMISSIVE FOR ALL TO public USING (current_scope() = 'system'::text) WITH CHECK (current_scope() = 'system'::text)
  GRANT DELETE, INSERT, SELECT TO tandai_app
  GRANT UPDATE (succeeded, released_at) TO tandai_app

VIEW standing_disbursement WITH (security_invoker=true)
  id uuid
  loan_id uuid
  lender_id uuid
  enterprise_id uuid
  note_no text
  amount numeric(20,2)
  disbursed_on date
  due_on date
  payee text
  use_evidence text
  query_certificate_no text
  query_certificate_on date
  entry_id uuid
  disbursed_by uuid
  recorded_at timestamp with time zone
   SELECT id,
    loan_id,
    lender_id,
    enterprise_id,
    note_no,
    amount,
    disbursed_on,
    due_on,
    payee,
    use_evidence,
    query_certificate_no,
    query_certificate_on,
    entry_id,
    disbursed_by,
    recorded_at
   FROM disbursement d
  WHERE NOT (EXISTS ( SELECT 1
           FROM loan_event r
          WHERE takes_back = id));
  GRANT SELECT TO tandai_app

TABLE user_account
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  username text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  password_hash text NOT NULL
  active boolean NOT NULL DEFAULT true
  demo boolean NOT NULL DEFAULT false
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  password_is_first boolean NOT NULL DEFAULT false
  password_changed_at timestamp with time zone
  CONSTRAINT user_account_pkey PRIMARY KEY (id)
  CONSTRAINT user_account_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT user_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_account_username_key UNIQUE (username)
  CREATE TRIGGER user_account_ends_sessions AFTER UPDATE OF password_hash, active ON user_account FOR EACH ROW WHEN (new.password_hash IS DISTINCT FROM old.password_hash OR NOT new.active) EXECUTE FUNCTION end_sessions_of_user()
  ROW LEVEL SECURITY FORCED
  POLICY user_account_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text]))
  POLICY user_account_change AS PERMISSIVE FOR UPDATE TO public USING (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text])) WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text]))
  POLICY user_account_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text, 'auditor'::text, 'security'::text, 'audit'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT TO tandai_app
  GRANT SELECT (id, organisation_id, username, name_zh, name_en, active, demo, version, recorded_at, password_is_first, password_changed_at) TO tandai_app
  GRANT UPDATE (password_hash, active, version, password_is_first, password_changed_at) TO tandai_app

TABLE user_role
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  role text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  family text NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN (role = ANY (ARRAY['administrator'::text, 'security_officer'::text, 'audit_officer'::text])) THEN role
    ELSE 'business'::text
END)
  CONSTRAINT user_role_pkey PRIMARY KEY (user_id, role)
  CONSTRAINT user_role_known CHECK ((role = ANY (ARRAY['enterprise_user'::text, 'loan_officer'::text, 'credit_reviewer'::text, 'credit_approver'::text, 'credit_committee'::text, 'guarantor_officer'::text, 'reloan_reviewer'::text, 'reloan_approver'::text, 'data_steward'::text, 'operator_officer'::text, 'registrar'::text, 'exchange_officer'::text, 'compliance_reviewer'::text, 'auditor'::text, 'administrator'::text, 'security_officer'::text, 'audit_officer'::text])))
  CONSTRAINT user_role_of_organisation FOREIGN KEY (user_id, organisation_id) REFERENCES user_account(id, organisation_id)
  CONSTRAINT user_role_officers_apart EXCLUDE USING gist (user_id WITH =, family WITH <>)
  CONSTRAINT user_role_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE TRIGGER user_role_administrator_of_platform BEFORE INSERT ON user_role FOR EACH ROW WHEN (new.role = 'administrator'::text) EXECUTE FUNCTION administrator_is_of_platform()
  ROW LEVEL SECURITY FORCED
  POLICY user_role_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (security_reaches(organisation_id) AND (user_id IS DISTINCT FROM current_user_account()))
  POLICY user_role_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text, 'security'::text, 'audit'::text])) OR (organisation_id = current_organisation()))
  POLICY user_role_remove AS PERMISSIVE FOR DELETE TO public USING (security_reaches(organisation_id) AND (user_id IS DISTINCT FROM current_user_account()))
  GRANT DELETE, INSERT, SELECT TO tandai_app

TABLE user_session
  token_hash text NOT NULL
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  id uuid NOT NULL DEFAULT gen_random_uuid()
  awaits text
  address text
  agent text
  CONSTRAINT user_session_pkey PRIMARY KEY (token_hash)
  CONSTRAINT user_session_awaits_known CHECK ((awaits = ANY (ARRAY['second_factor'::text, 'enrolment'::text, 'new_password'::text])))
  CONSTRAINT user_session_id_key UNIQUE (id)
  CONSTRAINT user_session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  CREATE INDEX user_session_live ON public.user_session USING btree (user_id) WHERE (ended_at IS NULL)
  ROW LEVEL SECURITY FORCED
  POLICY user_session_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = 'system'::text)
  POLICY user_session_change AS PERMISSIVE FOR UPDATE TO public USING security_reaches(organisation_id) WITH CHECK security_reaches(organisation_id)
  POLICY user_session_read AS PERMISSIVE FOR SELECT TO public USING (security_reaches(organisation_id) OR (user_id = current_user_account()))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (ended_at) TO tandai_app

TABLE valuation
  id uuid NOT NULL DEFAULT gen_random_uuid()
  data_product_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  method text NOT NULL
  valuer text NOT NULL
  report_no text NOT NULL
  base_date date NOT NULL
  valid_to date NOT NULL
  report_value numeric(20,2) NOT NULL
  ltv_class text NOT NULL
  adopted_value numeric(20,2)
  state text NOT NULL
  recorded_by uuid NOT NULL
  decided_by uuid
  decided_on date
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  decided_at timestamp with time zone
  valuer_uscc character(18)
  signers jsonb NOT NULL DEFAULT '[]'::jsonb
  horizon_to date
  parameters jsonb NOT NULL DEFAULT '{}'::jsonb
  CONSTRAINT valuation_pkey PRIMARY KEY (id)
  CONSTRAINT valuation_adopted_has_value CHECK (((state <> 'ADOPTED'::text) OR (adopted_value IS NOT NULL)))
  CONSTRAINT valuation_adopted_within_report CHECK (((adopted_value IS NULL) OR ((adopted_value > (0)::numeric) AND (adopted_value <= report_value))))
  CONSTRAINT valuation_data_product_id_fkey FOREIGN KEY (data_product_id) REFERENCES data_product(id)
  CONSTRAINT valuation_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT valuation_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT valuation_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT valuation_ltv_class_known CHECK ((ltv_class = ANY (ARRAY['default'::text, 'hard'::text, 'thin'::text])))
  CONSTRAINT valuation_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> recorded_by)))
  CONSTRAINT valuation_method_known CHECK ((method = ANY (ARRAY['cost'::text, 'income'::text, 'market'::text])))
  CONSTRAINT valuation_parameters_named CHECK ((jsonb_typeof(parameters) = 'object'::text))
  CONSTRAINT valuation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT valuation_report_value_positive CHECK ((report_value > (0)::numeric))
  CONSTRAINT valuation_signers_listed CHECK ((jsonb_typeof(signers) = 'array'::text))
  CONSTRAINT valuation_state_known CHECK ((state = ANY (ARRAY['REPORTED'::text, 'BANK_REVIEW'::text, 'ADOPTED'::text, 'REJECTED'::text, 'SUPERSEDED'::text, 'EXPIRED'::text])))
  CREATE UNIQUE INDEX valuation_one_adopted ON public.valuation USING btree (data_product_id, lender_id) WHERE (state = 'ADOPTED'::text)
  ROW LEVEL SECURITY FORCED
  POLICY valuation_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY valuation_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY valuation_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM pledge p
  WHERE (p.valuation_id = valuation.id)))))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (adopted_value, state, decided_by, decided_on, version, decided_at) TO tandai_app

TABLE valuation_request
  id uuid NOT NULL DEFAULT gen_random_uuid()
  data_product_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  purpose text NOT NULL
  reason text NOT NULL
  requested_on date NOT NULL
  requested_by uuid NOT NULL
  listed_valuer_id uuid
  state text NOT NULL DEFAULT 'REQUESTED'::text
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT valuation_request_pkey PRIMARY KEY (id)
  CONSTRAINT valuation_request_assigned_has_valuer CHECK (((state = ANY (ARRAY['REQUESTED'::text, 'REJECTED'::text])) OR (listed_valuer_id IS NOT NULL)))
  CONSTRAINT valuation_request_data_product_id_fkey FOREIGN KEY (data_product_id) REFERENCES data_product(id)
  CONSTRAINT valuation_request_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT valuation_request_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT valuation_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES user_account(id)
  CONSTRAINT valuation_request_state_known CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'ASSIGNED'::text, 'IN_PROGRESS'::text, 'REPORTED'::text, 'REJECTED'::text])))
  CONSTRAINT valuation_request_valuer_listed FOREIGN KEY (listed_valuer_id, lender_id) REFERENCES listed_valuer(id, lender_id)
  CREATE INDEX valuation_request_product ON public.valuation_request USING btree (data_product_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY valuation_request_asks AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()) AND (requested_by = current_user_account()))
  POLICY valuation_request_moves AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) WITH CHECK ((current_scope() = 'lender'::text) AND (lender_id = current_organisation()))
  POLICY valuation_request_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app
  GRANT UPDATE (listed_valuer_id, state, version) TO tandai_app

TABLE verification_confirmation
  verification_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  confirmed_for uuid NOT NULL
  confirmed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT verification_confirmation_pkey PRIMARY KEY (verification_id)
  CONSTRAINT verification_confirmation_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES user_account(id)
  CONSTRAINT verification_confirmation_confirmed_for_fkey FOREIGN KEY (confirmed_for) REFERENCES organisation(id)
  CONSTRAINT verification_confirmation_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT verification_confirmation_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES verification_record(id)
  CREATE TRIGGER verification_confirmation_append_only BEFORE DELETE OR UPDATE ON verification_confirmation FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE TRIGGER verification_confirmation_by_another BEFORE INSERT ON verification_confirmation FOR EACH ROW EXECUTE FUNCTION maker_is_not_checker()
  ROW LEVEL SECURITY FORCED
  POLICY verification_confirmation_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'auditor'::text) AND (confirmed_for = current_organisation())))
  POLICY verification_confirmation_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(enterprise_id, current_organisation(), 'emissions'::text) OR consent_in_force(enterprise_id, current_organisation(), 'rating'::text))) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE verification_record
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  level text NOT NULL
  period_start character(7) NOT NULL
  period_end character(7) NOT NULL
  verifier_id uuid
  verifier_name text
  statement_no text
  evidence_hash text
  valid_from date NOT NULL
  valid_to date
  recorded_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT recording_instant()
  CONSTRAINT verification_record_pkey PRIMARY KEY (id)
  CONSTRAINT verification_record_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT verification_record_evidence_form CHECK ((evidence_hash ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT verification_record_evidenced CHECK (((level = 'none'::text) OR (evidence_hash IS NOT NULL)))
  CONSTRAINT verification_record_level_known CHECK ((level = ANY (ARRAY['none'::text, 'self-declared'::text, 'bank-reviewed'::text, 'limited'::text, 'reasonable'::text])))
  CONSTRAINT verification_record_period_ordered CHECK ((period_end >= period_start))
  CONSTRAINT verification_record_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT verification_record_signed CHECK (((level = ANY (ARRAY['none'::text, 'self-declared'::text])) OR ((num_nonnulls(verifier_id, verifier_name) > 0) AND (statement_no IS NOT NULL))))
  CONSTRAINT verification_record_validity_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT verification_record_verifier_id_fkey FOREIGN KEY (verifier_id) REFERENCES organisation(id)
  CREATE INDEX verification_record_account ON public.verification_record USING btree (enterprise_id, recorded_at)
  CREATE TRIGGER verification_record_append_only BEFORE DELETE OR UPDATE ON verification_record FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY verification_record_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'steward'::text]))
  POLICY verification_record_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND (consent_in_force(enterprise_id, current_organisation(), 'emissions'::text) OR consent_in_force(enterprise_id, current_organisation(), 'rating'::text))) OR ((current_scope() = 'central-bank'::text) AND filing_in_force(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

CREATE OR REPLACE FUNCTION public.adding_up_statistics()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('tandai.statistics'::text, true), ''::text) = 'on'::text)
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.administrator_is_of_platform()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.organisation_id AND o.kind = 'platform') THEN
    RAISE EXCEPTION 'an administrator belongs to the platform'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'user_role_administrator_of_platform';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.allot_from_parent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  above reloan_branch_quota%ROWTYPE;
  more  numeric(20,2) := CASE NEW.state WHEN 'ACTIVE' THEN NEW.limit_amount ELSE 0 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN
      RAISE EXCEPTION 'a quota stays under the one it was given from'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_keeps_parent';
    END IF;
    more := more - CASE OLD.state WHEN 'ACTIVE' THEN OLD.limit_amount ELSE 0 END;
  END IF;
  IF NEW.parent_id IS NULL OR more = 0 THEN
    RETURN NULL;
  END IF;
  SELECT * INTO above FROM reloan_branch_quota q WHERE q.id = NEW.parent_id FOR NO KEY UPDATE;
  IF above.id IS NULL OR above.central_bank_id <> NEW.central_bank_id OR above.state <> 'ACTIVE' THEN
    RAISE EXCEPTION 'no active quota of the branch to give from' USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_parent_active';
  END IF;
  IF NEW.valid_from < above.valid_from OR NEW.valid_to > above.valid_to THEN
    RAISE EXCEPTION 'valid beyond the quota it is given from'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_quota_within_parent_period';
  END IF;
  UPDATE reloan_branch_quota q SET allotted = q.allotted + more WHERE q.id = above.id;
  RETURN NULL;
END $function$

CREATE OR REPLACE FUNCTION public.answerable_instant()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  asked timestamptz := clock_timestamp();
  age bigint;
BEGIN
  -- A writer that announced itself after `asked` is a tick ahead: it records later than `asked` and does not count.
  SELECT max(behind) INTO age
  FROM (SELECT mod(instant_tick(asked) - l.objid::bigint + 2147483648, 2147483648) AS behind
        FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = 7306014 AND l.objsubid = 2
          AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())) writer
  WHERE behind < 1073741824;
  IF age IS NULL THEN
    RETURN asked;
  END IF;
  RETURN date_trunc('milliseconds', asked) - make_interval(secs => (age + 1) / 1000.0);
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.authorisation_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.authorisation_left()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
BEGIN
  IF NEW.state = 'EXITED' AND NOT pledgees_consent('scenario_authorisation', NEW.id, 'exit') THEN
    PERFORM refuse_link('right_is_pledged', 'the right is pledged');
  END IF;
  PERFORM enter_scope(was);
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.before_branch(loan uuid, branch uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE ((f.loan_id = before_branch.loan) AND (f.central_bank_id = before_branch.branch) AND f.live))) OR (EXISTS (SELECT 1 FROM reloan r WHERE ((r.loan_id = before_branch.loan) AND (r.central_bank_id = before_branch.branch)))) OR (EXISTS (SELECT 1 FROM reloan_backing b WHERE ((b.loan_id = before_branch.loan) AND (b.central_bank_id = before_branch.branch) AND (b.live OR (b.reloan_id IS NOT NULL))))))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.book_entries(entries jsonb, lines jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO journal_entry (id, organisation_id, booked_on, moved_from, event, subject_kind, subject_id, posting_key, adjusts, reverses,
                             recorded_by)
  SELECT e.id, e.organisation_id, e.booked_on, e.moved_from, e.event, e.subject_kind, e.subject_id, e.posting_key, e.adjusts, e.reverses,
         e.recorded_by
  FROM jsonb_to_recordset(entries) AS e (id uuid, organisation_id uuid, booked_on date, moved_from date, event text, subject_kind text,
                                         subject_id uuid, posting_key text, adjusts uuid, reverses uuid, recorded_by uuid);
  INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
  SELECT l.entry_id, l.account_id, l.organisation_id, l.side, l.amount
  FROM jsonb_to_recordset(lines) AS l (entry_id uuid, account_id uuid, organisation_id uuid, side text, amount numeric);
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.book_lock(organisation uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
RETURN hashtextextended(('tandai book '::text || organisation), (0)::bigint)
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.business_day_goes_forward()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  last date;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a business day stays' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'business_day_stays';
  ELSIF TG_OP = 'INSERT' THEN
    SELECT max(b.day) INTO last FROM business_day b WHERE b.organisation_id = NEW.organisation_id;
    IF NEW.state <> 'OPEN' OR NEW.day <= last OR NEW.previous_day IS DISTINCT FROM last THEN
      RAISE EXCEPTION 'business day % does not follow %', NEW.day, last
        USING ERRCODE = 'check_violation', CONSTRAINT = 'business_day_rises';
    END IF;
  ELSIF (NEW.organisation_id, NEW.day, NEW.calendar, NEW.previous_day, NEW.opened_by, NEW.opened_at)
        IS DISTINCT FROM (OLD.organisation_id, OLD.day, OLD.calendar, OLD.previous_day, OLD.opened_by, OLD.opened_at)
     OR (OLD.state, NEW.state) NOT IN (('OPEN', 'CLOSING'), ('CLOSING', 'CLOSED'))
     OR (OLD.state = 'CLOSING' AND NEW.closing_by IS DISTINCT FROM OLD.closing_by) THEN
    RAISE EXCEPTION 'business day % does not go from % to %', OLD.day, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'business_day_goes_forward';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.close_must_rise()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.closed_through <= stop_booking(NEW.organisation_id) THEN
    RAISE EXCEPTION 'closed through % or later already', NEW.closed_through
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounting_period_close_rises';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.consent_in_force(enterprise uuid, lender uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM consent c WHERE ((c.enterprise_id = consent_in_force.enterprise) AND (c.lender_id = consent_in_force.lender) AND (c.valid_from <= ((now() AT TIME ZONE 'Asia/Shanghai'::text))::date) AND ((c.valid_to IS NULL) OR (c.valid_to >= ((now() AT TIME ZONE 'Asia/Shanghai'::text))::date)) AND (NOT (EXISTS (SELECT 1 FROM consent_withdrawal w WHERE (w.consent_id = c.id)))))))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.consent_in_force(enterprise uuid, lender uuid, field_group text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM consent_standing c WHERE ((c.enterprise_id = consent_in_force.enterprise) AND (c.lender_id = consent_in_force.lender) AND (consent_in_force.field_group = ANY (c.field_groups)))))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.credit_line_joins_its_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  before credit_line;
BEGIN
  IF NEW.supersedes IS NULL THEN
    NEW.line_id := NEW.id;
    RETURN NEW;
  END IF;
  SELECT * INTO before FROM credit_line c WHERE c.id = NEW.supersedes;
  IF before.revolving <> NEW.revolving THEN
    RAISE EXCEPTION 'a line revolves or not for good' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_line_revolving_kept';
  END IF;
  NEW.line_id := before.line_id;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.credit_line_proposal_is_decided_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a proposal is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_line_proposal_decided_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.credit_line_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  stands credit_line_standing;
  before numeric := 0;
BEGIN
  IF NEW.supersedes IS NULL THEN
    INSERT INTO credit_line_standing (line_id, credit_line_id, lender_id, enterprise_id, product, revolving, limit_amount)
    VALUES (NEW.id, NEW.id, NEW.lender_id, NEW.enterprise_id, NEW.product, NEW.revolving, NEW.limit_amount)
    RETURNING * INTO stands;
  ELSE
    SELECT c.limit_amount INTO before FROM credit_line c WHERE c.id = NEW.supersedes;
    UPDATE credit_line_standing s SET credit_line_id = NEW.id, limit_amount = NEW.limit_amount, version = s.version + 1
    WHERE s.line_id = NEW.line_id AND s.credit_line_id = NEW.supersedes
    RETURNING * INTO STRICT stands;
  END IF;
  INSERT INTO credit_line_movement (line_id, credit_line_id, lender_id, enterprise_id, kind, amount, moved_on, limit_after, reserved_after,
    used_after, recorded_by, recorded_at)
  VALUES (NEW.line_id, NEW.id, NEW.lender_id, NEW.enterprise_id, CASE WHEN NEW.supersedes IS NULL THEN 'open' ELSE 'change' END,
    NEW.limit_amount - before, NEW.effective_from, stands.limit_amount, stands.reserved, stands.used,
    coalesce(NEW.recorded_by, current_user_account()), NEW.recorded_at);
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('tandai.organisation_id'::text, true), ''::text))::uuid
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_purpose()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('tandai.purpose'::text, true), ''::text)
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_scope()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('tandai.scope'::text, true), ''::text), 'none'::text)
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_statement()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('tandai.statement_of'::text, true), ''::text))::uuid
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_user_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('tandai.user_id'::text, true), ''::text))::uuid
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.decided_as_worded()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided proposal stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_proposal_decided_once';
  END IF;
  IF NEW.state <> 'PROPOSED'
     AND (NEW.organisation_id, NEW.table_name, NEW.key, NEW.valid_from, NEW.valid_to, NEW.source, NEW.status, NEW.body, NEW.entered_by)
         IS DISTINCT FROM
         (OLD.organisation_id, OLD.table_name, OLD.key, OLD.valid_from, OLD.valid_to, OLD.source, OLD.status, OLD.body, OLD.entered_by) THEN
    RAISE EXCEPTION 'who decides a proposal does not word it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_proposal_decided_as_worded';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.dispute_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.draw_from_quota(quota uuid, amount numeric, on_day date, subject uuid, by_user uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  moved reloan_quota%ROWTYPE;
BEGIN
  UPDATE reloan_quota q SET reserved = q.reserved - amount, drawn = q.drawn + amount, version = q.version + 1
  WHERE q.id = quota AND q.state = 'ACTIVE' AND on_day BETWEEN q.valid_from AND q.valid_to AND q.reserved >= amount
  RETURNING * INTO moved;
  IF moved.id IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
  VALUES (quota, moved.central_bank_id, moved.lender_id, 'DRAWN', amount, on_day, subject, by_user);
  RETURN moved.version;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.end_of_day_chunk_done_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.finished_at IS NOT NULL OR NEW.finished_at IS NULL THEN
    RAISE EXCEPTION 'range % of step % of % is done once', OLD.no, OLD.step, OLD.day
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'end_of_day_chunk_done_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.end_sessions_of_user()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
BEGIN
  UPDATE user_session SET ended_at = now() WHERE user_id = NEW.id AND ended_at IS NULL;
  PERFORM enter_scope(was);
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.enter_scope(scope text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', scope, true);
  RETURN was;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.enterprise_of(code text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
  answer uuid;
BEGIN
  answer := (SELECT e.id FROM enterprise e WHERE e.uscc = code);
  PERFORM enter_scope(was);
  RETURN answer;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.entries_in_open_period()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  book record;
  closed date;
BEGIN
  FOR book IN SELECT organisation_id AS id, min(booked_on) AS booked_on, max(moved_from) AS moved_from,
                     max(booked_on) FILTER (WHERE moved_from IS NOT NULL) AS moved_to
              FROM added GROUP BY organisation_id ORDER BY organisation_id
  LOOP
    closed := hold_closed_through(book.id);
    IF book.booked_on <= closed THEN
      RAISE EXCEPTION 'an entry of % would change a period closed through %', book.booked_on, closed
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_in_open_period';
    END IF;
    IF book.moved_from IS NOT NULL AND (closed IS NULL OR book.moved_from > closed OR book.moved_to <> closed + 1) THEN
      RAISE EXCEPTION 'an entry for % is moved only out of a closed period, to its first open day', book.moved_from
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_moved_to_first_open_day';
    END IF;
  END LOOP;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.entry_must_fit_earlier_one()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.reverses IS NOT NULL AND EXISTS (
       (SELECT account_id, side, amount FROM journal_line WHERE entry_id = NEW.id
        EXCEPT ALL
        SELECT account_id, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, amount FROM journal_line WHERE entry_id = NEW.reverses)
       UNION ALL
       (SELECT account_id, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, amount FROM journal_line WHERE entry_id = NEW.reverses
        EXCEPT ALL
        SELECT account_id, side, amount FROM journal_line WHERE entry_id = NEW.id)) THEN
    RAISE EXCEPTION 'entry % does not mirror %', NEW.id, NEW.reverses
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_reversal_mirrors';
  END IF;
  IF NEW.adjusts IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM journal_entry e
       WHERE e.id = NEW.adjusts AND e.adjusts IS NULL
         AND (e.subject_kind, e.subject_id, e.posting_key) = (NEW.subject_kind, NEW.subject_id, NEW.posting_key)) THEN
    RAISE EXCEPTION 'entry % is not the first one of posting %', NEW.adjusts, NEW.posting_key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_adjusts_its_posting';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.entry_must_have_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = NEW.id) THEN
    RAISE EXCEPTION 'entry % has no lines', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.entry_shows_itself(entry uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT 1 FROM journal_entry e WHERE (e.id = entry_shows_itself.entry)))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.export_file_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
       ('REQUESTED', 'WRITING'), ('REQUESTED', 'FAILED'), ('REQUESTED', 'CANCELLED'), ('WRITING', 'REQUESTED'), ('WRITING', 'WRITING'),
       ('WRITING', 'READY'), ('WRITING', 'FAILED'), ('WRITING', 'CANCELLED'), ('FAILED', 'WRITING'), ('READY', 'EXPIRED')) THEN
    RAISE EXCEPTION 'an export does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'export_file_moves';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.filed_loans_are_claimed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id)
  SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id FROM filed f WHERE f.live ORDER BY f.loan_id;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.filing_in_force(enterprise uuid, branch uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE ((f.enterprise_id = filing_in_force.enterprise) AND (f.central_bank_id = filing_in_force.branch) AND f.live)))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.forget_second_factor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
BEGIN
  DELETE FROM second_factor_secret WHERE second_factor_id = NEW.id;
  PERFORM enter_scope(was);
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.freed_loans_are_not_claimed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE reloan_backing b SET live = false
  FROM before_step o JOIN after_step n USING (filing_id, loan_id)
  WHERE o.live AND NOT n.live AND b.filing_id = n.filing_id AND b.loan_id = n.loan_id AND b.proposal_id IS NULL AND b.live;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.give_back_to_quota(quota uuid, amount numeric, stays boolean, on_day date, subject uuid, by_user uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  moved reloan_quota%ROWTYPE;
BEGIN
  UPDATE reloan_quota q SET drawn = q.drawn - amount, limit_amount = q.limit_amount - CASE WHEN stays THEN 0 ELSE amount END, version = q.version + 1
  WHERE q.id = quota AND q.drawn >= amount
  RETURNING * INTO moved;
  IF moved.id IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
  VALUES (quota, moved.central_bank_id, moved.lender_id, 'RETURNED', amount, on_day, subject, by_user);
  IF NOT stays THEN
    INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id, recorded_by)
    VALUES (quota, moved.central_bank_id, moved.lender_id, 'REDUCED', amount, on_day, subject, by_user);
  END IF;
  RETURN moved.version;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.guarantee_call_paid_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM guarantee_payment p WHERE p.call_id = NEW.call_id
               AND NOT EXISTS (SELECT 1 FROM guarantee_payment_reversal r WHERE r.loan_event_id = p.loan_event_id)) THEN
    RAISE EXCEPTION 'call % is paid', NEW.call_id USING ERRCODE = 'check_violation', CONSTRAINT = 'guarantee_call_paid_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.guarantor_payment_taken_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO guarantee_payment_reversal (loan_event_id, loan_id, lender_id, enterprise_id, guarantor_id, reversed_by, recorded_at)
  SELECT p.loan_event_id, p.loan_id, p.lender_id, p.enterprise_id, p.guarantor_id, NEW.id, NEW.recorded_at
  FROM guarantee_payment p WHERE p.loan_event_id = NEW.reverses;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.hold_closed_through(organisation uuid)
 RETURNS date
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'a book is written in read committed' USING ERRCODE = 'feature_not_supported';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(book_lock(organisation));
  RETURN (SELECT max(c.closed_through) FROM accounting_period_close c WHERE c.organisation_id = organisation);
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.hold_reloan(reloan_id uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'public', 'pg_temp'
RETURN pg_advisory_xact_lock(hashtextextended(('tandai reloan '::text || reloan_id), (0)::bigint))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.instant_tick(at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
RETURN mod(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint, '2147483648'::bigint)
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.interest_between(before numeric, night numeric, divisor integer, half_even boolean, first integer, last integer)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN half_even THEN (interest_half_even((before + (night * (last)::numeric)), divisor) - interest_half_even((before + (night * (first)::numeric)), divisor)) ELSE (interest_of((before + (night * (last)::numeric)), divisor) - interest_of((before + (night * (first)::numeric)), divisor)) END
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.interest_booked(first date, last date, known_at timestamp with time zone)
 RETURNS TABLE(lender_id uuid, booked numeric, for_period numeric, closed_through date)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
DECLARE
  scope text := current_scope();
  own uuid := current_organisation();
  was text;
BEGIN
  IF NOT (scope IN ('system', 'auditor', 'lender') OR (scope IN ('central-bank', 'steward', 'administrator') AND adding_up_statistics())) THEN
    RETURN;
  END IF;
  was := enter_scope('system');
  RETURN QUERY
  SELECT e.organisation_id,
         coalesce(sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FILTER (WHERE e.booked_on BETWEEN first AND last), 0),
         coalesce(sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FILTER (WHERE e.for_on BETWEEN first AND last), 0),
         (SELECT max(d.day) FROM business_day d WHERE d.organisation_id = e.organisation_id AND d.closed_at <= known_at)
  FROM journal_entry e
  JOIN journal_line l ON l.entry_id = e.id
  JOIN ledger_account a ON a.id = l.account_id AND a.code IN ('6011', '601130')
  WHERE e.subject_kind = 'loan' AND e.event IN ('loan.interest-accrued', 'loan.interest-due', 'loan.discount-earned')
    AND (e.booked_on BETWEEN first AND last OR e.moved_from BETWEEN first AND last) AND e.recorded_at <= known_at
    AND (scope <> 'lender' OR e.organisation_id = own)
  GROUP BY e.organisation_id;
  PERFORM enter_scope(was);
END $function$
GRANT EXECUTE TO tandai_app

CREATE OR REPLACE FUNCTION public.interest_half_even(numerator numeric, divisor integer)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((abs(mod(numerator, (divisor)::numeric)) * (2)::numeric) = (divisor)::numeric) THEN (round((numerator / ((divisor)::numeric * 2.000000000000000000000000000000))) * 0.02) ELSE round((numerator / ((divisor)::numeric * 100.000000000000000000000000000000)), 2) END
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.interest_of(numerator numeric, divisor integer)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN round((numerator / ((divisor)::numeric * 100.000000000000000000000000000000)), 2)
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.is_city_rule(table_name text, key text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((table_name = ANY (ARRAY['rating-methods'::text, 'pricing-grid'::text])) OR ((table_name = 'parameters'::text) AND (key ~~ 'rating.%'::text)))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.issued_for_the_city(issuer uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT 1 FROM organisation o WHERE ((o.id = issued_for_the_city.issuer) AND (o.kind = ANY (ARRAY['central_bank_branch'::text, 'data_authority'::text])))))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.job_chunk_done_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'chunk % of run % has ended', OLD.no, OLD.run_id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'job_chunk_done_once';
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.job_run_steered()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF current_scope() NOT IN ('system', 'none') AND (to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state'
      OR (OLD.state, NEW.state) NOT IN (('queued', 'paused'), ('running', 'paused'), ('paused', 'queued'), ('paused', 'running'),
                                        ('queued', 'cancelling'), ('running', 'cancelling'), ('paused', 'cancelling'))) THEN
    RAISE EXCEPTION 'a job run is paused, resumed or cancelled, and nothing else'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'job_run_steered';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.keep_application_form()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state IN ('REJECTED', 'WITHDRAWN', 'CONTRACTED') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'the application has ended as %', OLD.state USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_application_has_ended';
  END IF;
  IF (NEW.amount, NEW.tenor_months, NEW.purpose, NEW.pledge_id, NEW.round)
       IS DISTINCT FROM (OLD.amount, OLD.tenor_months, OLD.purpose, OLD.pledge_id, OLD.round)
     AND NOT (OLD.state = 'RETURNED' AND NEW.state = 'APPLIED' AND NEW.round = OLD.round + 1) THEN
    RAISE EXCEPTION 'a form is amended only after it was returned' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_application_form_kept';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.kept_steps(application uuid)
 RETURNS SETOF loan_step
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT s.id, s.lender_id, s.enterprise_id, s.application_id, s.loan_id, s.no, s.step, s.from_state, s.to_state, s.taken_on, s.round,
         s.taken_by, NULL::text, NULL::text, s.detail, s.recorded_at
  FROM loan_step s
  WHERE s.application_id = application AND s.enterprise_id = current_organisation() AND s.step IN ('survey', 'review');
  PERFORM enter_scope(was);
END $function$
GRANT EXECUTE TO tandai_app

CREATE OR REPLACE FUNCTION public.lines_make_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  wrong record;
BEGIN
  SELECT whole.*, (SELECT count(*) FROM journal_line l WHERE l.entry_id = whole.entry) AS in_all INTO wrong
  FROM (SELECT entry_id AS entry, count(*) AS lines, sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS difference
        FROM added GROUP BY entry_id) whole
  WHERE lines < 2 OR difference <> 0 OR lines <> (SELECT count(*) FROM journal_line l WHERE l.entry_id = whole.entry)
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.lines < 2 OR wrong.difference <> 0 THEN
    RAISE EXCEPTION 'entry % has % lines and is out of balance by %', wrong.entry, wrong.lines, wrong.difference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RAISE EXCEPTION 'entry % has % lines already', wrong.entry, wrong.in_all - wrong.lines
    USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_line_with_its_entry';
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.listing_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.live_pledges(kind text, id uuid)
 RETURNS TABLE(pledge_id uuid, lender_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.loan_event_by_two_persons()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF current_scope() = 'lender' AND NOT EXISTS (
    SELECT 1 FROM servicing_request q
    WHERE q.event_id = NEW.id AND q.loan_id = NEW.loan_id AND q.kind = NEW.kind AND q.state = 'APPROVED'
      AND q.decided_by = NEW.recorded_by AND q.proposed_by <> NEW.recorded_by) THEN
    RAISE EXCEPTION 'a % takes two persons', NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_event_by_two_persons';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.loan_event_plans_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM loan_event p WHERE p.loan_id = NEW.loan_id AND p.kind = 'plan')
     AND EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = NEW.loan_id) THEN
    RAISE EXCEPTION 'a loan that is paid out has its plan' USING ERRCODE = 'unique_violation', CONSTRAINT = 'loan_event_one_plan';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.loan_rate_explanation(rate loan_rate)
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((rate).explanation, (SELECT (worded(w.parts, l.amount, (loan_rate_explanation.rate).annual_saving, l.contract_no, (loan_rate_explanation.rate).rating_id, l.id))::jsonb AS worded FROM rate_wording w, loan l WHERE ((w.id = (loan_rate_explanation.rate).wording_id) AND (l.id = (loan_rate_explanation.rate).loan_id))))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.loan_state_recorded_with_loan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT l.recorded_at INTO NEW.recorded_at FROM loan l WHERE l.id = NEW.loan_id;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.maker_is_not_checker()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM verification_record r WHERE r.id = NEW.verification_id AND r.recorded_by = NEW.confirmed_by) THEN
    RAISE EXCEPTION 'whoever entered a verification does not confirm it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_confirmation_by_another';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.mirror_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.order_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.other_side_of_any_reloan(other uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
RETURN (EXISTS (SELECT 1 FROM reloan r WHERE (((current_scope() = 'central-bank'::text) AND (r.central_bank_id = current_organisation()) AND (r.lender_id = other_side_of_any_reloan.other)) OR ((current_scope() = 'lender'::text) AND (r.lender_id = current_organisation()) AND (r.central_bank_id = other_side_of_any_reloan.other)))))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.other_side_of_reloan(reloan_id uuid, other uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
RETURN (EXISTS (SELECT 1 FROM reloan r WHERE ((r.id = other_side_of_reloan.reloan_id) AND (((current_scope() = 'central-bank'::text) AND (r.central_bank_id = current_organisation()) AND (r.lender_id = other_side_of_reloan.other)) OR ((current_scope() = 'lender'::text) AND (r.lender_id = current_organisation()) AND (r.central_bank_id = other_side_of_reloan.other))))))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.ownership_disputed(registration uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
  answer boolean;
BEGIN
  answer := (SELECT EXISTS (SELECT 1 FROM dispute d
                   WHERE d.registration_id = registration AND d.kind = 'ownership' AND d.state NOT IN ('FILED', 'EXECUTED', 'WITHDRAWN', 'DISMISSED')));
  PERFORM enter_scope(was);
  RETURN answer;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.password_hash_of(account uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
RETURN (SELECT u.password_hash FROM user_account u WHERE ((u.id = password_hash_of.account) AND (current_scope() = 'system'::text)))
GRANT EXECUTE TO tandai_app

CREATE OR REPLACE FUNCTION public.plays_part(organisation uuid, party text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.pledge_on_standing_rights()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.pledgees_consent(kind text, id uuid, happening text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.product_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.quota_utilisation(quota uuid, first_day date, last_day date, known_at timestamp with time zone)
 RETURNS TABLE(day date, limit_amount numeric, reserved numeric, drawn numeric, peak numeric, exceeded boolean)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 WITH moved AS (
          SELECT m.moved_on,
             m.id,
             sum(
                 CASE m.kind
                     WHEN 'GRANTED'::text THEN m.amount
                     WHEN 'REDUCED'::text THEN (- m.amount)
                     ELSE (0)::numeric
                 END) OVER running AS lim,
             sum(
                 CASE m.kind
                     WHEN 'RESERVED'::text THEN m.amount
                     WHEN 'RELEASED'::text THEN (- m.amount)
                     WHEN 'DRAWN'::text THEN (- m.amount)
                     ELSE (0)::numeric
                 END) OVER running AS res,
             sum(
                 CASE m.kind
                     WHEN 'DRAWN'::text THEN m.amount
                     WHEN 'RETURNED'::text THEN (- m.amount)
                     ELSE (0)::numeric
                 END) OVER running AS drw
            FROM reloan_quota_movement m
           WHERE ((m.quota_id = quota_utilisation.quota) AND (m.moved_on <= quota_utilisation.last_day) AND (m.recorded_at <= quota_utilisation.known_at))
           WINDOW running AS (ORDER BY m.moved_on, m.id)
         )
  SELECT (g.day)::date AS day,
     COALESCE(close.lim, (0)::numeric) AS "coalesce",
     COALESCE(close.res, (0)::numeric) AS "coalesce",
     COALESCE(close.drw, (0)::numeric) AS "coalesce",
     GREATEST(COALESCE((opening.res + opening.drw), (0)::numeric), COALESCE(within.peak, (0)::numeric)) AS "greatest",
     COALESCE(within.exceeded, false) AS "coalesce"
    FROM (((generate_series((quota_utilisation.first_day)::timestamp without time zone, (quota_utilisation.last_day)::timestamp without time zone, 'P1D'::interval) g(day)
      LEFT JOIN LATERAL ( SELECT m.moved_on,
             m.id,
             m.lim,
             m.res,
             m.drw
            FROM moved m
           WHERE (m.moved_on <= (g.day)::date)
           ORDER BY m.moved_on DESC, m.id DESC
          LIMIT 1) close ON (true))
      LEFT JOIN LATERAL ( SELECT m.moved_on,
             m.id,
             m.lim,
             m.res,
             m.drw
            FROM moved m
           WHERE (m.moved_on < (g.day)::date)
           ORDER BY m.moved_on DESC, m.id DESC
          LIMIT 1) opening ON (true))
      LEFT JOIN LATERAL ( SELECT max((m.res + m.drw)) AS peak,
             bool_or(((m.res + m.drw) > m.lim)) AS exceeded
            FROM moved m
           WHERE (m.moved_on = (g.day)::date)) within ON (true))
   ORDER BY ((g.day)::date);
END
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.rate_decided_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state <> 'PROPOSED' OR NEW.state = 'PROPOSED' THEN
    RAISE EXCEPTION 'a rate set by hand is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'rate_decided_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.recording_instant()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  chosen text := current_setting('tandai.recording_instant', true);
  instant timestamptz;
BEGIN
  IF chosen <> '' THEN
    RETURN chosen::timestamptz;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(7306014, instant_tick(clock_timestamp())::int);
  instant := clock_timestamp();
  PERFORM set_config('tandai.recording_instant', instant::text, true);
  RETURN instant;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.recovery_code_is_used_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a recovery code is used once' USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_code_used_once';
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.refuse_link(rule text, message text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.registration_in_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.registration_of_certificate(no text)
 RETURNS TABLE(registration_id uuid, holder_id uuid, registry_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
BEGIN
  RETURN QUERY
  SELECT r.id, r.holder_id, r.registry_id FROM data_registration r WHERE r.certificate_no = no AND r.state IN ('REGISTERED', 'EXPIRED');
  PERFORM enter_scope(was);
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.reloan_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM standing_disbursement d WHERE d.loan_id = NEW.loan_id AND d.disbursed_on > NEW.drawn_on)
     AND NOT EXISTS (SELECT 1 FROM reloan_filing f WHERE f.id = NEW.filing_id AND f.mode = 'BORROW_FIRST') THEN
    RAISE EXCEPTION 'a re-loan is drawn no earlier than its loan is paid out'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_not_before_its_loan';
  END IF;
  INSERT INTO reloan_state (reloan_id, quota_id, central_bank_id, lender_id, balance, due_on, term_months, rate, state)
  VALUES (NEW.id, NEW.quota_id, NEW.central_bank_id, NEW.lender_id, NEW.amount, NEW.due_on, NEW.term_months, NEW.rate, 'LIVE');
  INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id, reloan_id, amount)
  SELECT f.loan_id, f.enterprise_id, f.lender_id, f.central_bank_id, f.filing_id, NEW.id, NEW.amount
  FROM reloan_filing_loan f WHERE f.filing_id = NEW.filing_id AND f.loan_id = NEW.loan_id;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.reloan_entry_is_mirrored()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  wrong record;
BEGIN
  SELECT l.account_pair, sum(l.net) AS net, bool_or(l.account_pair IS NULL) AS foreign_account INTO wrong
  FROM (SELECT CASE WHEN e.organisation_id = r.lender_id THEN (SELECT m.lender_code FROM reloan_mirror_account m WHERE m.lender_code = a.code)
                    WHEN e.organisation_id = r.central_bank_id THEN (SELECT m.lender_code FROM reloan_mirror_account m WHERE m.branch_code = a.code)
               END AS account_pair,
               CASE jl.side WHEN 'debit' THEN jl.amount ELSE -jl.amount END AS net
        FROM journal_entry e
        JOIN reloan r ON r.id = e.subject_id
        JOIN journal_line jl ON jl.entry_id = e.id
        JOIN ledger_account a ON a.id = jl.account_id
        WHERE e.subject_kind = 'reloan' AND e.subject_id = NEW.subject_id AND e.posting_key = NEW.posting_key AND e.for_on = NEW.for_on
          AND e.event = NEW.event) l
  GROUP BY l.account_pair
  HAVING sum(l.net) <> 0 OR bool_or(l.account_pair IS NULL)
  LIMIT 1;
  IF FOUND OR NEW.posting_key IS NULL THEN
    RAISE EXCEPTION 'the % of re-loan % is not mirrored on account % by %', NEW.event, NEW.subject_id, wrong.account_pair, wrong.net
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_reloan_mirrored';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.reloan_event_booked_by(event text, scope text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
RETURN ((event = ANY (ARRAY['reloan.interest-accrued'::text, 'reloan.interest-settled'::text])) OR ((event = ANY (ARRAY['reloan.returned'::text, 'reloan.clawed-back'::text])) AND (scope = 'central-bank'::text)))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.reloan_event_moves_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  left_of_it numeric(20,2);
BEGIN
  IF NEW.on_date < (SELECT r.drawn_on FROM reloan r WHERE r.id = NEW.reloan_id) THEN
    RAISE EXCEPTION 'nothing happens to a re-loan before it is drawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_event_not_before_draw';
  END IF;
  SELECT s.balance - coalesce(NEW.amount, 0) INTO left_of_it FROM reloan_state s WHERE s.reloan_id = NEW.reloan_id;
  UPDATE reloan_state s SET
    balance = left_of_it,
    due_on = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'dueOn')::date ELSE s.due_on END,
    term_months = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'totalMonths')::integer ELSE s.term_months END,
    rate = CASE NEW.kind WHEN 'extended' THEN (NEW.body ->> 'ratePercent')::numeric ELSE s.rate END,
    extensions = s.extensions + (NEW.kind = 'extended')::integer,
    state = CASE WHEN left_of_it = 0 AND s.balance > 0 THEN CASE NEW.kind WHEN 'clawed-back' THEN 'CLAWED_BACK' ELSE 'REPAID' END
                 WHEN NEW.kind = 'overdue' THEN 'OVERDUE' ELSE s.state END,
    last_no = NEW.no,
    version = s.version + 1
  WHERE s.reloan_id = NEW.reloan_id AND s.last_no = NEW.no - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'facts of a re-loan are numbered one after the other'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_event_no_in_order';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.reloan_proposal_decided_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided proposal stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reloan_proposal_decided_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.rights_standing(registration uuid)
 RETURNS TABLE(authorised boolean, authorisation_ends_on date, within_fields boolean, registered boolean, operates boolean, registration_ends_on date, coded boolean, disputed boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.saving_issue_signed_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  NEW.restates := (SELECT i.restates FROM saving_issue i WHERE i.id = NEW.issue_id);
  IF NEW.restates IS NOT NULL AND NOT EXISTS (SELECT 1 FROM saving_issue_decision d WHERE d.issue_id = NEW.restates AND d.decision = 'SIGNED') THEN
    RAISE EXCEPTION 'only what was issued is restated' USING ERRCODE = 'check_violation', CONSTRAINT = 'saving_issue_restates_issued';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.second_person_acknowledges()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM end_of_day_finding f JOIN business_day b ON b.organisation_id = f.organisation_id AND b.day = f.day
                 WHERE f.id = NEW.finding_id AND f.organisation_id = NEW.organisation_id AND b.closing_by <> NEW.acknowledged_by) THEN
    RAISE EXCEPTION 'whoever closes a day does not acknowledge its findings'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'end_of_day_acknowledgement_second_person';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.second_rank_by_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  scope text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', 'system', true);
  IF NEW.rank = 2 AND NOT EXISTS (
    SELECT 1 FROM pledge_rank_consent c JOIN pledge f ON f.id = c.pledge_id
    WHERE c.id = NEW.rank_consent_id AND c.second_lender_id = NEW.lender_id AND c.enterprise_id = NEW.enterprise_id
      AND (c.certificate_kind, c.certificate_no, c.right_type) = (NEW.certificate_kind, NEW.certificate_no, NEW.right_type)
      AND NEW.contracted_on BETWEEN c.given_on AND c.valid_to AND NEW.secured_limit <= c.most_secured AND NEW.prior_limit = c.prior_limit
      AND f.rank = 1 AND f.state IN ('REGISTERED', 'FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED')) THEN
    RAISE EXCEPTION 'second rank needs the consent of the first pledgee'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_second_rank_consented';
  END IF;
  PERFORM set_config('tandai.scope', scope, true);
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.second_rank_moves_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  scope text := coalesce(current_setting('tandai.scope', true), '');
BEGIN
  PERFORM set_config('tandai.scope', 'system', true);
  UPDATE pledge SET rank = 1, prior_limit = 0
  WHERE rank = 2 AND state NOT IN ('RELEASED', 'LAPSED')
    AND (certificate_kind, certificate_no, right_type) = (NEW.certificate_kind, NEW.certificate_no, NEW.right_type);
  PERFORM set_config('tandai.scope', scope, true);
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.security_reaches(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((current_scope() = ANY (ARRAY['system'::text, 'security'::text])) OR ((current_scope() = 'own-security'::text) AND (organisation = current_organisation())))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.sees_subject(kind text, id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM process_subject s WHERE ((s.subject_kind = sees_subject.kind) AND (s.subject_id = sees_subject.id))))
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.servicing_decided_as_worded()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state <> 'PROPOSED' THEN
    RAISE EXCEPTION 'a decided request stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'servicing_request_decided_once';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.splits_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.step_follows()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.stop_booking(organisation uuid)
 RETURNS date
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(book_lock(organisation));
  RETURN (SELECT max(c.closed_through) FROM accounting_period_close c WHERE c.organisation_id = organisation);
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.subject_moves_by_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.subsidy_step_by_another_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM interest_subsidy_step s
             WHERE s.subsidy_id = NEW.subsidy_id AND s.no = NEW.no - 1 AND s.taken_by = NEW.taken_by) THEN
    RAISE EXCEPTION 'two steps of a claim in a row are taken by two people'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interest_subsidy_step_second_person';
  END IF;
  RETURN NEW;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.tell(told uuid, about_kind text, about_id uuid, news text, told_on date, about date, details jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was text := enter_scope('system');
  added integer;
BEGIN
  INSERT INTO notice (organisation_id, subject_kind, subject_id, kind, on_date, about_on, detail)
  VALUES (told, about_kind, about_id, news, told_on, about, details) ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  PERFORM enter_scope(was);
  RETURN added = 1;
END $function$
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.worded(parts text[], amount numeric, annual_saving numeric, contract_no text, rating_id uuid, loan_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((((((((((parts)[1] || to_json((amount)::text)) || (parts)[2]) || to_json((annual_saving)::text)) || (parts)[3]) || to_json(contract_no)) || (parts)[4]) || COALESCE((to_json(rating_id))::text, 'null'::text)) || (parts)[5]) || to_json(loan_id)) || (parts)[6])
GRANT EXECUTE TO tandai_app
GRANT EXECUTE TO PUBLIC

SCHEMA public GRANT USAGE TO PUBLIC
