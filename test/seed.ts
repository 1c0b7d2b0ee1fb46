// Random tests go the same road in every run, so that a run which failed can be run again; BXFORM_SEED=n takes
// another road, `random` a new one each time.

import fc from 'fast-check';

const { BXFORM_SEED = '20261121' } = process.env;
if (BXFORM_SEED !== 'random') fc.configureGlobal({ seed: Number(BXFORM_SEED) });
