SEQUENCE activity_id_seq bigint

SEQUENCE audit_event_id_seq bigint

SEQUENCE journal_line_id_seq bigint

SEQUENCE operating_figure_id_seq bigint

SEQUENCE reloan_quota_movement_id_seq bigint

SEQUENCE rule_id_seq bigint

SEQUENCE sign_in_attempt_id_seq bigint

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT activity_pkey PRIMARY KEY (id)
  CONSTRAINT activity_data_quality_range CHECK (((data_quality >= 1) AND (data_quality <= 5)))
  CONSTRAINT activity_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT activity_green_within_quantity CHECK (((green_quantity >= (0)::numeric) AND (green_quantity <= quantity)))
  CONSTRAINT activity_month_form CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
  CONSTRAINT activity_quantity_not_negative CHECK ((quantity >= (0)::numeric))
  CONSTRAINT activity_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT activity_superseded_once UNIQUE (supersedes)
  CONSTRAINT activity_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES activity(id)
  CONSTRAINT activity_unit_known CHECK ((unit = ANY (ARRAY['kWh'::text, 'MWh'::text, 'GJ'::text, 't'::text, 'Nm3'::text, '10^4Nm3'::text])))
  CREATE UNIQUE INDEX activity_first_reading ON public.activity USING btree (enterprise_id, month, carrier, meter) WHERE (supersedes IS NULL)
  CREATE TRIGGER activity_append_only BEFORE DELETE OR UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY activity_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY activity_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

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
  POLICY audit_event_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  POLICY audit_event_write AS PERMISSIVE FOR INSERT TO public WITH CHECK true
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
  GRANT INSERT, SELECT TO tandai_app

TABLE consent
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  lender_id uuid NOT NULL
  purpose text NOT NULL
  valid_from date NOT NULL
  valid_to date
  granted_by uuid
  basis text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT consent_pkey PRIMARY KEY (id)
  CONSTRAINT consent_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT consent_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES user_account(id)
  CONSTRAINT consent_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT consent_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT consent_purpose_known CHECK ((purpose = ANY (ARRAY['pre_loan'::text, 'post_loan'::text, 'reloan_review'::text])))
  CREATE INDEX consent_pair ON public.consent USING btree (lender_id, enterprise_id)
  CREATE TRIGGER consent_append_only BEFORE DELETE OR UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY consent_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE consent_withdrawal
  consent_id uuid NOT NULL
  enterprise_id uuid NOT NULL
  withdrawn_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT consent_withdrawal_pkey PRIMARY KEY (consent_id)
  CONSTRAINT consent_withdrawal_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(id)
  CONSTRAINT consent_withdrawal_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT consent_withdrawal_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES user_account(id)
  CREATE TRIGGER consent_withdrawal_append_only BEFORE DELETE OR UPDATE ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY consent_withdrawal_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY consent_withdrawal_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'lender'::text])) OR (enterprise_id = current_organisation()))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT credit_line_pkey PRIMARY KEY (id)
  CONSTRAINT credit_line_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT credit_line_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT credit_line_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT credit_line_prior_limit_not_negative CHECK ((prior_limit >= (0)::numeric))
  CONSTRAINT credit_line_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT credit_line_superseded_once UNIQUE (supersedes)
  CONSTRAINT credit_line_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES credit_line(id)
  CREATE INDEX credit_line_enterprise ON public.credit_line USING btree (enterprise_id)
  CREATE UNIQUE INDEX credit_line_first ON public.credit_line USING btree (enterprise_id, lender_id, product) WHERE (supersedes IS NULL)
  CREATE INDEX credit_line_lender ON public.credit_line USING btree (lender_id)
  CREATE TRIGGER credit_line_append_only BEFORE DELETE OR UPDATE ON credit_line FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY credit_line_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY credit_line_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'administrator'::text, 'central-bank'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE data_product
  id uuid NOT NULL DEFAULT gen_random_uuid()
  enterprise_id uuid NOT NULL
  name text NOT NULL
  scenario text NOT NULL
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT data_product_pkey PRIMARY KEY (id)
  CONSTRAINT data_product_certificate_at_most_five_years CHECK (((certificate_valid_to > certificate_valid_from) AND (certificate_valid_to <= (certificate_valid_from + 'P5Y'::interval))))
  CONSTRAINT data_product_certificate_code_form CHECK (((certificate_kind <> 'national'::text) OR (certificate_no ~ '^SJ\d{2}\d\d{4}(0[1-9]|1[0-2])\d{4}$'::text)))
  CONSTRAINT data_product_certificate_key UNIQUE (certificate_kind, certificate_no, right_type)
  CONSTRAINT data_product_certificate_kind_known CHECK ((certificate_kind = ANY (ARRAY['national'::text, 'local'::text, 'exchange'::text])))
  CONSTRAINT data_product_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT data_product_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT data_product_right_known CHECK ((right_type = ANY (ARRAY['holding'::text, 'use'::text, 'operation'::text])))
  CREATE TRIGGER data_product_append_only BEFORE DELETE OR UPDATE ON data_product FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY data_product_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
  POLICY data_product_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

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
  entry_id uuid NOT NULL
  disbursed_by uuid NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT disbursement_pkey PRIMARY KEY (id)
  CONSTRAINT disbursement_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT disbursement_disbursed_by_fkey FOREIGN KEY (disbursed_by) REFERENCES user_account(id)
  CONSTRAINT disbursement_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT disbursement_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id)
  CONSTRAINT disbursement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT disbursement_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT disbursement_note_key UNIQUE (lender_id, note_no)
  CREATE INDEX disbursement_loan ON public.disbursement USING btree (loan_id)
  CREATE TRIGGER disbursement_append_only BEFORE DELETE OR UPDATE ON disbursement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY disbursement_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY disbursement_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY disbursement_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
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
  POLICY idempotency_answer_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = 'system'::text) OR (user_id = current_user_account()))
  GRANT INSERT, SELECT TO tandai_app

