/**
 * Imports the entry that its argument names, and prints what that has changed in the program or used of the platform; an
 * empty list is what should come. Reading `navigator` is not looked for: jsbn does, and nobody can see it.
 */
const [, , entry = ''] = process.argv;
/** @type {string[]} */
const seen = [];

/** Every object that can be reached from the globals by own members, with its path. @returns {Map<object, string>} */
function reachable() {
  // What hangs on getters, or on no name at all.
  const found = /** @type {Map<object, string>} */ (
    new Map([
      [globalThis, 'globalThis'],
      [crypto, 'crypto'],
      [performance, 'performance'],
      [Object.getPrototypeOf(function* () {}), 'GeneratorFunction.prototype'],
      [Object.getPrototypeOf(async () => {}), 'AsyncFunction.prototype'],
      [Object.getPrototypeOf(async function* () {}), 'AsyncGeneratorFunction.prototype'],
      [Object.getPrototypeOf([][Symbol.iterator]()), 'ArrayIteratorPrototype'],
      [Object.getPrototypeOf(new Map().entries()), 'MapIteratorPrototype'],
      [Object.getPrototypeOf(''[Symbol.iterator]()), 'StringIteratorPrototype'],
    ])
  );
  for (const [owner, path] of found) {
    for (const key of [...Reflect.ownKeys(owner), 'the prototype']) {
      const member = key === 'the prototype' ? Reflect.getPrototypeOf(owner) : plainMember(owner, key);
      const isObject = (typeof member === 'object' && member !== null) || typeof member === 'function';
      if (isObject && !found.has(member)) found.set(member, `${path}.${String(key)}`);
    }
  }
  return found;
}

/** A member's value; no getter is run. @param {object} owner @param {PropertyKey} key */
const plainMember = (owner, key) => Object.getOwnPropertyDescriptor(owner, key)?.value;

/** What each of these objects is like now. @param {Iterable<object>} objects */
function snapshot(objects) {
  return new Map(
    Array.from(objects, (owner) => {
      const members = Reflect.ownKeys(owner).map(
        (key) => /** @type {const} */ ([key, Object.getOwnPropertyDescriptor(owner, key)]),
      );
      return [
        owner,
        { members: new Map(members), prototype: Reflect.getPrototypeOf(owner), open: Object.isExtensible(owner) },
      ];
    }),
  );
}

/** @param {PropertyDescriptor | undefined} one @param {PropertyDescriptor | undefined} other */
const same = (one, other) =>
  one !== undefined &&
  other !== undefined &&
  /** @type {const} */ (['value', 'get', 'set', 'writable', 'enumerable', 'configurable']).every((part) =>
    Object.is(one[part], other[part]),
  );

// Nothing should call these while a module is loaded. Replaced before the snapshot, so it doesn't count as a change.
const spied = /** @type {[object, string[]][]} */ ([
  [Math, ['random']],
  [Date, ['now']],
  [performance, ['now']],
  [crypto, ['getRandomValues', 'randomUUID']],
  [globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']],
  [console, Object.keys(console)],
  [process, ['emitWarning', 'on', 'once', 'addListener', 'nextTick']],
  [process.stdout, ['write']],
  [process.stderr, ['write']],
]);
let watching = false;
for (const [owner, names] of spied) {
  for (const name of names) {
    const original = Reflect.get(owner, name);
    if (typeof original !== 'function') continue;
    const spy = (/** @type {unknown[]} */ ...args) => {
      if (watching) seen.push(`calls ${name}`);
      return Reflect.apply(original, owner, args);
    };
    Object.defineProperty(owner, name, { value: spy, configurable: true, writable: true });
  }
}

// Node loads what a module needs when it imports it, and defines lazy globals; a module without effects goes first.
await import(String('data:text/javascript,export default 1'));
const objects = reachable();
// The parts of Node that loading is: its own records of modules change.
const NODES_OWN = /^globalThis\.(?:process|global)\b/;
const before = snapshot([...objects.keys()].filter((owner) => !NODES_OWN.test(objects.get(owner) ?? '')));
const listeners = process.eventNames().length;
const environment = JSON.stringify(process.env);
const ofProcess = Reflect.ownKeys(process).map(String).join();

watching = true;
await import(entry);
watching = false;

for (const [owner, { members, prototype, open }] of snapshot(before.keys())) {
  const old = before.get(owner);
  const path = objects.get(owner);
  if (old?.prototype !== prototype || old.open !== open) seen.push(`changes ${path}`);
  for (const key of new Set([...members.keys(), ...(old?.members.keys() ?? [])])) {
    if (!same(members.get(key), old?.members.get(key))) seen.push(`changes ${path}.${String(key)}`);
  }
}
if (process.eventNames().length !== listeners) seen.push('listens to the process');
if (Reflect.ownKeys(process).map(String).join() !== ofProcess) seen.push('changes the process');
if (JSON.stringify(process.env) !== environment) seen.push('changes the environment');
const timers = process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|TCP|Worker/.test(name));
seen.push(...timers.map((name) => `leaves a ${name}`));
process.stdout.write(JSON.stringify(seen));
