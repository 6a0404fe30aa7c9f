/** What a driver function answers: 0 and its output, or a negative code and the text of the code. */
export interface DriverAnswer {
  readonly code: number
  /** Fields separated and terminated by a bar; in Unicode, see `driverText` for the bytes of the C interface. */
  readonly text: string
}