TABLE issued_report
  id uuid NOT NULL DEFAULT gen_random_uuid()
  kind text NOT NULL
  as_of date NOT NULL
  known_at timestamp with time zone NOT NULL
  document jsonb NOT NULL
  document_hash text NOT NULL
  job_run_id uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT issued_report_pkey PRIMARY KEY (id)
  CONSTRAINT issued_report_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CREATE INDEX issued_report_latest ON public.issued_report USING btree (kind, as_of, recorded_at DESC)
  CREATE TRIGGER issued_report_append_only BEFORE DELETE OR UPDATE ON issued_report FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY issued_report_city AS PERMISSIVE FOR ALL TO public USING (current_scope() = ANY (ARRAY['system'::text, 'central-bank'::text, 'steward'::text, 'auditor'::text, 'administrator'::text]))
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
  CONSTRAINT job_run_pkey PRIMARY KEY (id)
  CONSTRAINT job_run_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT job_run_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES user_account(id)
  CONSTRAINT job_run_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text])))
  CREATE UNIQUE INDEX job_run_one_live ON public.job_run USING btree (kind, payload_hash) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
  CREATE INDEX job_run_queue ON public.job_run USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
  ROW LEVEL SECURITY FORCED
  POLICY job_run_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text, 'auditor'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE journal_entry
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  booked_on date NOT NULL
  event text NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  reverses uuid
  recorded_by uuid
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT journal_entry_pkey PRIMARY KEY (id)
  CONSTRAINT journal_entry_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT journal_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT journal_entry_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT journal_entry_reversed_once UNIQUE (reverses)
  CONSTRAINT journal_entry_reverses_fkey FOREIGN KEY (reverses) REFERENCES journal_entry(id)
  CREATE INDEX journal_entry_organisation ON public.journal_entry USING btree (organisation_id, booked_on)
  CREATE INDEX journal_entry_subject ON public.journal_entry USING btree (subject_kind, subject_id)
  CREATE TRIGGER journal_entry_append_only BEFORE DELETE OR UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_balance()
  ROW LEVEL SECURITY FORCED
  POLICY journal_entry_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND (subject_kind = 'reloan'::text)))
  POLICY journal_entry_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND (subject_kind = 'reloan'::text)))
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
  CONSTRAINT journal_line_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT journal_line_side_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])))
  CREATE INDEX journal_line_account ON public.journal_line USING btree (account_id, id)
  CREATE INDEX journal_line_entry ON public.journal_line USING btree (entry_id)
  CREATE TRIGGER journal_line_append_only BEFORE DELETE OR UPDATE ON journal_line FOR EACH ROW EXECUTE FUNCTION forbid_change()
  CREATE CONSTRAINT TRIGGER journal_line_balanced AFTER INSERT ON journal_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_balance()
  ROW LEVEL SECURITY FORCED
  POLICY journal_line_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM journal_entry e
  WHERE (e.id = journal_line.entry_id)))))
  POLICY journal_line_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM journal_entry e
  WHERE (e.id = journal_line.entry_id)))))
  GRANT INSERT, SELECT TO tandai_app

