/**
 * Phrases that betray a translation, and what to write instead. Each rule has an example of the wrong wording and of a
 * better one; test/scripts/prose.test.ts checks both.
 *
 * Inline code and links arrive as `X`, so a pattern can mention them.
 *
 * @typedef {object} Rule
 * @property {RegExp} pattern - A space in it matches any whitespace, line breaks included.
 * @property {string} advice - What to do about it.
 * @property {string} wrong - A sentence that the rule must catch.
 * @property {string} right - The same, as it should read.
 */

const NOT_A_NOUN =
  'longer|more|less|fewer|bigger|larger|better|worse|different|use\\b|good\\b|match|matter|need|one\\b';

/** @type {Readonly<Record<string, Rule>>} */
export const RULES = {
  'is no X': {
    pattern: new RegExp(`(?<!\\bthere )\\b(?:is|are|was|were|be) no (?!${NOT_A_NOUN})\\w+`, 'gi'),
    advice: "isn't a …",
    wrong: 'The value is no Base64.',
    right: "The value isn't Base64.",
  },
  'is none': {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) none\b/gi,
    advice: "isn't one, or name it",
    wrong: 'It returns undefined for a text that is none.',
    right: "It returns undefined if the text isn't JSON.",
  },
  'where for if': {
    pattern:
      /\bwhere (?:it|they|there) (?:is|are|was|were|has|have|can|does|do)\b|\bwhere (?:none|nothing|no|neither|nobody|anything)\b/gi,
    advice: 'if, or when',
    wrong: 'The host is read from the URL, where it is there.',
    right: 'The host is read from the URL, if there is one.',
  },
  'where the verb follows': {
    pattern:
      /\b(?:except|only|also|even|but|error|undefined) where(?= \w)|\b(?:and|or) where(?= (?:it|they|there|an?|no|one|none|nothing|several)\b)/gi,
    advice: 'if, when, or unless',
    wrong: 'It throws, except where a default is set.',
    right: 'It throws unless a default is set.',
  },
  mend: {
    pattern: /\bmend(?:s|ed|ing)?\b/gi,
    advice: 'fix',
    wrong: 'Mend the random source.',
    right: 'Fix the random source.',
  },
  'has to': {
    pattern: /(?<!n't |not |never )\b(?:has|have|had) to\b(?! do\b)/gi,
    advice: 'must, or needs to',
    wrong: 'The caller has to wait.',
    right: 'The caller must wait.',
  },
  'as X has it': {
    pattern: /\bas (?:\w+[\s-]){0,3}?\w+ (?:has|have) it\b/gi,
    advice: 'as in X',
    wrong: 'Rounded as Python has it.',
    right: 'Rounded as in Python.',
  },
  anew: { pattern: /\banew\b/gi, advice: 'again', wrong: 'Fetch the key anew.', right: 'Fetch the key again.' },
  him: {
    pattern: /\b(?:he|him|his|himself|she|her|hers)\b/gi,
    advice: 'it, they, or you',
    wrong: 'A proxy between you and him.',
    right: 'A proxy between you and the vendor.',
  },
  'of other make': {
    pattern: /\bof (?:other|another|foreign|different) (?:make|kind|sort)\b/gi,
    advice: 'non-standard, or a different kind of',
    wrong: 'A `toBase64` of other make.',
    right: 'A non-standard `toBase64`.',
  },
  'of another': {
    pattern: /\bof another\b/gi,
    advice: "another X's, or a different …",
    wrong: 'A session of another vendor.',
    right: "Another vendor's session.",
  },
  'is another': {
    pattern: /\b(?:is|are|was|were|be) another(?: one\b|(?=[.,;:)]|$))/gi,
    advice: 'is different, or name the thing',
    wrong: 'The key is another one.',
    right: 'The key is different.',
  },
  'What … is': {
    pattern:
      /(?:^|[.;:]\s+)What (?:is|are|was|isn't|cannot|can't|must|may|stands|comes|goes|belongs|has)\b[^?.]*\b(?:is|are|ends?|goes|comes|must|becomes|belongs|gets)\b[^?.]*\./g,
    advice: 'anything that …, or start with the subject',
    wrong: 'What is not listed is refused.',
    right: 'Anything not listed is rejected.',
  },
  'One that': {
    pattern: /(?:^|[.;:]\s+)One (?:that|who|whose|which)\b/g,
    advice: 'name the thing: a lock that …',
    wrong: 'One that fails is ignored.',
    right: 'A lock that fails is ignored.',
  },
  whoever: {
    pattern: /\bwho(?:so)?ever\b/gi,
    advice: 'anyone who',
    wrong: 'Whoever reads it knows the password.',
    right: 'Anyone who reads it knows the password.',
  },
  'for ever': { pattern: /\bfor ever\b/gi, advice: 'forever', wrong: 'It waits for ever.', right: 'It waits forever.' },
  So: {
    pattern: /(?:^|[.!?:]\s+)So\b(?! (?:that|far)\b)/g,
    advice: 'leave it out, or join the sentences',
    wrong: 'Lines can differ. So a proxy is likely.',
    right: 'Lines can differ, so a proxy is likely.',
  },
  'at the door': {
    pattern: /\bat the (?:door|boundary of the house)\b|\bthe house(?:'s)?\b/gi,
    advice: 'at the public function, or up front',
    wrong: 'Options are checked at the door.',
    right: 'Options are checked once, up front.',
  },
  beside: {
    pattern: /\bbeside\b(?! the point)/gi,
    advice: 'next to, besides, or compared with',
    wrong: 'Measured beside node-forge.',
    right: 'Measured against node-forge.',
  },
  behind: {
    pattern:
      /\bbehind\b(?! (?:the scenes|(?:a|an|the|your|its|some|another) (?:\w+ )?(?:proxy|firewall|gateway|CDN|balancer)))/gi,
    advice: 'after, or under',
    wrong: 'The path goes behind the base URL.',
    right: 'The path is appended to the base URL.',
  },
  'in front of': {
    pattern:
      /\bin front of\b(?! (?:a|an|the|your|its|another) (?:\w+ )?(?:server|servers|sandbox|service|API|vendor)\b)/gi,
    advice: 'before',
    wrong: 'The line in front of the statement.',
    right: 'The line before the statement.',
  },
  'held against': {
    pattern: /\b(?:held|holds?|holding)\b(?:\s+\S+){0,4}?\s+against\b/gi,
    advice: 'check against, or compare with',
    wrong: 'A test holds the table against the code.',
    right: 'A test checks the table against the code.',
  },
  'stands in': {
    pattern: /\b(?:stands?|stood|standing) (?:in|at|there|before|behind|first|last|nowhere|somewhere|alone|beside)\b/gi,
    advice: 'is, appears, or comes',
    wrong: 'The token stands in the header.',
    right: 'The token is in the header.',
  },
  'as it stands': {
    pattern: /\b(?:as|where|that|which) (?:(?:it|they) )?stands?\b(?! for\b)/gi,
    advice: 'as written, or where it is',
    wrong: 'The comment that stands there is read.',
    right: 'The comment above it is read.',
  },
  'stand-in': {
    pattern: /\bstand-ins?\b/gi,
    advice: 'sandbox, or placeholder',
    wrong: 'A stand-in for the server.',
    right: 'A sandbox of the server.',
  },
  'need not': {
    pattern: /\bneeds? not\b/gi,
    advice: "doesn't need to",
    wrong: 'The caller need not wait.',
    right: "The caller doesn't need to wait.",
  },
  'is to be': {
    pattern: /\b(?:is|are|was|were) to be \w+/gi,
    advice: 'must be, should be, or is due to be',
    wrong: 'A session that is to be renewed.',
    right: 'A session that is due for renewal.',
  },
  'in place of': {
    pattern: /\bin (?:the )?place of\b/gi,
    advice: 'instead of',
    wrong: 'Pass bytes in place of a string.',
    right: 'Pass bytes instead of a string.',
  },
  'one X a Y': {
    pattern:
      /\b(?:one|two|three)(?! (?:in|into|for|on|of|to|from|with|by|at|as) )(?: \w+)? (?:a|an) (?:vendor|codec|vector|line|process|file|case|test|step|page|stack|group|row|client|engine|run|expiry)\b/gi,
    advice: 'one X per Y',
    wrong: 'There is one file a vendor.',
    right: 'There is one file per vendor.',
  },
  'a text': {
    pattern:
      /\b(?:a|an|each|every|another|two|one)\s+texts?\b(?! (?:file|field|box|message|editor|body|form|block|node|pattern|encoding))/gi,
    advice: 'a string, or text',
    wrong: 'The key is a text.',
    right: 'The key is a string.',
  },
  'whitespace in two words': {
    pattern: /\bwhite space\b/gi,
    advice: 'whitespace',
    wrong: 'Look for white space.',
    right: 'Look for whitespace.',
  },
  unsound: {
    pattern: /\b(?:un)?sound\b(?! (?:like|translated))/gi,
    advice: 'valid or invalid',
    wrong: 'The key is unsound.',
    right: 'The key is invalid.',
  },
  'alone for only': {
    pattern:
      /\b(?:for|of|to|in|by|from|on|is|are|has|have|with|and) (?:[\w-]+ ){0,3}?(?<!left )(?<!leave )(?<!leaves )alone\b/gi,
    advice: 'only, by itself, or just',
    wrong: 'It is in that entry alone.',
    right: 'It is only in that entry.',
  },
  'that of': {
    pattern: /\b(?:is|was|as|has|have|than|and|or|but) that of\b/gi,
    advice: 'name the thing again',
    wrong: 'The format is that of Wycheproof.',
    right: "The format is Wycheproof's.",
  },
  'as far as it is': {
    pattern: /\bas far as (?:it|they|these|those|that)\b/gi,
    advice: 'the parts that …',
    wrong: 'The types, as far as they are used.',
    right: 'The types that are used.',
  },
  "one's own": {
    pattern: /\bone's own\b|\bof (?:his|theirs|ours|somebody|someone|somebody else|someone else)'?s?\b/gi,
    advice: 'its own, their own, or your own',
    wrong: "A signal of one's own.",
    right: 'A separate signal.',
  },
  'taken for': {
    pattern: /\b(?:take[ns]?|took) (?:\S+ )?for (?:a|an|the|text|one)\b/gi,
    advice: 'mistaken for',
    wrong: 'Hex that was taken for text.',
    right: 'Hex that was mistaken for text.',
  },
  'gives back': {
    pattern: /\b(?:give|gives|gave|given|giving)(?: \w+)? back\b/gi,
    advice: 'return',
    wrong: 'It gives back the same object.',
    right: 'It returns the same object.',
  },
  'stays good': {
    pattern:
      /\b(?:is|are|isn't|aren't|stays?|stayed|kept|keeps?(?: \w+){1,3}) good(?=[.,:;)]|$|\s+(?:until|where|again|how|and|or|as long)\b)/gi,
    advice: 'valid, or stays signed in',
    wrong: 'It keeps the session good.',
    right: 'It keeps the session valid.',
  },
  'goes along': {
    pattern: /\bgo(?:es)? (?:along|on (?:with|to))\b/gi,
    advice: 'passes through, or keeps using',
    wrong: 'Calls go on with the old token.',
    right: 'Calls keep using the old token.',
  },
  'tells of': {
    pattern:
      /\btell(?:s|ing)? of\b|\btold of\b|\bwhere anything tells\b|\btells (?:more|that|how|what|which|where|types?|lengths?)\b/gi,
    advice: 'reports, says, or if known',
    wrong: 'The event tells of a sign-in.',
    right: 'The event reports a sign-in.',
  },
  'may come': {
    pattern: /\bmay (?:come|stand|go|tell|lack|well)\b/gi,
    advice: 'can, might, or a plainer verb',
    wrong: 'New codes may come.',
    right: 'New codes can be added.',
  },
  reckon: {
    pattern: /\breckon(?:s|ed|ing)?\b/gi,
    advice: 'calculate',
    wrong: 'The end is reckoned from now.',
    right: 'The end is calculated from now.',
  },
  archaic: {
    pattern:
      /\b(?:upon|thereof|therein|thereby|wherein|whereof|whereby|hence|thus|shall|meanwhile|henceforth|lest|albeit)\b/gi,
    advice: 'a word that people use',
    wrong: 'The session is thereby renewed.',
    right: 'This renews the session.',
  },
  'such a one': {
    pattern:
      /\bsuch (?:a|an) one\b|\bone such\b|\bno others?\b(?! \w)|\bnothing else (?:than|but)\b|\bno (?:other|more) than\b(?! \d)/gi,
    advice: 'name it, or only',
    wrong: 'It goes to that host and no other.',
    right: 'It only goes to that host.',
  },
  'done without': {
    pattern: /\b(?:is|are|be) done without\b|\bdoes without\b/gi,
    advice: 'is ignored, or works without it',
    wrong: 'A lock that fails is done without.',
    right: 'A lock that fails is ignored.',
  },
  'as ever': {
    pattern: /\bas ever\b|\bas it were\b|\bso to speak\b/gi,
    advice: 'as usual',
    wrong: 'Fetch takes a signal as ever.',
    right: 'Fetch takes a signal as usual.',
  },
  'sign in by': {
    pattern: /\bsign(?:s|ed|ing)?(?: \S+)? in by\b|\bby (?:way|means) of\b|\bby the (?:eyes|house)\b/gi,
    advice: 'with, or through',
    wrong: 'It signs in by `restSignIn`.',
    right: 'It signs in with `restSignIn`.',
  },
  'every X of theirs': {
    pattern: /\bof (?:theirs|his|hers|yours|ours)\b/gi,
    advice: 'their …',
    wrong: 'No code of theirs runs.',
    right: 'None of their code runs.',
  },
  'comes of': {
    pattern: /\b(?:come|comes|came) (?:of|to nothing|to the same)\b|\bbecomes? of\b/gi,
    advice: 'results in, or is ignored',
    wrong: 'The renewal comes to nothing.',
    right: 'The renewal is discarded.',
  },
  'read of': {
    pattern: /\bread (?:out )?of (?:it|them|the)\b|\bmade (?:out )?of (?:it|them|one text)\b/gi,
    advice: 'read from, or built from',
    wrong: 'Nothing is read of the page.',
    right: 'Nothing is read from the page.',
  },
  'so many': {
    pattern: /\bso many\b|\bhowever many\b/gi,
    advice: 'that many, or no matter how many',
    wrong: 'It asks for so many bytes.',
    right: 'It asks for that many bytes.',
  },
  'in any case': {
    pattern: /\bin any case\b|\bwhatever the case of\b|\bin (?:any|either) case of\b/gi,
    advice: 'case-insensitive, or either way',
    wrong: 'Header names in any case.',
    right: 'Header names, case-insensitively.',
  },
  'the like': {
    pattern: /\b(?:and|or) the like\b/gi,
    advice: 'and so on, or name them',
    wrong: 'Errors, timeouts and the like.',
    right: 'Errors, timeouts and so on.',
  },
};
