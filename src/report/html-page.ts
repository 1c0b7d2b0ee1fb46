// One page that can be mailed or kept: no file beside it, nothing loaded, and a policy that lets nothing in. Its own
// style and script are named by their hashes, so even a text that got through as markup could neither run, nor load,
// nor send anything.

import { createHash } from 'node:crypto';
import { Markup, markup } from './html-text.ts';
import { PAGE_SCRIPT } from './page-script.ts';

export interface Page {
  readonly language: string;
  readonly title: string;
  readonly style: string;
  readonly header: Markup;
  readonly main: Markup;
  readonly footer: string;
}

export const htmlPage = ({ language, title, style, header, main, footer }: Page): string => markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>${header}</header>
<main>${main}</main>
<footer>${footer}</footer>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Quotes are escaped by the template; a browser reads them back. */
const policy = (style: string): string =>
  `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;
