const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('yika.done') : undefined

/** Something was done here: what the other tabs of this browser show is old. Nothing is said about what it was. */
export function tellOtherTabs(): void {
  channel?.postMessage('done')
}

export function onDoneElsewhere(heard: () => void): void {
  if (channel !== undefined) channel.onmessage = heard
}
