/** DER as a tree whose every node can be written wrong. */
import fc from 'fast-check';

/** An element. Its content is bytes, elements, or, in a bit string, both. */
export interface DerNode {
  readonly tag: number;
  readonly content: readonly (DerNode | number)[];
  /** How the length is written; by default the shortest way. Some ways lie. */
  readonly length?: LengthForm;
}

const LENGTH_FORMS = ['long', 'longer', 'indefinite', 'less', 'more', 'huge'] as const;
type LengthForm = (typeof LENGTH_FORMS)[number];

/** The bytes of elements one after the other. */
export function encodeDer(nodes: readonly (DerNode | number)[]): number[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'number') return [node];
    const content = encodeDer(node.content);
    const end = node.length === 'indefinite' ? [0, 0] : [];
    return [node.tag, ...encodeLength(content.length, node.length), ...content, ...end];
  });
}

function encodeLength(length: number, form: LengthForm | undefined): number[] {
  const bytes = [length >> 8, length & 0xff];
  switch (form) {
    case 'long':
      return length < 0x100 ? [0x81, length] : [0x83, 0, ...bytes];
    case 'longer':
      return [0x84, 0, 0, ...bytes];
    case 'indefinite':
      return [0x80];
    case 'less':
      return encodeLength(Math.max(0, length - 1), undefined);
    case 'more':
      return encodeLength(length + 1, undefined);
    case 'huge':
      return [0x84, 0x7f, 0xff, 0xff, 0xff];
    case undefined:
      if (length < 0x80) return [length];
      return length < 0x100 ? [0x81, length] : [0x82, ...bytes];
  }
}

/** The SubjectPublicKeyInfo of an RSA key. */
export function spkiTree(modulus: Uint8Array, exponent: Uint8Array): DerNode {
  const integer = (magnitude: Uint8Array): DerNode => ({
    tag: 0x02,
    content: (magnitude[0] ?? 0) >= 0x80 ? [0, ...magnitude] : [...magnitude],
  });
  const rsaEncryption: DerNode = { tag: 0x06, content: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01] };
  const algorithm: DerNode = { tag: 0x30, content: [rsaEncryption, { tag: 0x05, content: [] }] };
  const numbers: DerNode = { tag: 0x30, content: [integer(modulus), integer(exponent)] };
  return { tag: 0x30, content: [algorithm, { tag: 0x03, content: [0, numbers] }] };
}

type Change = (node: DerNode) => readonly (DerNode | number)[];

/** The tree with its n-th node, counted from the root in the order of the bytes, changed. */
function changeAt(nodes: readonly (DerNode | number)[], at: number, change: Change): readonly (DerNode | number)[] {
  let seen = 0;
  const visit = (node: DerNode | number): readonly (DerNode | number)[] => {
    if (typeof node === 'number') return [node];
    if (seen++ === at) return change(node);
    return [{ ...node, content: node.content.flatMap(visit) }];
  };
  return nodes.flatMap(visit);
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...LENGTH_FORMS).map(
    (length): Change =>
      (node) => [{ ...node, length }],
  ),
  fc.constantFrom(0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x30, 0x31, 0x22, 0x80, 0xa0, 0x00, 0x1f, 0xff).map(
    (tag): Change =>
      (node) => [{ ...node, tag }],
  ),
  fc.constantFrom<Change>(
    () => [],
    (node) => [node, node],
    (node) => node.content,
    (node) => [{ ...node, content: [] }],
    (node) => [{ ...node, content: [...node.content].reverse() }],
    (node) => [{ ...node, content: node.content.slice(1) }],
    (node) => [{ ...node, content: node.content.slice(0, -1) }],
    (node) => [{ ...node, content: [...node.content, ...node.content] }],
  ),
  fc.integer({ min: 1, max: 8 }).map(
    (depth): Change =>
      (node) => [Array.from({ length: depth }).reduce<DerNode>(wrapped, node)],
  ),
  fc.tuple(fc.nat(400), fc.array(fc.nat(255), { maxLength: 3 }), fc.nat(2)).map(
    ([place, bytes, removed]): Change =>
      ({ content, ...node }) => {
        const at = place % (content.length + 1);
        return [{ ...node, content: [...content.slice(0, at), ...bytes, ...content.slice(at + removed)] }];
      },
  ),
);

function wrapped(node: DerNode): DerNode {
  return { tag: 0x30, content: [node] };
}

/** The bytes of a tree after a few changes of its nodes. */
export function editedDer(tree: DerNode, most = 3): fc.Arbitrary<number[]> {
  return fc
    .array(fc.tuple(fc.nat(8), change), { minLength: 1, maxLength: most })
    .map((changes) =>
      encodeDer(
        changes.reduce<readonly (DerNode | number)[]>((nodes, [at, edit]) => changeAt(nodes, at, edit), [tree]),
      ),
    );
}
