import { approveProgramme, endProgramme, publishProgramme } from '@yika/core/settlement/benefit/change-programme.ts'
import type { BenefitProgramme, ProgrammeTerms } from '@yika/core/settlement/benefit/programme.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import { type Command, command, type Request } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import { lockProgrammes, programmeStream } from './programme-store.ts'

interface World {
  readonly 'benefit-programme': Map<string, Stored<BenefitProgramme>>
}

const loaded = async (tx: Transaction, requests: readonly Request<{ programmeId: string }>[]): Promise<World> => ({
  'benefit-programme': await lockProgrammes(
    tx,
    requests.map(({ input }) => input.programmeId),
  ),
})

/** A programme belongs to who pays it; a new one to whom it names. */
const departmentOf = (world: World, programmeId: string, named?: string) => {
  const organisationId = world['benefit-programme'].get(programmeId)?.department ?? named
  return organisationId === undefined ? {} : { organisationId }
}

const streams = [programmeStream]

/** Articles 5 and 17: what departments pay, changed by two people. */
export const benefitProgrammeCommands: readonly Command[] = [
  command<typeof schema.publishBenefitProgramme, World>({
    operation: schema.publishBenefitProgramme,
    load: loaded,
    subject: (world, { programmeId, department }) => departmentOf(world, programmeId, department),
    decide: (world, input, context) =>
      publishProgramme(
        world['benefit-programme'].get(input.programmeId),
        input as ProgrammeTerms & { programmeId: string; department: string },
        context,
      ),
    streams,
  }),
  command<typeof schema.endBenefitProgramme, World>({
    operation: schema.endBenefitProgramme,
    load: loaded,
    subject: (world, { programmeId }) => departmentOf(world, programmeId),
    decide: (world, { programmeId, until }, context) =>
      endProgramme(
        world['benefit-programme'].get(programmeId),
        { until: until as NonNullable<BenefitProgramme['until']> },
        context,
      ),
    streams,
  }),
  command<typeof schema.approveBenefitProgramme, World>({
    operation: schema.approveBenefitProgramme,
    load: loaded,
    subject: (world, { programmeId }) => departmentOf(world, programmeId),
    decide: (world, { programmeId, version }, context) =>
      approveProgramme(world['benefit-programme'].get(programmeId), { version }, context),
    streams,
  }),
]
