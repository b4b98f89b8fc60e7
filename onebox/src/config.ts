/** The environment that Porchlight was started in; everything else is handed what it needs of it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env
