/** What personal data is called (个人信息), in refusals and on desks. */
export const personalDataNames = { idNumber: '身份证号', phone: '电话号码', bankCard: '银行卡号', address: '住址' } as const
