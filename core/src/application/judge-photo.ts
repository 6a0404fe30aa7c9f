import type { PolicyReader } from '../decision/decision.ts'
import type { PhotoFault } from '../refusal/application.ts'
import type { PhotoMeasures } from './photo.ts'

/** Article 4: every way in which a photo misses the requirement, the worst first; none means that it is accepted. */
export function judgePhoto(measures: PhotoMeasures, policy: PolicyReader): readonly PhotoFault[] {
  const figure = (name: string): number => policy.number(`photo.${name}`)
  const faults: [boolean, PhotoFault][] = [
    [measures.brightness < figure('brightness.minimum'), 'photo-too-dark'],
    [measures.brightness > figure('brightness.maximum'), 'photo-too-bright'],
    [!measures.colour, 'photo-colour'],
    [measures.contrast < figure('contrast.minimum'), 'photo-contrast'],
    [
      measures.backgroundLeast < figure('background.minimum') ||
        measures.backgroundSpread > figure('background.spread-maximum'),
      'photo-background',
    ],
    [measures.sharpness < figure('sharpness.minimum'), 'photo-blurred'],
  ]
  return faults.filter(([present]) => present).map(([, fault]) => fault)
}

/** Whether a picture of this size can become the card's picture: of the size itself, or larger in the same ratio. */
export function fitsRatio(width: number, height: number, policy: PolicyReader): boolean {
  const wantedWidth = policy.number('photo.width')
  const wantedHeight = policy.number('photo.height')
  if (width < wantedWidth || height < wantedHeight) return false
  const deviation = Math.abs((width * wantedHeight) / (height * wantedWidth) - 1) * 100
  return deviation <= policy.number('photo.ratio-tolerance')
}
