/** The colours of the Zhaoqing label scheme as drawn; text on them is dark or stands beside. */
export const GRADE_COLOURS: Readonly<Record<string, string>> = {
  DEEP_GREEN: '#14694a',
  LIGHT_GREEN: '#7cb86b',
  YELLOW: '#e0ae23',
  RED: '#c8442f',
  NOT_RATED: '#9aa5a0',
}
