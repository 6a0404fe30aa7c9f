let context: AudioContext | undefined

const toneSeconds = 0.16
const volume = 0.2

/** Two rising tones for a yes, two low ones for a no; whoever hears badly has the mark and the word. */
export function chime(good: boolean): void {
  context ??= new AudioContext()
  const from = context.currentTime
  const tones = good ? [660, 990] : [220, 220]
  for (const [place, frequency] of tones.entries()) {
    const oscillator = new OscillatorNode(context, { frequency })
    oscillator.connect(new GainNode(context, { gain: volume })).connect(context.destination)
    oscillator.start(from + place * 2 * toneSeconds)
    oscillator.stop(from + place * 2 * toneSeconds + toneSeconds)
  }
}
