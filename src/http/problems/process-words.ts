import type { Party } from '../../domain/process/machine.js'

const PARTIES: Readonly<Record<Party, { readonly zh: string; readonly en: string }>> = {
  developer: { zh: '场景开发方', en: 'the scenario developer' },
  holder: { zh: '权利人', en: 'the holder' },
  seller: { zh: '卖方', en: 'the seller' },
  buyer: { zh: '买方', en: 'the buyer' },
  operator: { zh: '运营机构', en: 'the operator' },
  bureau: { zh: '数据主管部门', en: 'the data bureau' },
  source: { zh: '数源部门', en: 'the source department' },
  registry: { zh: '登记机构', en: 'the registry' },
  committee: { zh: '合规会审', en: 'the compliance committee' },
  exchange: { zh: '交易所', en: 'the exchange' },
  lender: { zh: '贷款机构', en: 'the lender' },
  borrower: { zh: '借款人', en: 'the borrower' },
  valuer: { zh: '评估机构', en: 'the valuer' },
  'central-bank': { zh: '人民银行', en: 'the central bank' },
  tribunal: { zh: '仲裁机构或法院', en: 'the tribunal' },
  filer: { zh: '申请人', en: 'the filer' },
  respondent: { zh: '被申请人', en: 'the respondent' },
  objector: { zh: '异议人', en: 'the objector' },
  anyone: { zh: '任何机构', en: 'any organisation' },
  timer: { zh: '期限届满后由系统', en: 'the program once the time is over' },
}

interface Told {
  readonly zh: string
  readonly en: string
}

/** Parties by their names and what cures an unmet condition, in the reader's language. */
export function processWordsOf(
  code: string,
  { by, unmet }: Readonly<Record<string, unknown>>,
  language: 'zh' | 'en',
): Record<string, unknown> {
  const joined = (words: readonly Told[]) => words.map((word) => word[language]).join(language === 'zh' ? '、' : '; ')
  if (code === 'PARTY_FORBIDDEN') return { by: joined((by as readonly Party[]).map((party) => PARTIES[party])) }
  if (code === 'PRECONDITION_UNMET')
    return { cures: joined((unmet as readonly { readonly cure: Told }[]).map(({ cure }) => cure)) }
  return {}
}
