-- What waits for somebody is found by its state, however many applications have ended.
CREATE INDEX loan_application_by_state ON loan_application (lender_id, state, recorded_at DESC, id DESC);
