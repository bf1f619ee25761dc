/** The page of all messages: a section for each code, in alphabetical order, and in it each wording once. */
import { type CredwireError, ERROR_CODES } from 'credwire';

const HEAD = `# Messages

Every message of the library, sorted by code. \`test/messages/\` provokes each one, and \`npm run messages\` writes this
page. To change a wording, change it in \`src/\`, write the page again, and read the difference.
`;

/** The page of these errors. */
export function pageOf(errors: readonly CredwireError[]): string {
  const codes = [...new Set(errors.map(({ code }) => code))].sort();
  const sections = codes.map((code) => {
    const those = errors.filter((error) => error.code === code);
    const names = [...new Set(those.map(({ name }) => `\`${name}\``))].sort();
    const messages = [...new Set(those.map(({ message }) => `- ${inCode(message)}`))].sort();
    return `## ${code}\n\n${names.join(', ')}: ${ERROR_CODES[code]}\n\n${messages.join('\n')}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

// A code span whose text holds backticks has two around it.
function inCode(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
