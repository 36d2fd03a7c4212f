/** How the grades of the city's scheme are called; another scheme brings names of its own in its method. */
const NAMES: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  ['DEEP_GREEN', { zh: '深绿', en: 'deep green' }],
  ['LIGHT_GREEN', { zh: '浅绿', en: 'light green' }],
  ['YELLOW', { zh: '黄', en: 'yellow' }],
  ['RED', { zh: '红', en: 'red' }],
  ['NOT_RATED', { zh: '未评级', en: 'not rated' }],
])

/** The grade in both languages; a grade without a name is told by its code. */
export const gradeNames = (grade: string): { readonly zh: string; readonly en: string } =>
  NAMES.get(grade) ?? { zh: grade, en: grade }
