import type { RecordRefusal } from '../../app/command/record-refusal.js'
import type { CreateOrganisationRefusal } from '../../app/organisations/create-organisation.js'
import type { RequireSecondFactorRefusal } from '../../app/organisations/require-second-factor.js'
import type { EnrolmentRefusal } from '../../app/second-factor/enrol.js'
import type { AttemptRefusal } from '../../app/sessions/attempt.js'
import type { ProofRefusal } from '../../app/sessions/prove-second-factor.js'
import type { OpenAccountRefusal } from '../../app/users/open-account.js'
import type { ReleaseRefusal } from '../../app/users/release-sign-in.js'
import type { ResetPasswordRefusal } from '../../app/users/reset-password.js'
import type { ResetSecondFactorRefusal } from '../../app/users/reset-second-factor.js'
import type { SetRolesRefusal } from '../../app/users/set-roles.js'
import type { ProblemTable } from './problem-table.js'

/** What a session that waits for a step is told everywhere else. */
export type AwaitingRefusal =
  | { readonly code: 'SECOND_FACTOR_NEEDED' }
  | { readonly code: 'ENROLMENT_NEEDED' }
  | { readonly code: 'PASSWORD_CHANGE_NEEDED' }

type AccessRefusal = Exclude<
  | AwaitingRefusal
  | ProofRefusal
  | EnrolmentRefusal
  | SetRolesRefusal
  | OpenAccountRefusal
  | ResetPasswordRefusal
  | ResetSecondFactorRefusal
  | ReleaseRefusal
  | RequireSecondFactorRefusal
  | CreateOrganisationRefusal,
  AttemptRefusal | RecordRefusal
>

/** Refusals of sign-in steps, of the own account and of the administration of people. */
export const accessProblems: ProblemTable<AccessRefusal> = {
  SECOND_FACTOR_NEEDED: {
    status: 403,
    zh: '还需要第二步验证:请输入身份验证器上的动态码或一个恢复码。',
    en: 'The second step is still to be taken: enter the code of your authenticator app, or a recovery code.',
  },
  ENROLMENT_NEEDED: {
    status: 403,
    zh: '本机构要求双因素认证:请先绑定身份验证器,绑定前不能进行其他操作。',
    en: 'Your organisation demands a second factor: set up an authenticator app first; nothing else is open until then.',
  },
  PASSWORD_CHANGE_NEEDED: {
    status: 403,
    zh: '当前密码是他人设置的初始密码:请先改成自己的密码,之后才能进行其他操作。',
    en: 'Your password was given by somebody else: choose one of your own first; nothing else is open until then.',
  },
  SECOND_FACTOR_NOT_ASKED: {
    status: 409,
    zh: '这次登录没有等待第二步验证;如验证器刚被重置,请重新登录。',
    en: 'This sign-in waits for no second step; where the factor was just reset, sign in again.',
  },
  CODE_WRONG: {
    status: 422,
    zh: '动态码或恢复码不正确。动态码每 30 秒更换,请核对设备时间。',
    en: 'The code is not correct. Codes change every 30 seconds: check the clock of your device.',
  },
  CODE_USED: {
    status: 409,
    zh: '这个动态码已经用过,每个码只能用一次:请等下一个码。',
    en: 'This code was used before; each is accepted once: wait for the next one.',
  },
  SECOND_FACTOR_UNAVAILABLE: {
    status: 409,
    zh: '服务器没有配置双因素认证的密钥,暂不能使用动态码:请联系系统管理员。恢复码仍可使用。',
    en: 'The server has no key for second factors, so codes of apps cannot be used: ask the system administrator. Recovery codes still work.',
  },
  SECOND_FACTOR_ENROLLED: {
    status: 409,
    zh: '已经绑定了身份验证器;更换设备请由安全管理员重置。',
    en: 'A second factor is set up already; for a new device ask a security officer to reset it.',
  },
  SECOND_FACTOR_NOT_BEGUN: {
    status: 409,
    zh: '没有正在进行的绑定:请重新开始。',
    en: 'No set-up is under way: begin again.',
  },
  SECOND_FACTOR_ABSENT: {
    status: 409,
    zh: '该用户没有绑定身份验证器,无需重置。',
    en: 'This user has no second factor, so there is nothing to reset.',
  },
  PASSWORD_WRONG: { status: 422, zh: '当前密码不正确。', en: 'The present password is not correct.' },
  PASSWORD_TOO_SHORT: {
    status: 422,
    zh: '新密码至少 {least} 个字符。',
    en: 'The new password needs at least {least} characters.',
  },
  PASSWORD_UNCHANGED: {
    status: 422,
    zh: '新密码不能与当前密码相同。',
    en: 'The new password must differ from the present one.',
  },
  USERNAME_TAKEN: { status: 409, zh: '用户名 {username} 已被使用。', en: 'The username {username} is taken.' },
  ORGANISATION_CODE_TAKEN: {
    status: 409,
    zh: '机构代码 {organisation} 已被使用。',
    en: 'The organisation code {organisation} is taken.',
  },
  OWN_ACCOUNT: {
    status: 403,
    zh: '不能对自己的账号进行此操作,请由另一位管理员办理。',
    en: 'Nobody does this to the own account; another officer does.',
  },
  LAST_OFFICER: {
    status: 409,
    zh: '这是平台最后一位在用的 {role}:请先指定另一位。',
    en: 'This is the last active {role} of the platform: appoint another first.',
  },
  ROLE_NOT_OF_ORGANISATION: {
    status: 422,
    zh: '角色 {role} 不属于 {kind} 类机构。',
    en: 'The role {role} does not belong to an organisation of the kind {kind}.',
  },
  OFFICER_ROLES_APART: {
    status: 422,
    zh: '三员分立:系统管理员、安全管理员、审计管理员互相排斥,也不能兼任业务角色({roles})。',
    en: 'The three officers (system, security, audit) exclude one another and every business role ({roles}).',
  },
  FIRST_PASSWORD_UNCHANGED: {
    status: 409,
    zh: '该用户尚未把初始密码改成自己的密码,不能任命为三员:请本人先登录一次。',
    en: 'This person still has the first password, which somebody else knows, and cannot become an officer: let the person sign in once.',
  },
  OFFICER_WITHOUT_SECOND_FACTOR: {
    status: 409,
    zh: '三员的密码只有在其绑定了身份验证器时才能重置,否则重置者可以冒用其身份。',
    en: 'The password of an officer is reset only where the officer has a second factor: otherwise whoever resets it could act as the officer.',
  },
  SIGN_IN_NOT_LOCKED: {
    status: 409,
    zh: '该用户近 15 分钟没有失败的登录,无需解锁。',
    en: 'There were no failed sign-ins under this name in the last 15 minutes, so there is nothing to release.',
  },
}
