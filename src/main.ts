// What the bundle holds: the commands by name, and oclif to run them. Everything else is loaded by the
// command that needs it.

import { execute } from '@oclif/core';
import { Apply } from './commands/apply.ts';
import { Init } from './commands/init.ts';
import { Outputs } from './commands/outputs.ts';
import { PlanCommand } from './commands/plan.ts';
import { SandboxReset, SandboxServe } from './commands/sandbox.ts';
import { StateList, StateRm, StateShow } from './commands/state.ts';
import { Validate } from './commands/validate.ts';

export const COMMANDS = {
  init: Init,
  validate: Validate,
  plan: PlanCommand,
  apply: Apply,
  outputs: Outputs,
  'state:list': StateList,
  'state:show': StateShow,
  'state:rm': StateRm,
  sandbox: SandboxServe,
  'sandbox:reset': SandboxReset,
};

export const run = (dir: string): Promise<unknown> => execute({ dir });
