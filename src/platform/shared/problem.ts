/**
 * Problems (错误): the one way the system says "no".
 *
 * A problem is an expected refusal that the caller can understand and act on.
 * It travels over HTTP as application/problem+json.
 *
 * Source: RFC 9457, "Problem Details for HTTP APIs".
 */

export interface ProblemKind {
  /** Stable URI reference of the kind; opening it shows its documentation. */
  type: `/problems/${string}`
  /** HTTP status code. */
  status: number
  /** Short summary; the same for every occurrence. */
  title: string
  /** What the person can do about it; shown on the kind's page. */
  remedy?: string
}

/** One wrong field: where it stands in the input, and what to do about it. */
export interface FieldError {
  /** JSON pointer into the input, e.g. "#/text". */
  pointer: string
  detail: string
}

/** Throw one to refuse. `detail` is for the person; `facts` are for the program. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly detail: string | undefined
  readonly facts: Record<string, unknown>

  constructor(kind: ProblemKind, detail?: string, facts: Record<string, unknown> = {}) {
    super(detail ?? kind.title)
    this.kind = kind
    this.detail = detail
    this.facts = facts
  }

  /** The wrong fields, if this is an invalid-input problem. */
  get errors(): FieldError[] {
    return (this.facts.errors as FieldError[] | undefined) ?? []
  }
}

/** A refusal of one field, for checks that the schema cannot say. */
export const invalidField = (pointer: string, detail: string) => new Problem(problems.invalid, undefined, { errors: [{ pointer, detail }] })

export const problems = {
  malformed: { type: '/problems/malformed', status: 400, title: '请求写法不对', remedy: '请检查地址和内容是不是完整的JSON。' },
  signInRequired: { type: '/problems/sign-in-required', status: 401, title: '请先登录', remedy: '登录后再试一次。填好的内容不会丢。' },
  forbidden: { type: '/problems/forbidden', status: 403, title: '这件事不归您办', remedy: '请找有权限的同事，或联系系统管理员。' },
  notFound: { type: '/problems/not-found', status: 404, title: '没有找到', remedy: '请检查编号或地址有没有写错。' },
  wrongState: { type: '/problems/wrong-state', status: 409, title: '现在还不能这样做', remedy: '情况可能刚刚变了。请刷新页面再看。' },
  anotherPerson: {
    type: '/problems/another-person',
    status: 409,
    title: '现在登录的是另一个人',
    remedy: '请写的人自己登录，再发。',
  },
  editedMeanwhile: {
    type: '/problems/edited-meanwhile',
    status: 412,
    title: '别人刚刚改过',
    remedy: '两份内容都列在这里。请对照后再保存。',
  },
  tooLarge: { type: '/problems/too-large', status: 413, title: '内容太大', remedy: '请删减内容，或换小一点的文件。' },
  unsupported: { type: '/problems/unsupported', status: 415, title: '不认识这种内容', remedy: '接口只收JSON；照片只收JPG、PNG和WebP。' },
  invalid: { type: '/problems/invalid', status: 422, title: '有几处要改一下', remedy: '请按每一处的提示修改。已填的内容还在。' },
  unreadableFile: {
    type: '/problems/unreadable-file',
    status: 422,
    title: '这份文件读不出文字，请人工核对',
    remedy: '请换成能选中文字的文件，或由人逐页看过。',
  },
  keyReused: {
    type: '/problems/key-reused',
    status: 422,
    title: '同一张表单交了两份不同的内容',
    remedy: '请打开新的表单再提交。',
  },
  preconditionRequired: { type: '/problems/precondition-required', status: 428, title: '缺少版本号', remedy: '请带上 If-Match 再保存。' },
  tooMany: { type: '/problems/too-many', status: 429, title: '提交得太快了', remedy: '请稍等一会儿再试，或打电话由我们登记。' },
  headersTooLarge: { type: '/problems/headers-too-large', status: 431, title: '请求头太大', remedy: '请清理浏览器的Cookie再试。' },
  unexpected: { type: '/problems/unexpected', status: 500, title: '刚才没存上，是我们的问题', remedy: '请过几分钟再试。仍不行请打电话。' },
  unavailable: { type: '/problems/unavailable', status: 503, title: '系统正在恢复', remedy: '请过几秒再试。已提交的都在。' },
} as const satisfies Record<string, ProblemKind>
