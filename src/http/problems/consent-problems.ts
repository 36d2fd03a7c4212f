import type { LookRefusal } from '../../app/account-views/look-into.js'
import type { ConsentDecisionRefusal } from '../../app/consents/decide-request.js'
import type { ConsentRefusal } from '../../app/consents/grant-consent.js'
import type { ConsentRequestRefusal } from '../../app/consents/request-consent.js'
import type { ProblemTable } from './problem-table.js'

type ConsentSlice = ConsentRefusal | ConsentRequestRefusal | ConsentDecisionRefusal | LookRefusal

/** Consents, requests for them and looks into accounts. NOT_FOUND is told by the edge, CONSENT_REQUIRED with the accounts. */
export const consentProblems: ProblemTable<Exclude<ConsentSlice, { readonly code: 'NOT_FOUND' | 'CONSENT_REQUIRED' }>> =
  {
    PURPOSE_REQUIRED: {
      status: 422,
      zh: '贵单位持有多种目的的授权({purposes}),请说明本次查询的目的。',
      en: 'Consents for several purposes open this account to you ({purposes}); say for which of them you look.',
    },
    PURPOSE_NOT_YOURS: {
      status: 422,
      zh: '贵单位不能以“{purpose}”为目的查询,可用的目的:{allowed}。',
      en: 'You may not look for the purpose {purpose}; open to you: {allowed}.',
    },
    LENDER_UNKNOWN: {
      status: 422,
      zh: '没有代码为 {lenderCode} 的银行或担保机构。',
      en: 'No bank or guarantor has the code {lenderCode}.',
    },
    CONSENT_PERIOD_INVERTED: {
      status: 422,
      zh: '授权截止日 {validTo} 早于起始日 {validFrom}。',
      en: 'The consent would end on {validTo}, before it begins on {validFrom}.',
    },
    CONSENT_ALREADY_OVER: {
      status: 422,
      zh: '授权截止日 {validTo} 早于今天 {today}。',
      en: 'The consent would have ended on {validTo}, before today, {today}.',
    },
    CONSENT_PERIOD_TOO_LONG: {
      status: 422,
      zh: '贷前授权最长 {most} 天:截止日须填写,且不晚于 {latest}。',
      en: 'Before a loan a bank may ask for at most {most} days: name a last day, {latest} at the latest.',
    },
    CONSENT_WITHDRAWN: {
      status: 409,
      zh: '该授权已于 {withdrawnAt} 撤回。',
      en: 'The consent was withdrawn at {withdrawnAt}.',
    },
    CONSENT_REQUEST_WAITS: {
      status: 409,
      zh: '相同目的的授权申请 {requestId} 尚待答复(至 {expiresOn}),请勿重复申请。',
      en: 'Your request {requestId} for the same purpose still waits for its answer, until {expiresOn}.',
    },
    CONSENT_REQUEST_CLOSED: {
      status: 409,
      zh: '该授权申请已不能答复:状态 {state},截止日 {expiresOn}。',
      en: 'The request can no longer be answered: it is {state}; its last day was {expiresOn}.',
    },
    CONSENT_NOT_REQUESTED: {
      status: 422,
      zh: '申请中没有这些信息类别:{fieldGroups};只能授权所申请的全部或部分。',
      en: 'The request does not ask for {fieldGroups}; grant what it asks for, or part of it.',
    },
    CONSENT_LONGER_THAN_REQUESTED: {
      status: 422,
      zh: '授权截止日 {validTo} 晚于申请的 {requested}。',
      en: 'The grant would last until {validTo}, longer than the {requested} that was asked for.',
    },
    CONSENT_TEXT_OUTDATED: {
      status: 409,
      zh: '所签的授权书文本不是现行版本(第 {version} 版),请阅读现行文本后再签。',
      en: 'The wording that was signed is not the one in force (version {version}); read that one and sign again.',
    },
  }
