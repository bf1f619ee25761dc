/** Whether the tests run at depth: `npm run test:deep` sets the variable. Plain `npm test` tries less of the same. */
export const DEEP: boolean = process.env.CREDWIRE_DEEP !== undefined;
