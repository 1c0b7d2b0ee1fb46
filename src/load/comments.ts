// Comments, which trees do not keep. A # in a text is none: the reader's own lexer says which are. Only files
// that hold the word asked for anywhere are read again.

import { CST, Lexer } from 'yaml';
import type { Comment } from '../model/source.ts';
import type { SourceFile } from './tree.ts';

/** Marks of the lexer that stand for no character of the text. */
const WEIGHTLESS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

function commentsIn(file: SourceFile): Comment[] {
  const comments: Comment[] = [];
  let [at, isScalar] = [0, false];
  for (const lexeme of new Lexer().lex(file.text)) {
    if (WEIGHTLESS.has(lexeme)) {
      isScalar = lexeme === CST.SCALAR;
      continue;
    }
    if (!isScalar && CST.tokenType(lexeme) === 'comment') {
      const before = file.text.slice(file.text.lastIndexOf('\n', at) + 1, at);
      comments.push({ place: file.place(at), text: lexeme, alone: before.trim() === '' });
    }
    isScalar = false;
    at += lexeme.length;
  }
  return comments;
}

export const commentsOf = (files: readonly SourceFile[], word: string): Comment[] =>
  files.filter(({ text }) => text.includes(word)).flatMap(commentsIn);
