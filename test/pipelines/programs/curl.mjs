// Stands for curl in the tests of pipelines: a forge whose package registry and notes are files in $FORGE. Takes the
// options that the pipelines use and refuses others; whatever is sent is written down in $FORGE/sent.jsonl.

import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const forge = process.env.FORGE;
const flags = new Set(['--silent', '--show-error', '--location', '--fail']);
const valued = new Set(['--header', '--output', '--write-out', '--request', '--data-urlencode', '--upload-file', '--retry']);
const said = {};
let url;
for (let at = 2; at < process.argv.length; at += 1) {
  const word = process.argv[at];
  if (valued.has(word)) said[word] = process.argv[(at += 1)];
  else if (!flags.has(word)) {
    if (word.startsWith('-') || url !== undefined) throw new Error(`curl: what is ${word}?`);
    url = new URL(word);
  }
}
const method = said['--request'] ?? (said['--upload-file'] === undefined ? 'GET' : 'PUT');
const path = url.pathname;
const [token] = /^(JOB-TOKEN|PRIVATE-TOKEN): .+/.exec(said['--header'] ?? '') ?? [];
const notesFile = join(forge, 'notes.json');
const notes = existsSync(notesFile) ? JSON.parse(readFileSync(notesFile, 'utf8')) : [];
const kept = join(forge, 'packages', encodeURIComponent(path));

function answer() {
  if (existsSync(join(forge, 'broken'))) return { status: 503, body: 'the forge is down' };
  if (path.includes('/packages/generic/')) {
    if (!token?.startsWith('JOB-TOKEN')) return { status: 401, body: '' };
    if (method === 'GET') return existsSync(kept) ? { status: 200, body: readFileSync(kept) } : { status: 404, body: '{"message":"404 Not Found"}' };
    mkdirSync(join(forge, 'packages'), { recursive: true });
    writeFileSync(kept, readFileSync(said['--upload-file']));
    return { status: 201, body: '' };
  }
  const [, id] = /\/merge_requests\/7\/notes(?:\/(\d+))?$/.exec(path) ?? [path];
  if (!token?.startsWith('PRIVATE-TOKEN')) return { status: 401, body: '' };
  if (method === 'GET') return { status: 200, body: JSON.stringify(notes) };
  const [, file] = /^body@(.+)$/.exec(said['--data-urlencode']);
  const body = readFileSync(file, 'utf8');
  appendFileSync(join(forge, 'sent.jsonl'), `${JSON.stringify({ method, path, body })}\n`);
  const changed = method === 'PUT' ? notes.map((note) => (String(note.id) === id ? { ...note, body } : note)) : [...notes, { id: notes.length + 100, body }];
  writeFileSync(notesFile, JSON.stringify(changed));
  return { status: method === 'PUT' ? 200 : 201, body: '' };
}

const { status, body } = answer();
if (said['--output'] === undefined) process.stdout.write(body);
else if (said['--output'] !== '/dev/null') writeFileSync(said['--output'], body);
if (said['--write-out'] === '%{http_code}') process.stdout.write(String(status));
if (status >= 400 && process.argv.includes('--fail')) process.exitCode = 22;
