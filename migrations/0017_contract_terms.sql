-- What a contract says about its servicing, frozen when it is signed; null only for contracts older than this.
ALTER TABLE loan ADD COLUMN terms jsonb;
-- The columns that lists and reports read say the same as the frozen terms.
ALTER TABLE loan ADD CONSTRAINT loan_terms_agree CHECK (terms IS NULL OR coalesce(
  terms ->> 'product' = product AND terms ->> 'method' = method AND terms ->> 'dayCount' = day_count, false));
