// What the bundle holds: the commands by name, and oclif to run them. Everything else is loaded by the
// command that needs it. The language is settled first: what commands say of themselves is said when they load.

import { commandLine, LANGUAGES } from './language.ts';
import { flush, handle, run as runCommand } from '@oclif/core';
import { Adopt } from './commands/adopt.ts';
import { Apply } from './commands/apply.ts';
import { Audit } from './commands/audit.ts';
import { CodegenActivities } from './commands/codegen/activities.ts';
import { Compare } from './commands/compare.ts';
import { Doctor } from './commands/doctor.ts';
import { GraphCommand } from './commands/graph.ts';
import { Import } from './commands/import.ts';
import { Init } from './commands/init.ts';
import { Lint } from './commands/lint.ts';
import { Login, Logout } from './commands/login.ts';
import { Pull } from './commands/pull.ts';
import { Outputs } from './commands/outputs.ts';
import { PlanCommand } from './commands/plan.ts';
import { Replicate } from './commands/replicate.ts';
import { SandboxRunActivity } from './commands/sandbox-run-activity.ts';
import { SandboxReset, SandboxServe, SandboxSwitches } from './commands/sandbox.ts';
import { StateAck } from './commands/state-ack.ts';
import { StateImport, StateMv, StateRebind } from './commands/state-moving.ts';
import { StateList, StateRm, StateShow } from './commands/state.ts';
import { Validate } from './commands/validate.ts';
import { speakHelp, translateComplaint } from './help.ts';
import { problem } from './model/problem.ts';
import { texts } from './texts/index.ts';

export const COMMANDS = {
  init: Init,
  validate: Validate,
  lint: Lint,
  plan: PlanCommand,
  apply: Apply,
  import: Import,
  adopt: Adopt,
  pull: Pull,
  compare: Compare,
  replicate: Replicate,
  outputs: Outputs,
  audit: Audit,
  doctor: Doctor,
  login: Login,
  logout: Logout,
  graph: GraphCommand,
  'codegen:activities': CodegenActivities,
  'state:list': StateList,
  'state:show': StateShow,
  'state:rm': StateRm,
  'state:ack': StateAck,
  'state:mv': StateMv,
  'state:rebind': StateRebind,
  'state:import': StateImport,
  sandbox: SandboxServe,
  'sandbox:reset': SandboxReset,
  'sandbox:switches': SandboxSwitches,
  'sandbox:run-activity': SandboxRunActivity,
};

async function refuseLanguage(given: string): Promise<void> {
  const { usage } = texts.commands;
  const wrong = [problem('usage', usage.unknownLanguage(given), { hint: usage.unknownLanguageHint(LANGUAGES.join(' ')) })];
  if (commandLine.args.includes('--json')) process.stdout.write((await import('./report/problems-json.ts')).problemsJson(wrong));
  else process.stderr.write((await import('./report/problems-text.ts')).problemsText(wrong, { color: false }));
  process.exitCode = 1;
}

/** Mistakes in the command line are errors like any other: exit code 1, where oclif has 2. */
export async function run(dir: string): Promise<void> {
  if (commandLine.unknown !== undefined) return refuseLanguage(commandLine.unknown);
  try {
    speakHelp();
    process.argv.splice(2, process.argv.length, ...commandLine.args);
    await runCommand(process.argv.slice(2), dir);
    await flush();
  } catch (error) {
    const failed = error as Error & { oclif?: { exit?: number } };
    if (failed.oclif?.exit === 2) failed.oclif.exit = 1;
    if (failed.oclif !== undefined) translateComplaint(failed);
    await handle(failed);
  }
}
