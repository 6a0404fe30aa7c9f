/**
 * How far a right reaches. The words are compared with the place of the subject:
 *
 * - `any`          the whole city
 * - `self`         the actor's own dossier
 * - `represented`  own dossier, or that of a ward or of a person whose proxy the actor is
 * - `visit`        the person who was identified at the actor's office in an open visit (Articles 7, 11)
 * - `visit-bank`   the same, and the card or application is of the actor's bank
 * - `office`, `bank`, `district`, `employer`, `organisation`  the subject belongs to the same one
 */
export type Scope =
  | 'any'
  | 'self'
  | 'represented'
  | 'visit'
  | 'visit-bank'
  | 'office'
  | 'bank'
  | 'district'
  | 'employer'
  | 'organisation'
