import type { Day } from '../../calendar/instant.ts'
import { type ProgrammeEvent, type ProgrammeTerms, programmeEvent } from './programme.ts'

const from = '2022-10-01' as Day

type First = Pick<ProgrammeTerms, 'name' | 'legalBasis' | 'condition' | 'mostFen'> & {
  readonly programmeId: string
  readonly department: string
  readonly payday: number
  /** True only where a public text of this city names the benefit, its age and its amount. */
  readonly verified?: true
}

const yuan = 100

/** What the departments of the city pay; the days and the limits that no public text confirms wait for their department. */
const first: readonly First[] = [
  {
    programmeId: 'employee-pension',
    department: 'human-resources',
    name: { zh: '企业职工基本养老金', en: 'Pension of employees' },
    legalBasis: '社会保险法 / Social Insurance Law art. 16',
    payday: 15,
    condition: { ground: ['employee-pension'] },
    mostFen: 50_000 * yuan,
  },
  {
    programmeId: 'resident-pension',
    department: 'human-resources',
    name: { zh: '城乡居民养老保险待遇', en: 'Pension of residents' },
    legalBasis: '社会保险法 / Social Insurance Law art. 21',
    payday: 15,
    condition: { all: [{ ground: ['resident-pension'] }, { age: { from: 60 } }] },
    mostFen: 20_000 * yuan,
  },
  {
    programmeId: 'unemployment-pay',
    department: 'human-resources',
    name: { zh: '失业保险金', en: 'Unemployment pay' },
    legalBasis: '社会保险法 / Social Insurance Law art. 45',
    payday: 10,
    condition: { ground: ['unemployment'] },
    mostFen: 10_000 * yuan,
  },
  {
    programmeId: 'work-injury',
    department: 'human-resources',
    name: { zh: '工伤保险待遇', en: 'Work injury benefits' },
    legalBasis: '社会保险法 / Social Insurance Law art. 38',
    payday: 20,
    condition: { ground: ['work-injury'] },
    mostFen: 2_000_000 * yuan,
  },
  {
    programmeId: 'old-age-allowance',
    department: 'civil-affairs',
    name: { zh: '高龄津贴', en: 'Old-age allowance' },
    legalBasis: '老年人权益保障法 / Law on the Rights of the Elderly art. 33',
    payday: 5,
    condition: { all: [{ age: { from: 80 } }, { residence: 'city' }] },
    mostFen: 100 * yuan,
    verified: true,
  },
  {
    programmeId: 'disability-allowance',
    department: 'disabled-persons',
    name: { zh: '残疾人两项补贴', en: 'Allowances for disabled people' },
    legalBasis: '国发〔2015〕52号',
    payday: 10,
    condition: { ground: ['disability'] },
    mostFen: 5_000 * yuan,
  },
  {
    programmeId: 'student-grant',
    department: 'education',
    name: { zh: '学生资助', en: 'Grants for students' },
    legalBasis: '教育法 / Education Law art. 38',
    payday: 10,
    condition: { ground: ['education'] },
    mostFen: 10_000 * yuan,
  },
  {
    programmeId: 'subsistence-allowance',
    department: 'civil-affairs',
    name: { zh: '最低生活保障金', en: 'Subsistence allowance' },
    legalBasis: '社会救助暂行办法 art. 9',
    payday: 10,
    condition: { residence: 'city' },
    mostFen: 20_000 * yuan,
  },
  {
    programmeId: 'heating-subsidy',
    department: 'human-resources',
    name: { zh: '供暖补贴', en: 'Heating subsidy' },
    legalBasis: 'Measures art. 5',
    payday: 1,
    condition: null,
    mostFen: 10_000 * yuan,
  },
]

/** The events behind the programmes that the platform brings along; the migration writes them. */
export function firstProgrammeEvents(): readonly ProgrammeEvent[] {
  return first.map(({ programmeId, verified = false, ...terms }) =>
    programmeEvent(programmeId, 'programme-adopted', { ...terms, from, until: null, verified }),
  )
}
