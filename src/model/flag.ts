// Yes and no as the API spells them: it answers with any of these, and is sent Y or N, or the words true and
// false where trap 5 wants them.

export const isOn = (stored: unknown): boolean => stored === 'Y' || stored === 'true' || stored === true || stored === 1 || stored === '1';

export const yesNo = (on: unknown): 'Y' | 'N' => (on === true ? 'Y' : 'N');

export const trueFalse = (on: unknown): 'true' | 'false' => (on === true ? 'true' : 'false');