TABLE ledger_account
  id uuid NOT NULL DEFAULT gen_random_uuid()
  organisation_id uuid NOT NULL
  code text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  normal_side text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT ledger_account_pkey PRIMARY KEY (id)
  CONSTRAINT ledger_account_code_key UNIQUE (organisation_id, code)
  CONSTRAINT ledger_account_of_organisation UNIQUE (id, organisation_id)
  CONSTRAINT ledger_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT ledger_account_side_known CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text])))
  CREATE TRIGGER ledger_account_append_only BEFORE DELETE OR UPDATE ON ledger_account FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY ledger_account_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text, 'central-bank'::text])) OR (organisation_id = current_organisation()))
  POLICY ledger_account_write AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'central-bank'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT loan_pkey PRIMARY KEY (id)
  CONSTRAINT loan_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT loan_application_id_fkey FOREIGN KEY (application_id) REFERENCES loan_application(id)
  CONSTRAINT loan_application_used_once UNIQUE (application_id)
  CONSTRAINT loan_contract_no_key UNIQUE (lender_id, contract_no)
  CONSTRAINT loan_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT loan_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quote(id)
  CONSTRAINT loan_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES user_account(id)
  CREATE INDEX loan_enterprise ON public.loan USING btree (enterprise_id)
  CREATE INDEX loan_lender ON public.loan USING btree (lender_id, recorded_at DESC, id)
  CREATE TRIGGER loan_append_only BEFORE DELETE OR UPDATE ON loan FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY loan_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM reloan_filing_loan f
  WHERE ((f.loan_id = loan.id) AND (f.central_bank_id = current_organisation()))))))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT loan_application_pkey PRIMARY KEY (id)
  CONSTRAINT loan_application_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT loan_application_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_application_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_application_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT loan_application_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id)
  CONSTRAINT loan_application_state_known CHECK ((state = ANY (ARRAY['APPLIED'::text, 'APPROVED'::text, 'REJECTED'::text, 'CONTRACTED'::text])))
  CONSTRAINT loan_application_tenor_positive CHECK ((tenor_months > 0))
  CREATE INDEX loan_application_enterprise ON public.loan_application USING btree (enterprise_id)
  CREATE INDEX loan_application_lender ON public.loan_application USING btree (lender_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY loan_application_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_application_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_application_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
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
  POLICY loan_approval_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_approval_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
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
  CONSTRAINT loan_state_pkey PRIMARY KEY (loan_id)
  CONSTRAINT loan_balance_within_disbursed CHECK (((balance >= (0)::numeric) AND (balance <= disbursed)))
  CONSTRAINT loan_not_over_disbursed CHECK (((disbursed >= (0)::numeric) AND (disbursed <= contracted)))
  CONSTRAINT loan_state_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT loan_state_known CHECK ((state = ANY (ARRAY['CONTRACTED'::text, 'DISBURSED'::text, 'SETTLED'::text])))
  CONSTRAINT loan_state_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT loan_state_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  ROW LEVEL SECURITY FORCED
  POLICY loan_state_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_state_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY loan_state_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (EXISTS ( SELECT 1
   FROM reloan_filing_loan f
  WHERE ((f.loan_id = loan_state.loan_id) AND (f.central_bank_id = current_organisation()))))))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
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
  POLICY operating_figure_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

