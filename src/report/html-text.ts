// Text of others in HTML, between tags and inside quoted attributes alike.

import { visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

export const html = (text: string): string => visible(text).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!);
