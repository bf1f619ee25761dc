/** What the compiler must refuse about sessions and areas. Compiled by compile.test.ts, never run. */
import { bex, type HttpRequest, idscan, ifactory, jacada, type Session, type SignIn, smartconnect } from 'credwire';
import { expectTypeOf } from 'vitest';

declare const request: HttpRequest;
declare const scanning: idscan.Session<'scanning'>;
declare const investigation: idscan.Session<'investigation'>;
declare const either: idscan.Session;

// An area allows its own action.
idscan.authorize(request, scanning, { action: 'upload' });
idscan.authorize(request, investigation, { action: 'retrieval', via: 'cookie' });
idscan.authorize(request, scanning);
idscan.authorize(request, either, { action: 'upload' });
// @ts-expect-error -- a token of scanning does not retrieve
idscan.authorize(request, scanning, { action: 'retrieval' });
// @ts-expect-error -- a token of investigation does not upload
idscan.authorize(request, investigation, { action: 'upload' });
// @ts-expect-error -- an area isn't an action
idscan.authorize(request, scanning, { action: 'scanning' });
// @ts-expect-error -- no such way
idscan.authorize(request, scanning, { via: 'bearer' });

// The area that was asked for is the area of the session.
const credentials = { baseUrl: 'https://idscan.example', username: 'u', password: 'p' };
expectTypeOf(idscan.signIn({ ...credentials, area: 'scanning' })).toEqualTypeOf<SignIn<idscan.Session<'scanning'>>>();
expectTypeOf(
  idscan.parseTokenResponse({ status: 200, headers: {}, body: '' }, { area: 'investigation' }),
).toEqualTypeOf<idscan.Session<'investigation'>>();
expectTypeOf<idscan.ActionOf<'scanning'>>().toEqualTypeOf<'upload'>();
expectTypeOf<idscan.ActionOf<idscan.Area>>().toEqualTypeOf<'upload' | 'retrieval'>();
// @ts-expect-error -- a session of one area isn't a session of the other
expectTypeOf(scanning).toExtend<idscan.Session<'investigation'>>();
// @ts-expect-error -- a session of an unknown area isn't a session of a known one
expectTypeOf(either).toExtend<idscan.Session<'scanning'>>();
expectTypeOf(scanning).toExtend<idscan.Session>();
// @ts-expect-error -- an area in lower case only
idscan.signIn({ ...credentials, area: 'Scanning' });
// @ts-expect-error -- the area isn't optional
idscan.signIn(credentials);
// @ts-expect-error -- the parser is told the area, for the answer does not tell
idscan.parseTokenResponse({ status: 200, headers: {}, body: '' }, {});

// A session belongs to its vendor.
declare const sessions: {
  readonly ifactory: ifactory.Session;
  readonly idscan: idscan.Session;
  readonly jacada: jacada.Session;
  readonly bex: bex.Session;
  readonly smartconnect: smartconnect.Session;
};
ifactory.authorize(request, sessions.ifactory);
idscan.authorize(request, sessions.idscan);
jacada.authorize(request, sessions.jacada);
bex.authorize(request, sessions.bex);
smartconnect.authorize(request, sessions.smartconnect);
// @ts-expect-error -- a different vendor's
ifactory.authorize(request, sessions.jacada);
// @ts-expect-error -- a different vendor's
idscan.authorize(request, sessions.ifactory);
// @ts-expect-error -- a different vendor's
jacada.authorize(request, sessions.ifactory);
// @ts-expect-error -- a different vendor's
bex.authorize(request, sessions.smartconnect);
// @ts-expect-error -- a different vendor's
smartconnect.authorize(request, sessions.bex);
// @ts-expect-error -- a bare token isn't a session
bex.authorize(request, { token: 'abc' });
// @ts-expect-error -- a session of any vendor isn't this vendor's
bex.authorize(request, sessions.bex as Session);

// `vendor` says which session it is.
declare const any: Session;
expectTypeOf(any.vendor).toEqualTypeOf<'ifactory' | 'idscan' | 'jacada' | 'bex' | 'smartconnect'>();
if (any.vendor === 'idscan') expectTypeOf(any).toEqualTypeOf<idscan.Session>();
if (any.vendor === 'smartconnect') expectTypeOf(any.companyId).toEqualTypeOf<string | undefined>();
// @ts-expect-error -- not every session has an area
any.area;

// Sessions are read only.
// @ts-expect-error -- read only
sessions.bex.token = 'other';
// @ts-expect-error -- read only
sessions.idscan.area = 'scanning';
// @ts-expect-error -- read only
sessions.ifactory.expiresAt = 0;