TABLE organisation
  id uuid NOT NULL DEFAULT gen_random_uuid()
  code text NOT NULL
  kind text NOT NULL
  name_zh text NOT NULL
  name_en text NOT NULL
  origin text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT organisation_pkey PRIMARY KEY (id)
  CONSTRAINT organisation_code_key UNIQUE (code)
  CONSTRAINT organisation_kind_known CHECK ((kind = ANY (ARRAY['central_bank_branch'::text, 'data_authority'::text, 'data_operator'::text, 'data_exchange'::text, 'lender'::text, 'guarantor'::text, 'enterprise'::text, 'auditor'::text, 'platform'::text])))
  ROW LEVEL SECURITY FORCED
  POLICY organisation_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'administrator'::text]))
  POLICY organisation_read AS PERMISSIVE FOR SELECT TO public USING ((kind <> 'enterprise'::text) OR (current_scope() = 'system'::text) OR (id = current_organisation()) OR (EXISTS ( SELECT 1
   FROM enterprise e
  WHERE (e.id = organisation.id))))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT pledge_pkey PRIMARY KEY (id)
  CONSTRAINT pledge_data_product_id_fkey FOREIGN KEY (data_product_id) REFERENCES data_product(id)
  CONSTRAINT pledge_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT pledge_frozen_has_receipt CHECK (((state <> 'FROZEN_CONFIRMED'::text) OR ((freeze_receipt_no IS NOT NULL) AND (frozen_on IS NOT NULL))))
  CONSTRAINT pledge_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT pledge_made_by_fkey FOREIGN KEY (made_by) REFERENCES user_account(id)
  CONSTRAINT pledge_registered_has_number CHECK (((state = 'CONTRACTED'::text) OR (state = 'RELEASED'::text) OR ((registration_no IS NOT NULL) AND (registered_on IS NOT NULL) AND (registration_valid_to IS NOT NULL))))
  CONSTRAINT pledge_registration_key UNIQUE (registration_no)
  CONSTRAINT pledge_secured_limit_positive CHECK ((secured_limit > (0)::numeric))
  CONSTRAINT pledge_state_known CHECK ((state = ANY (ARRAY['CONTRACTED'::text, 'REGISTERED'::text, 'FROZEN_CONFIRMED'::text, 'RELEASED'::text])))
  CONSTRAINT pledge_valuation_id_fkey FOREIGN KEY (valuation_id) REFERENCES valuation(id)
  CREATE UNIQUE INDEX pledge_one_live ON public.pledge USING btree (certificate_kind, certificate_no, right_type) WHERE (state <> 'RELEASED'::text)
  ROW LEVEL SECURITY FORCED
  POLICY pledge_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY pledge_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY pledge_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE portfolio_import
  content_hash text NOT NULL
  name text NOT NULL
  counts jsonb NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT portfolio_import_pkey PRIMARY KEY (content_hash)
  CREATE TRIGGER portfolio_import_append_only BEFORE DELETE OR UPDATE ON portfolio_import FOR EACH ROW EXECUTE FUNCTION forbid_change()
  GRANT INSERT, SELECT TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
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
  POLICY quote_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY quote_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT rate_decision_pkey PRIMARY KEY (id)
  CONSTRAINT rate_decision_credit_line_id_fkey FOREIGN KEY (credit_line_id) REFERENCES credit_line(id)
  CONSTRAINT rate_decision_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT rate_decision_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT rate_decision_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT rate_decision_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id)
  CONSTRAINT rate_decision_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX rate_decision_latest ON public.rate_decision USING btree (credit_line_id, priced_on DESC, recorded_at DESC)
  CREATE TRIGGER rate_decision_append_only BEFORE DELETE OR UPDATE ON rate_decision FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rate_decision_add AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY rate_decision_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text, 'administrator'::text, 'central-bank'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT rating_pkey PRIMARY KEY (id)
  CONSTRAINT rating_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT rating_grade_known CHECK ((grade = ANY (ARRAY['DEEP_GREEN'::text, 'LIGHT_GREEN'::text, 'YELLOW'::text, 'RED'::text, 'NOT_RATED'::text])))
  CONSTRAINT rating_job_run_id_fkey FOREIGN KEY (job_run_id) REFERENCES job_run(id)
  CONSTRAINT rating_method_rule_id_fkey FOREIGN KEY (method_rule_id) REFERENCES rule(id)
  CONSTRAINT rating_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX rating_latest ON public.rating USING btree (enterprise_id, as_of DESC, recorded_at DESC)
  CREATE TRIGGER rating_append_only BEFORE DELETE OR UPDATE ON rating FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY rating_add AS PERMISSIVE FOR INSERT TO public WITH CHECK (current_scope() = ANY (ARRAY['system'::text, 'steward'::text]))
  POLICY rating_read AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'steward'::text, 'auditor'::text])) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'lender'::text) AND consent_in_force(enterprise_id, current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT reloan_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES user_account(id)
  CONSTRAINT reloan_due_after_drawn CHECK ((due_on > drawn_on))
  CONSTRAINT reloan_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES reloan_filing(id)
  CONSTRAINT reloan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT reloan_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CREATE INDEX reloan_of_filing ON public.reloan USING btree (filing_id)
  CREATE INDEX reloan_of_loan ON public.reloan USING btree (loan_id)
  CREATE TRIGGER reloan_append_only BEFORE DELETE OR UPDATE ON reloan FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_parties AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT reloan_filing_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_filing_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_drawn_within_granted CHECK (((drawn >= (0)::numeric) AND (drawn <= COALESCE(granted, (0)::numeric))))
  CONSTRAINT reloan_filing_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_granted_within_requested CHECK (((granted IS NULL) OR ((granted > (0)::numeric) AND (granted <= requested))))
  CONSTRAINT reloan_filing_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CONSTRAINT reloan_filing_requested_positive CHECK ((requested > (0)::numeric))
  CONSTRAINT reloan_filing_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_filing_state_known CHECK ((state = ANY (ARRAY['FILED'::text, 'REVIEWED'::text, 'GRANTED'::text, 'RETURNED'::text])))
  CONSTRAINT reloan_filing_three_people CHECK ((((reviewed_by IS NULL) OR (reviewed_by <> filed_by)) AND ((granted_by IS NULL) OR ((granted_by <> filed_by) AND (granted_by <> reviewed_by)))))
  CREATE INDEX reloan_filing_central_bank ON public.reloan_filing USING btree (central_bank_id, recorded_at DESC, id)
  CREATE INDEX reloan_filing_lender ON public.reloan_filing USING btree (lender_id, recorded_at DESC, id)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_filing_parties AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  CONSTRAINT reloan_filing_loan_pkey PRIMARY KEY (filing_id, loan_id)
  CONSTRAINT reloan_filing_loan_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_loan_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprise(id)
  CONSTRAINT reloan_filing_loan_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES reloan_filing(id)
  CONSTRAINT reloan_filing_loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_filing_loan_loan_id_fkey FOREIGN KEY (loan_id) REFERENCES loan(id)
  CONSTRAINT reloan_filing_loan_requested_positive CHECK ((requested > (0)::numeric))
  CREATE UNIQUE INDEX reloan_filing_loan_one_live ON public.reloan_filing_loan USING btree (loan_id) WHERE live
  ROW LEVEL SECURITY FORCED
  POLICY reloan_filing_loan_parties AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  decided_at timestamp with time zone
  CONSTRAINT reloan_quota_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_document_key UNIQUE (central_bank_id, document_no)
  CONSTRAINT reloan_quota_drawn_not_negative CHECK ((drawn >= (0)::numeric))
  CONSTRAINT reloan_quota_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_limit_positive CHECK ((limit_amount > (0)::numeric))
  CONSTRAINT reloan_quota_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
  CONSTRAINT reloan_quota_not_overdrawn CHECK (((reserved + drawn) <= limit_amount))
  CONSTRAINT reloan_quota_period_ordered CHECK ((valid_to >= valid_from))
  CONSTRAINT reloan_quota_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES user_account(id)
  CONSTRAINT reloan_quota_reserved_not_negative CHECK ((reserved >= (0)::numeric))
  CONSTRAINT reloan_quota_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACTIVE'::text, 'REJECTED'::text])))
  CREATE INDEX reloan_quota_lender ON public.reloan_quota USING btree (lender_id)
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_parties AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT reloan_quota_movement_pkey PRIMARY KEY (id)
  CONSTRAINT reloan_quota_movement_amount_positive CHECK ((amount > (0)::numeric))
  CONSTRAINT reloan_quota_movement_central_bank_id_fkey FOREIGN KEY (central_bank_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_movement_kind_known CHECK ((kind = ANY (ARRAY['GRANTED'::text, 'RESERVED'::text, 'RELEASED'::text, 'DRAWN'::text, 'RETURNED'::text])))
  CONSTRAINT reloan_quota_movement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(id)
  CONSTRAINT reloan_quota_movement_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES reloan_quota(id)
  CONSTRAINT reloan_quota_movement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CREATE INDEX reloan_quota_movement_quota ON public.reloan_quota_movement USING btree (quota_id, id)
  CREATE TRIGGER reloan_quota_movement_append_only BEFORE DELETE OR UPDATE ON reloan_quota_movement FOR EACH ROW EXECUTE FUNCTION forbid_change()
  ROW LEVEL SECURITY FORCED
  POLICY reloan_quota_movement_parties AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation()))) WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND (central_bank_id = current_organisation())))
  GRANT INSERT, SELECT TO tandai_app

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
  known_from timestamp with time zone NOT NULL DEFAULT now()
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT rule_pkey PRIMARY KEY (id)
  CONSTRAINT rule_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES user_account(id)
  CONSTRAINT rule_content_key UNIQUE (table_name, content_hash)
  CONSTRAINT rule_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES user_account(id)
  CONSTRAINT rule_maker_is_not_checker CHECK (((entered_by IS NULL) OR (approved_by IS DISTINCT FROM entered_by)))
  CONSTRAINT rule_period_ordered CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  CONSTRAINT rule_status_known CHECK ((status = ANY (ARRAY['confirmed'::text, 'secondary'::text, 'recalled'::text, 'derived'::text, 'assumption'::text, 'unknown'::text, 'given'::text])))
  CREATE INDEX rule_in_force ON public.rule USING btree (table_name, key, valid_from)
  CREATE TRIGGER rule_append_only BEFORE DELETE OR UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION forbid_change()
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
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  decided_at timestamp with time zone
  CONSTRAINT rule_proposal_pkey PRIMARY KEY (id)
  CONSTRAINT rule_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES user_account(id)
  CONSTRAINT rule_proposal_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES user_account(id)
  CONSTRAINT rule_proposal_maker_is_not_checker CHECK (((decided_by IS NULL) OR (decided_by <> entered_by)))
  CONSTRAINT rule_proposal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT rule_proposal_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id)
  CONSTRAINT rule_proposal_state_known CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'REJECTED'::text])))
  ROW LEVEL SECURITY FORCED
  POLICY rule_proposal_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR (organisation_id = current_organisation())) WITH CHECK ((current_scope() = 'system'::text) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE schema_migration
  version integer NOT NULL
  name text NOT NULL
  sha256 text NOT NULL
  applied_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT schema_migration_pk PRIMARY KEY (version)

TABLE sign_in_attempt
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  username text NOT NULL
  address text NOT NULL
  succeeded boolean NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (id)
  CREATE INDEX sign_in_attempt_recent ON public.sign_in_attempt USING btree (username, at) WHERE (NOT succeeded)
  CREATE INDEX sign_in_attempt_recent_address ON public.sign_in_attempt USING btree (address, at) WHERE (NOT succeeded)
  GRANT INSERT, SELECT TO tandai_app

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
  CONSTRAINT user_account_pkey PRIMARY KEY (id)
  CONSTRAINT user_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_account_username_key UNIQUE (username)
  ROW LEVEL SECURITY FORCED
  POLICY user_account_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

TABLE user_role
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  role text NOT NULL
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  CONSTRAINT user_role_pkey PRIMARY KEY (user_id, role)
  CONSTRAINT user_role_known CHECK ((role = ANY (ARRAY['enterprise_user'::text, 'loan_officer'::text, 'credit_approver'::text, 'reloan_reviewer'::text, 'reloan_approver'::text, 'data_steward'::text, 'auditor'::text, 'administrator'::text])))
  CONSTRAINT user_role_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  ROW LEVEL SECURITY FORCED
  POLICY user_role_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'administrator'::text])) OR (organisation_id = current_organisation()))
  GRANT INSERT, SELECT TO tandai_app

