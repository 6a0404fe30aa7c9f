import { dayOf, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { type Client, createClient } from '../client/client.ts'
import { memoryStorage } from '../client/memory-storage.ts'
import type { Answer, Input } from '../client/operations.ts'
import { CallFailed, connectionLost, isUncertain, type Problem } from '../client/problem.ts'
import { codeCheck, codeUsed } from './code-check.ts'
import type { TerminalDatabase } from './database.ts'
import { admitDevice, type Device, signAs } from './device.ts'
import { deviceWords } from './device-words.ts'
import { type HeldList, heldLists } from './held-lists.ts'
import { readerState } from './reader-state.ts'
import { terminalSession } from './terminal-session.ts'
import { type ToldUse, waitingUses } from './waiting-uses.ts'

type About = Answer<'terminal/this-terminal'>
type Decided = Answer<'use/decide-use'>
type Presentation = Input<'use/decide-use'>['presentation']
type WithoutTime<Shown> = Shown extends { at: string } ? Omit<Shown, 'at'> : never

/** What is held up to the terminal; a chip brings its time along, because it has signed it. */
export type Shown = WithoutTime<Exclude<Presentation, { by: 'chip' }>> | Extract<Presentation, { by: 'chip' }>

export type Verdict =
  | { readonly kind: 'decided'; readonly answer: Decided }
  /** Yes by what the device knows; the office is told later. */
  | { readonly kind: 'provisional'; readonly knownAt: number; readonly staleness: 'fresh' | 'stale' }
  | { readonly kind: 'refused'; readonly problem: Pick<Problem, 'text' | 'remedy' | 'incident'> }

/** One line of the list beside the terminal: nothing in it points at anybody. */
export interface RecentUse {
  readonly at: string
  readonly serviceId: string
  readonly by: Presentation['by']
  readonly outcome: 'yes' | 'no' | 'provisional'
}

export interface TerminalState {
  readonly terminalId: string
  readonly admitted: boolean
  readonly link: 'unknown' | 'on-line' | 'off-line'
  /** Why the office does not let the device in. */
  readonly barred: Problem | undefined
  readonly about: About | undefined
  readonly lists: readonly HeldList[]
  readonly waiting: number
  readonly health: (Answer<'terminal/report-terminal-health'> & { readonly clockOffMs: number }) | undefined
  readonly recent: readonly RecentUse[]
  readonly today: { readonly day: string; readonly uses: number }
  /** Uses that were taken off line and turned out otherwise. */
  readonly turned: readonly ToldUse[]
}

export interface Terminal {
  state(): TerminalState
  watch(listener: () => void): () => void
  decide(serviceId: string, shown: Shown): Promise<Verdict>
  /** Everything that the minute brings, now. */
  look(): Promise<void>
  /** Begins to report and to listen for the network; ends when it is called. */
  start(): () => void
}

const reportMs = 60_000
/** What the register says of the device changes rarely, and every reading of it is written down. */
const aboutMs = 10 * 60_000
/** Nobody stands before a gate for longer while a network is dying. */
const patienceMs = 5000
/** Nor before one that was not answered a moment ago. */
const patienceOffLineMs = 1500
const recentMost = 20

export async function openTerminal(device: Device, database: TerminalDatabase): Promise<Terminal> {
  const client: Client = createClient(
    { home: '/terminal', clientId: device.terminalId },
    {
      storage: memoryStorage(),
      signIn: (sessions) =>
        terminalSession({ terminalId: device.terminalId, sign: (bytes) => signAs(device, bytes) }, sessions),
    },
  )
  const lists = heldLists(database)
  const codes = codeCheck(database, lists)
  const waiting = waitingUses(database)
  const listeners = new Set<() => void>()
  const kept = async <Value>(name: string, otherwise: Value): Promise<Value> =>
    (await database.get<Value>('kept', name)) ?? otherwise
  await lists.restore()
  await codes.restore()
  let state: TerminalState = {
    ...{ terminalId: device.terminalId, admitted: device.admitted, link: 'unknown', barred: undefined },
    about: ofDevice(device, await kept<About | undefined>('about', undefined)),
    lists: lists.held(Date.now()),
    waiting: await waiting.count(),
    health: undefined,
    recent: await kept<readonly RecentUse[]>('recent', []),
    today: await kept('today', { day: '', uses: 0 }),
    turned: await kept<readonly ToldUse[]>('turned', []),
  }

  function set(change: Partial<TerminalState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  const today = () => dayOf(instantOf(Date.now()))

  async function note(use: RecentUse): Promise<void> {
    const day = today()
    const uses = (state.today.day === day ? state.today.uses : 0) + (use.outcome === 'no' ? 0 : 1)
    const recent = [use, ...state.recent].slice(0, recentMost)
    set({ recent, today: { day, uses } })
    await database.put('kept', 'recent', recent)
    await database.put('kept', 'today', state.today)
  }

  async function turned(told: ToldUse): Promise<void> {
    if (told.outcome === 'allowed') return
    set({ turned: [told, ...state.turned].slice(0, recentMost) })
    await database.put('kept', 'turned', state.turned)
  }

  let learntAt = 0
  async function learn(when?: 'now'): Promise<void> {
    if (when === undefined && Date.now() - learntAt < aboutMs) return
    const about = await client.query('terminal/this-terminal', {})
    learntAt = Date.now()
    await database.put('kept', 'about', about)
    set({ about })
  }

  /** The report acknowledges the lists, so they are fetched before it; what waits is told after it, with the clock known. */
  async function lookOnce(): Promise<void> {
    try {
      if (!navigator.onLine) throw new CallFailed(connectionLost)
      if (client.sessions.current() === undefined && !(await client.signIn.renew())) {
        set({ link: 'on-line', barred: notAdmitted })
        return
      }
      if (!state.admitted) {
        await admitDevice(database, device)
        set({ admitted: true })
      }
      await learn()
      set({ link: 'on-line', barred: undefined })
      await lists.refresh()
      const held = lists.held(Date.now())
      set({ lists: held })
      const asked = Date.now()
      const report = await client.command(
        'terminal/report-terminal-health',
        {
          software,
          clock: instantOf(asked),
          waiting: await waiting.count(),
          reader: readerState(),
          lists: held.map(({ shard, version }) => ({ shard, version })),
        },
        crypto.randomUUID(),
      )
      set({ health: { ...report, clockOffMs: asked - Date.parse(report.at) } })
      if (report.status !== state.about?.status) await learn('now')
      await waiting.tell(client, (told) => void turned(told))
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed
      if (isUncertain(failed.problem)) set({ link: 'off-line', lists: lists.held(Date.now()) })
      else set({ link: 'on-line', barred: failed.problem })
    } finally {
      set({ waiting: await waiting.count() })
    }
  }

  let looking: Promise<void> | undefined
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function ask(serviceId: string, presentation: Presentation, id: string): Promise<Decided> {
    if (!navigator.onLine) throw new CallFailed(connectionLost)
    const patience = state.link === 'off-line' ? patienceOffLineMs : patienceMs
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new CallFailed(connectionLost)), patience))
    return Promise.race([client.command('use/decide-use', { serviceId, presentation, purpose: 'card-use' }, id), late])
  }

  /** Without the office a code proves itself; a chip or a number does not. */
  async function judgeHere(serviceId: string, shown: Presentation, id: string, asked: boolean): Promise<Verdict> {
    const { about } = state
    const refused = (problem: Pick<Problem, 'text' | 'remedy'>): Verdict => ({ kind: 'refused', problem })
    if (shown.by !== 'e-card') return refused(deviceWords.codes)
    if (about === undefined || !about.offline || about.status !== 'active') return refused(deviceWords.notAllowed)
    const judged = await codes.judge(shown.code, serviceId, shown.at as Instant, about)
    if (!judged.good) return refused(judged)
    // Written down before the gate opens: after a reload the code is still used, and still to be told.
    await codes.remember(shown.code)
    await waiting.keep({ id, serviceId, code: shown.code, at: shown.at, asked })
    set({ waiting: await waiting.count() })
    return { kind: 'provisional', knownAt: judged.knownAt, staleness: judged.staleness }
  }

  async function judge(serviceId: string, shown: Presentation): Promise<Verdict> {
    const id = crypto.randomUUID()
    const asked = navigator.onLine
    try {
      const answer = await ask(serviceId, shown, id)
      if (shown.by === 'e-card') await codes.remember(shown.code)
      if (state.link !== 'on-line') void look()
      return { kind: 'decided', answer }
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed
      if (!isUncertain(failed.problem)) return { kind: 'refused', problem: wordedFor(shown, failed.problem) }
      set({ link: 'off-line', lists: lists.held(Date.now()) })
      return judgeHere(serviceId, shown, id, asked)
    }
  }

  return {
    state: () => state,
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async decide(serviceId, shown) {
      const presentation: Presentation = shown.by === 'chip' ? shown : { ...shown, at: instantOf(Date.now()) }
      const verdict = await judge(serviceId, presentation).catch((failed: unknown): Verdict => {
        // A disk that is full opens no gate, and says so.
        reportError(failed)
        return { kind: 'refused', problem: deviceWords.broken }
      })
      await note({ at: presentation.at, serviceId, by: shown.by, outcome: outcomeOf(verdict) })
      return verdict
    },
    look,
    start() {
      const offline = () => set({ link: 'off-line', lists: lists.held(Date.now()) })
      const online = () => void look()
      const timer = setInterval(online, reportMs)
      addEventListener('online', online)
      addEventListener('offline', offline)
      online()
      return () => {
        clearInterval(timer)
        removeEventListener('online', online)
        removeEventListener('offline', offline)
      }
    },
  }
}

/** Whoever shows a code twice is told so in the words of a code. */
function wordedFor({ by }: Presentation, problem: Problem): Pick<Problem, 'text' | 'remedy' | 'incident'> {
  return by === 'e-card' && problem.code === 'proof-used' ? codeUsed : problem
}

/** What an earlier name of the device left behind is not its own. */
function ofDevice({ terminalId }: Device, about: About | undefined): About | undefined {
  return about?.terminalId === terminalId ? about : undefined
}

function outcomeOf(verdict: Verdict): RecentUse['outcome'] {
  if (verdict.kind === 'provisional') return 'provisional'
  return verdict.kind === 'decided' && verdict.answer.allowed ? 'yes' : 'no'
}

/** The name of the file that runs says which build it is. */
const software = /([\w-]+)\.js/.exec(import.meta.url)?.[1] ?? 'terminal'

const notAdmitted: Problem = {
  status: 401,
  code: 'sign-in-required',
  text: {
    zh: '本设备尚未登记，或登记已被注销。',
    en: 'This device is not in the register, or was taken out of it.',
  },
  remedy: {
    zh: '请所属机构用下列名称和公钥登记本终端。',
    en: 'The institution registers the terminal with this name and this key.',
  },
}
