export interface Counted {
  readonly name: string
  readonly allowed: number
  readonly refused: number
}
