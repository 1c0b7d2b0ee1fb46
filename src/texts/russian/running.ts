// What bxform says about the application of the sandbox portal, and about running an activity there, in Russian.

import type { english } from '../english/index.ts';

export const running: typeof english.running = {
  noTokens: (origin) => `тестовый портал по адресу ${origin} не выдал токены своему приложению; \`bxform sandbox reset\` сделает его новым`,
};
