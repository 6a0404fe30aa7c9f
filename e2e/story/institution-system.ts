import type { Party } from './narrator.ts'
import type { Stage } from './stage.ts'

/** The system of an institution of the sample city, under the body that supervises it. */
export function institutionSystem(
  stage: Stage,
  institutionId: string,
  organisationId: string,
  part = 'system',
): Promise<Party> {
  return stage.signIn.newSystem(stage.cast.securityAdministrator, institutionId, {
    ...{ clientId: `story-${institutionId}-${part}`, role: 'institution', organisationId, officeId: institutionId },
  })
}

/** The system of a department; what two have to agree on needs two. */
export function departmentSystem(stage: Stage, organisationId: string, hand: 'first' | 'second'): Promise<Party> {
  return stage.signIn.newSystem(stage.cast.securityAdministrator, `${organisationId}, ${hand} hand`, {
    ...{ clientId: `story-${organisationId}-${hand}`, role: 'department-user', organisationId },
  })
}
