// Lints a folder by n8n's scanner for community packages, as it does for a published one.
//
//   node test/lint.mjs FOLDER source|packed
// @ts-expect-error It has no types.
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder = '', leg] = process.argv.slice(2);
const result = await analyzePackage(folder, leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json']);
console.log(JSON.stringify(result));
