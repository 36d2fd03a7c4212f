/** 不评级事项 that are entered with a source: data fraud, a major environmental penalty in 24 months, serious dishonesty. */
export const VETO_REASONS = ['DATA_FRAUD', 'MAJOR_ENV_PENALTY_24M', 'SERIOUS_DISHONESTY'] as const
export type VetoReason = (typeof VETO_REASONS)[number]

/** Months for which a major environmental penalty keeps an enterprise unrated. SOURCE: the rating method's veto by name. */
export const PENALTY_MONTHS = 24
