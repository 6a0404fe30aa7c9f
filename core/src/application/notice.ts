import type { Task } from '../decision/decision.ts'
import type { Application } from './application.ts'

export type ApplicationNotice = 'application-accepted' | 'correction-needed' | 'application-refused' | 'promise-broken'

/** Article 12: whoever applied is told when something changes for them; the words are made when the message is sent. */
export function tellApplicant(
  { personId, applicationId }: Pick<Application, 'personId' | 'applicationId'>,
  notice: ApplicationNotice,
): Task {
  return { queue: 'tell-holder', data: { notice, personId, applicationId } }
}