TABLE user_session
  token_hash text NOT NULL
  user_id uuid NOT NULL
  organisation_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  CONSTRAINT user_session_pkey PRIMARY KEY (token_hash)
  CONSTRAINT user_session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CONSTRAINT user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
  ROW LEVEL SECURITY FORCED
  POLICY user_session_own AS PERMISSIVE FOR ALL TO public USING ((current_scope() = 'system'::text) OR (user_id = current_user_account()))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

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
  version integer NOT NULL DEFAULT 1
  recorded_at timestamp with time zone NOT NULL DEFAULT now()
  decided_at timestamp with time zone
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
  CONSTRAINT valuation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES user_account(id)
  CONSTRAINT valuation_report_value_positive CHECK ((report_value > (0)::numeric))
  CONSTRAINT valuation_state_known CHECK ((state = ANY (ARRAY['REPORTED'::text, 'ADOPTED'::text, 'REJECTED'::text, 'SUPERSEDED'::text])))
  CREATE UNIQUE INDEX valuation_one_adopted ON public.valuation USING btree (data_product_id, lender_id) WHERE (state = 'ADOPTED'::text)
  ROW LEVEL SECURITY FORCED
  POLICY valuation_lender_adds AS PERMISSIVE FOR INSERT TO public WITH CHECK ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY valuation_lender_updates AS PERMISSIVE FOR UPDATE TO public USING ((current_scope() = 'system'::text) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())))
  POLICY valuation_parties AS PERMISSIVE FOR SELECT TO public USING ((current_scope() = ANY (ARRAY['system'::text, 'auditor'::text])) OR ((current_scope() = 'lender'::text) AND (lender_id = current_organisation())) OR ((current_scope() = 'enterprise'::text) AND (enterprise_id = current_organisation())) OR ((current_scope() = 'central-bank'::text) AND filed_with(enterprise_id, current_organisation())))
  GRANT INSERT, SELECT, UPDATE TO tandai_app

