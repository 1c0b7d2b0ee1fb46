// What the bundle holds: the commands by name, and oclif to run them. Everything else is loaded by the
// command that needs it.

import { flush, handle, run as runCommand } from '@oclif/core';
import { Apply } from './commands/apply.ts';
import { GraphCommand } from './commands/graph.ts';
import { Init } from './commands/init.ts';
import { Outputs } from './commands/outputs.ts';
import { PlanCommand } from './commands/plan.ts';
import { SandboxReset, SandboxServe, SandboxSwitches } from './commands/sandbox.ts';
import { StateList, StateRm, StateShow } from './commands/state.ts';
import { Validate } from './commands/validate.ts';

export const COMMANDS = {
  init: Init,
  validate: Validate,
  plan: PlanCommand,
  apply: Apply,
  outputs: Outputs,
  graph: GraphCommand,
  'state:list': StateList,
  'state:show': StateShow,
  'state:rm': StateRm,
  sandbox: SandboxServe,
  'sandbox:reset': SandboxReset,
  'sandbox:switches': SandboxSwitches,
};

/** Mistakes in the command line are errors like any other: exit code 1, where oclif has 2. */
export async function run(dir: string): Promise<void> {
  try {
    await runCommand(process.argv.slice(2), dir);
    await flush();
  } catch (error) {
    const failed = error as Error & { oclif?: { exit?: number } };
    if (failed.oclif?.exit === 2) failed.oclif.exit = 1;
    await handle(failed);
  }
}
