// Programs in other languages, as their own compilers and interpreters take them.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import ts from 'typescript';

/** Why it cannot be run here, as the end of a title; empty when it can. */
export const missing = (program: 'php' | 'python3'): string => (spawnSync(program, ['--version']).status === 0 ? '' : ` (skipped: no ${program} is installed)`);

/** A folder with these files, gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bxform-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export const run = (folder: string, program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { PATH: process.env['PATH'], HOME: folder } });

/** Compiles as strictly as can be; answers what the compiler has against the files of a folder, and leaves programs for Node beside them. */
export function compiled(folder: string, ...files: readonly string[]): readonly string[] {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options: ts.CompilerOptions = {
    strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true, rewriteRelativeImportExtensions: true, types: [],
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const program = ts.createProgram(files.map((file) => join(folder, file)), options);
  program.emit();
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName.slice(folder.length + 1) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
