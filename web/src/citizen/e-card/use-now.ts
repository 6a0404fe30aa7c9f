import { useEffect, useState } from 'react'

const secondMs = 1000

/** The time, told anew every second and whenever somebody looks at the page again. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tell = () => setNow(Date.now())
    const beat = setInterval(tell, secondMs)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(beat)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [])
  return now
}
