/** Style sheets are imported for their effect; the bundler makes files of them. */
declare module '*.css'

/** A file of its own for a worker; the bundler says where it lies. */
declare module '*.ts?worker&url' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: the bundler gives it in this way alone
  export default address
}
