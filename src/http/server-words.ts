/** What web servers, gateways and frameworks say about their own failures. */

const ANYWHERE =
  /bad.?gateway|gateway.?time|internal.?server|invalid response|(?:call|rate|request).?limit|(?:for|planned|scheduled|under).maintenance|maintenance.mode|name resolution|no (?:healthy|message)|not.?implemented|overload|prox(?:y|ied|ying)|quota|ring-balancer|server.?error|busy|slow.?down|went wrong|throttl|time[ds]?.?out|too.?early|too.?many.?request|unavail|upstream/i;

const OCCURRED = /^an? (?:[a-z]+ ){0,2}error (?:has )?occurred/i;

const ALONE =
  /^(?:\d{3}\W+)?(?:(?:an?|fatal|internal|unexpected|unhandled|unknown)\W+)*(?:error|exception|failure|limit exceeded|maintenance)(?: code:? \d+)?\W*$/i;

/** This much of a message says whose it is. */
const TELLING = 200;

/**
 * Whether a message is a server's or a gateway's, not the vendor's: only for vendors whose refusals don't have a form
 * that distinguishes them.
 */
export function isServers(message: string): boolean {
  const words = message.trim().slice(0, TELLING);
  return [ANYWHERE, OCCURRED, ALONE].some((form) => form.test(words));
}
