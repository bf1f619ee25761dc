// curl, HAR and .http files: one request in the forms that people pass on. With `redact` they may be shown to anybody;
// without it they hold the password, and work.
import { bex } from 'credwire';
import { toCurl, toHar, toHttpFile } from 'credwire/clients';

const request = bex.tokenRequest({ username: 'user123', password: "it's p+ss/word=1" });

for (const shell of /** @type {const} */ (['posix', 'cmd', 'powershell'])) {
  console.log(`${toCurl(request, { shell, redact: true })}\n`);
}
console.log(toHttpFile(request, { redact: true }));
console.log(JSON.stringify(toHar(request, { redact: true }), null, 2));
