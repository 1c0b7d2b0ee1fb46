// How many random runs, and from which seed: the usual suite goes the same road every time; a soak goes
// others. BXFORM_RUNS=1000 for more, BXFORM_SEED=n for other ones; a failure prints its seed and path.

const { BXFORM_RUNS, BXFORM_SEED } = process.env;

export const runs = (usual: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns: Number(BXFORM_RUNS ?? usual),
  seed: BXFORM_SEED !== undefined ? Number(BXFORM_SEED) : BXFORM_RUNS === undefined ? 20_261_121 : Date.now() % 2 ** 31,
});
