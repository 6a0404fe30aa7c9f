import { delayWords } from '@yika/core/application/words.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import { workingDayCalendar } from '@yika/core/calendar/working-day-calendar.ts'
import { functions } from '@yika/core/card/report-loss.ts'
import { endedWays } from '@yika/core/oversight/ended-promises.ts'
import { funnelStep, funnelSteps, funnelWords } from '@yika/core/oversight/funnel.ts'
import { lossBinsFrom } from '@yika/core/oversight/loss-bins.ts'
import { openOutlook, promiseForecast } from '@yika/core/oversight/open-promises.ts'
import * as operations from '@yika/core/oversight/schema.ts'
import { told, toldParts } from '@yika/core/oversight/small-cells.ts'
import type { Query } from '../kernel/query.ts'
import { applicationsInDays, endedPromises, openApplications, openPromises } from './application-store.ts'
import { namedBanks } from './bank-store.ts'
import { type FigureParts, figureOfDays, figureOfNow } from './figures.ts'
import { bankStops, lossChannels, lossEvents } from './loss-store.ts'

const forecastDays = 10

/** Articles 1, 9 and 12: what is done and how fast, in figures. */
export function figureQueries(parts: FigureParts): readonly Query[] {
  return [applicationQuery(parts), funnelQuery(parts), promiseQuery(parts), lossQuery(parts)]
}

function applicationQuery(parts: FigureParts): Query {
  return figureOfDays(parts, operations.applicationsByDay, async (db, window, { place, least }) => {
    const days = await applicationsInDays(db, window, place)
    return {
      fewerThan: least,
      days: days.map(({ day, channel, asked, accepted, refused }) => ({
        ...{ day, channel },
        asked: told(asked, least),
        accepted: told(accepted, least),
        refused: told(refused, least),
      })),
    }
  })
}

function funnelQuery(parts: FigureParts): Query {
  return figureOfNow(parts, operations.productionFunnel, async (db, { place, now, policy, least }) => {
    const banks = await namedBanks(db, place.bankId)
    const standing = await openApplications(db, place)
    // The parts of the city's sum are banks: theirs are held back where they are small, also for the city.
    const leastOfBank = policy.number('statistics.minimum-cell')
    const steps = funnelSteps.map((step) => {
      const here = standing.filter(({ status, physical }) => funnelStep(status, physical) === step)
      const sum = (rows: typeof here) => rows.reduce((all, { count }) => all + count, 0)
      const ofBanks = banks.map(({ bankId }) => sum(here.filter((row) => row.bankId === bankId)))
      return {
        step,
        title: funnelWords[step],
        all: told(sum(here), least),
        banks: toldParts(ofBanks, leastOfBank),
      }
    })
    return {
      at: now,
      fewerThan: leastOfBank,
      banks: banks.map(({ bankId, nameZh, nameEn }) => ({ bankId, name: { zh: nameZh, en: nameEn } })),
      steps,
    }
  })
}

function promiseQuery(parts: FigureParts): Query {
  return figureOfDays(parts, operations.promiseFigures, async (db, window, { place, now, policy, least }) => {
    const ended = await endedPromises(db, window, place)
    const open = await openPromises(db, place)
    const calendar = workingDayCalendar(policy.text('calendar.working-days'))
    const today = dayOf(now)
    const ways = endedWays(ended, calendar)
    const medians = new Map(
      ways.flatMap(({ way, workingDays }) => (workingDays === null ? [] : [[way, workingDays.p50]])),
    )
    const outlook = openOutlook(open, today, policy)
    return {
      at: now,
      fewerThan: least,
      ways: ways.map(({ way, kept, late, workingDays, unmeasured }) => ({
        way,
        kept: told(kept, least),
        late: told(late, least),
        // Percentiles of a few are the few.
        workingDays: told(kept + late - unmeasured, least) === null ? null : workingDays,
        unmeasured: told(unmeasured, least),
      })),
      open: outlook.ways.map(({ way, onTrack, atRisk, late }) => ({
        way,
        onTrack: told(onTrack, least),
        atRisk: told(atRisk, least),
        late: told(late, least),
      })),
      causes: outlook.causes.map(({ cause, count }) => ({
        cause,
        title: delayWords[cause],
        count: told(count, least),
      })),
      forecast: promiseForecast(open, medians, today, forecastDays, calendar).map(
        ({ day, due, expected, expectedLate }) => ({
          day,
          due: told(due, least),
          expected: told(expected, least),
          expectedLate: told(expectedLate, least),
        }),
      ),
    }
  })
}

function lossQuery(parts: FigureParts): Query {
  return figureOfDays(parts, operations.lossFigures, async (db, window, { place, least }) => {
    const events = await lossEvents(db, window, place)
    const channels = await lossChannels(db, window, place)
    const stops = await bankStops(db, window, place)
    const counted = (one: (typeof functions)[number], fact: (typeof events)[number]['fact']): number =>
      events.find((row) => row.function === one && row.fact === fact)?.count ?? 0
    const stopped = events.filter((row) => row.function === 'social').reduce((all, { stops }) => all + stops, 0)
    const signed = [...stops.bins.values()].reduce((all, count) => all + count, 0)
    return {
      fewerThan: least,
      reports: functions.map((one) => ({
        function: one,
        provisional: told(counted(one, 'reported'), least),
        formal: told(counted(one, 'confirmed'), least),
        released: told(counted(one, 'released'), least),
        lapsed: told(counted(one, 'lapsed'), least),
      })),
      channels: channels.map(({ channel, count }) => ({ channel, count: told(count, least) })),
      stoppedAtOnce: told(stopped, least),
      bankStop: {
        bins: lossBinsFrom.map((from, bin) => ({
          from,
          to: lossBinsFrom[bin + 1] ?? null,
          count: told(stops.bins.get(bin) ?? 0, least),
        })),
        waiting: told(stops.waiting, least),
        seconds: told(signed, least) === null ? null : stops.seconds,
      },
    }
  })
}
