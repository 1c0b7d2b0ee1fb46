// What every command shares: exit codes, the --json flag, printing problems, and what becomes of an
// exception that nobody expected. stdout is the result, stderr everything else.

import { Command, Flags } from '@oclif/core';
import { LANGUAGES } from './language.ts';
import type { Problem } from './model/problem.ts';
import { texts } from './texts/index.ts';

/** Documented in README.md. */
export const EXIT = { fine: 0, error: 1, changes: 2, access: 3, partly: 4, cancelled: 5, stale: 6 } as const;

/** Ends a command with an exit code after everything was printed. */
export class Stop extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const color = (stream: NodeJS.WriteStream): boolean => {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return (NO_COLOR === undefined || NO_COLOR === '') && stream.isTTY === true;
};

/** Pipelines say so with CI; some give their jobs a terminal that nobody sits at. */
const inPipeline = (): boolean => !['', '0', 'false', undefined].includes(process.env['CI']);

export abstract class BaseCommand extends Command {
  static override readonly baseFlags = {
    debug: Flags.boolean({ description: texts.commands.shared.debug, helpGroup: 'GLOBAL' }),
    json: Flags.boolean({ description: texts.commands.shared.json, helpGroup: 'GLOBAL' }),
    // read before oclif is, by language.ts; here for help and completion
    lang: Flags.string({ description: texts.commands.shared.lang, options: [...LANGUAGES], env: 'BXFORM_LANG', helpGroup: 'GLOBAL' }),
  };

  protected readonly colorOut = { color: color(process.stdout) };
  protected readonly colorErr = { color: color(process.stderr) };

  /** Is there somebody to ask? */
  protected attended(): boolean {
    return process.stdin.isTTY === true && process.stderr.isTTY === true && !inPipeline();
  }

  protected out(text: string): void {
    process.stdout.write(text);
  }

  protected note(text: string): void {
    process.stderr.write(text);
  }

  /** Prints problems (stderr, or stdout as JSON) and stops when one of them is an error. */
  protected async report(problems: readonly Problem[], json: boolean | undefined, code: number = EXIT.error): Promise<void> {
    if (problems.length === 0) return;
    const failed = problems.some((found) => found.level === 'error');
    if (failed && json === true) this.out((await import('./report/problems-json.ts')).problemsJson(problems));
    else this.note((await import('./report/problems-text.ts')).problemsText(problems, { ...this.colorErr, ...(await this.sourceLines(problems)) }));
    if (failed) throw new Stop(code);
  }

  /** Lines of the files that problems point at; overridden where a project folder is known. */
  protected async sourceLines(_problems: readonly Problem[]): Promise<object> {
    return {};
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<void> {
    if (error instanceof Stop) {
      process.exitCode = error.code;
      return;
    }
    process.exitCode = EXIT.error;
    await super.catch(error);
  }
}
