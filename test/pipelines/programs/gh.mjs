// Stands for the GitHub CLI in the tests of pipelines: comments and issues are files in $FORGE. Takes the commands that
// the workflows use and refuses others; whatever is sent is written down in $FORGE/sent.jsonl.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

if (!process.env.GH_TOKEN) throw new Error('gh: who are you?');
const forge = process.env.FORGE;
const words = process.argv.slice(2);
const after = (flag) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
const load = (name) => (existsSync(join(forge, name)) ? JSON.parse(readFileSync(join(forge, name), 'utf8')) : []);
const save = (name, rows) => writeFileSync(join(forge, name), JSON.stringify(rows));
const sent = (what) => appendFileSync(join(forge, 'sent.jsonl'), `${JSON.stringify(what)}\n`);
const field = (text) => readFileSync(/^body=@(.+)$/.exec(text)[1], 'utf8');

function api() {
  const path = words.find((word) => word.startsWith('repos/'));
  const method = after('--method') ?? 'GET';
  const comments = load('comments.json');
  if (method === 'GET') {
    const [, marker] = /^\.\[\] \| select\(\.body \| startswith\("(.+)"\)\) \| \.id$/.exec(after('--jq'));
    return comments.filter(({ body }) => body.startsWith(marker)).map(({ id }) => `${id}\n`).join('');
  }
  const body = field(after('--field'));
  sent({ method, path, body });
  const [, id] = /\/comments\/(\d+)$/.exec(path) ?? [];
  save('comments.json', id === undefined ? [...comments, { id: comments.length + 100, body }] : comments.map((each) => (String(each.id) === id ? { ...each, body } : each)));
  return '';
}

function issue() {
  const issues = load('issues.json');
  const body = after('--body-file') && readFileSync(after('--body-file'), 'utf8');
  const [, verb, number] = words;
  if (verb === 'list') {
    const [, title] = /^\.\[\] \| select\(\.title == "(.+)"\) \| \.number$/.exec(after('--jq'));
    return issues.filter((each) => each.open && each.title === title).map((each) => `${each.number}\n`).join('');
  }
  sent({ verb, body });
  const change = (what) => save('issues.json', issues.map((each) => (String(each.number) === number ? { ...each, ...what } : each)));
  if (verb === 'create') save('issues.json', [...issues, { number: issues.length + 1, title: after('--title'), body, open: true }]);
  else if (verb === 'edit') change({ body });
  else if (verb === 'close') change({ open: false });
  else throw new Error(`gh: what is ${verb}?`);
  return '';
}

if (words[0] !== 'api' && words[0] !== 'issue') throw new Error(`gh: what is ${words[0]}?`);
process.stdout.write(words[0] === 'api' ? api() : issue());