CREATE OR REPLACE FUNCTION public.consent_in_force(enterprise uuid, lender uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM consent c WHERE ((c.enterprise_id = consent_in_force.enterprise) AND (c.lender_id = consent_in_force.lender) AND (c.valid_from <= ((now() AT TIME ZONE 'Asia/Shanghai'::text))::date) AND ((c.valid_to IS NULL) OR (c.valid_to >= ((now() AT TIME ZONE 'Asia/Shanghai'::text))::date)) AND (NOT (EXISTS (SELECT 1 FROM consent_withdrawal w WHERE (w.consent_id = c.id)))))))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('tandai.organisation_id'::text, true), ''::text))::uuid
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_scope()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('tandai.scope'::text, true), ''::text), 'none'::text)
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.current_user_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('tandai.user_id'::text, true), ''::text))::uuid
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.entry_must_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'journal_entry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
  difference numeric;
  lines integer;
BEGIN
  SELECT coalesce(sum(CASE side WHEN 'debit' THEN amount ELSE -amount END), 0), count(*)
    INTO difference, lines FROM journal_line WHERE entry_id = entry;
  IF lines < 2 OR difference <> 0 THEN
    RAISE EXCEPTION 'entry % has % lines and is out of balance by %', entry, lines, difference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
  END IF;
  RETURN NULL;
END $function$
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.filed_with(enterprise uuid, branch uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE ((f.enterprise_id = filed_with.enterprise) AND (f.central_bank_id = filed_with.branch))))
GRANT EXECUTE TO PUBLIC

CREATE OR REPLACE FUNCTION public.forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $function$
GRANT EXECUTE TO PUBLIC

SCHEMA public GRANT USAGE TO PUBLIC
