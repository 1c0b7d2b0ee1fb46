// What bxform says about the application of the sandbox portal, and about running an activity there.

export const running = {
  noTokens: (origin: string): string => `the sandbox portal at ${origin} gave no tokens for its application; \`bxform sandbox reset\` makes it new`,
};
