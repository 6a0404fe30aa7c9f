/** Where the bins of the histogram from report to stop begin, in seconds: at once, seconds, minutes, hours, more than a day. */
export const lossBinsFrom = [0, 1, 5, 15, 60, 300, 900, 3600, 86_400] as const
