/**
 * The oracles: how each is built, run, and found to be missing.
 *
 * @typedef {{ name: string, what: string, needs: string[][], folder?: string, build?: (folder: string) => string[], run: (folder: string) => string[], install: string, sampleCharset?: BufferEncoding, isSlow?: boolean }} Stack
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const oracles = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../vectors/oracles/${path}`, import.meta.url));

/** @type {readonly Stack[]} */
export const STACKS = [
  {
    name: 'python',
    what: 'the model that made the vectors, standard library only',
    needs: [
      ['python3', '-c', 'import sys; assert sys.version_info >= (3, 9)'],
      ['openssl', 'version'],
    ],
    run: () => ['python3', oracles('python/answer.py')],
    install: 'apt-get install python3 openssl',
  },
  {
    name: 'openssl',
    what: 'the openssl command line in a shell script',
    needs: [
      ['bash', '--version'],
      ['openssl', 'version'],
    ],
    run: () => ['bash', oracles('openssl/oracle.sh')],
    install: 'apt-get install openssl',
    isSlow: true, // a process for each step
  },
  {
    name: 'java',
    what: 'JDK: javax.crypto, BigInteger, Xerces',
    needs: [
      ['javac', '-version'],
      ['java', '-version'],
    ],
    build: (folder) => [
      'javac',
      '-d',
      folder,
      ...sources(
        'java',
        ['Oracle', 'Fields', 'Codecs', 'RsaKeys', 'RsaXml', 'Der', 'Urls', 'Requests', 'SmartConnect', 'Signing'],
        'java',
      ),
    ],
    run: (folder) => ['java', '-cp', folder, 'Oracle'],
    install: 'apt-get install default-jdk-headless',
  },
  {
    name: 'csharp',
    what: '.NET (Mono): RSACryptoServiceProvider, RijndaelManaged, XmlReader; the stack of two vendors',
    needs: [
      ['mcs', '--version'],
      ['mono', '--version'],
    ],
    build: (folder) => [
      'mcs',
      '-nologo',
      '-r:System.Numerics.dll',
      '-r:System.Xml.dll',
      `-out:${folder}/oracle.exe`,
      ...sources('csharp', ['Oracle', 'Codecs', 'RsaKeys', 'Samples'], 'cs'),
    ],
    run: (folder) => ['mono', `${folder}/oracle.exe`],
    install: 'apt-get install mono-mcs mono-runtime',
    sampleCharset: 'ascii',
  },
  {
    name: 'php',
    what: 'PHP, written anew for all functions',
    needs: [['php', '--version']],
    run: () => ['php', '-d', 'memory_limit=512M', oracles('php/oracle.php')],
    install: 'apt-get install php-cli',
  },
  {
    name: 'go',
    what: 'Go, written anew for all functions, standard library only',
    needs: [['go', 'version']],
    folder: oracles('go'),
    build: (folder) => ['go', 'build', '-o', `${folder}/oracle`, '.'],
    run: (folder) => [`${folder}/oracle`],
    install: 'apt-get install golang-go',
  },
  {
    name: 'pycryptodome',
    what: "the Python package that SmartConnect's own sample uses",
    needs: [['/usr/bin/python3', '-c', 'import Cryptodome']],
    run: () => ['/usr/bin/python3', oracles('pycryptodome/oracle.py')],
    install: 'apt-get install python3-pycryptodome',
    sampleCharset: 'utf8',
  },
  {
    name: 'node-forge',
    what: "the JavaScript package that SmartConnect's own sample uses, and WHATWG URL of Node",
    needs: [[process.execPath, '-e', 'require.resolve("node-forge")']],
    run: () => [process.execPath, oracles('node-forge/oracle.mjs')],
    install: 'npm ci',
    sampleCharset: 'latin1',
  },
];

/** @param {string} folder @param {string[]} names @param {string} suffix */
const sources = (folder, names, suffix) => names.map((name) => oracles(`${folder}/${name}.${suffix}`));

/** @param {Stack} stack */
export const isInstalled = ({ needs }) =>
  needs.every(([command = '', ...rest]) => spawnSync(command, rest, { stdio: 'ignore' }).status === 0);

/**
 * Puts questions to an oracle, each once however often it is asked.
 *
 * @param {Stack} stack
 * @param {string} folder An empty folder, for what is built.
 * @param {readonly string[]} lines
 * @returns {Promise<string[]>} As many answers.
 */
export async function ask(stack, folder, lines) {
  const questions = [...new Set(lines)];
  const answers = await answersTo(stack, folder, questions);
  const found = new Map(questions.map((line, at) => [line, answers[at] ?? '']));
  return lines.map((line) => found.get(line) ?? '');
}

/** @param {Stack} stack @param {string} folder @param {readonly string[]} lines @returns {Promise<string[]>} */
async function answersTo(stack, folder, lines) {
  if (stack.build !== undefined) {
    const [command = '', ...rest] = stack.build(folder);
    const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8', cwd: stack.folder ?? folder });
    if (status !== 0) throw new Error(`${stack.name}: does not build: ${stderr}`);
  }
  if (!stack.isSlow) return answersOf(stack, folder, lines);
  // Two of it, on every other line each: neighbours cost alike.
  const parts = [0, 1].map((first) =>
    answersOf(
      stack,
      folder,
      lines.filter((_, at) => at % 2 === first),
    ),
  );
  const answers = await Promise.all(parts);
  return lines.map((_, at) => answers[at % 2]?.[Math.floor(at / 2)] ?? '');
}

/** @param {Stack} stack @param {string} folder @param {readonly string[]} lines @returns {Promise<string[]>} */
async function answersOf(stack, folder, lines) {
  const [command = '', ...rest] = stack.run(folder);
  const oracle = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  oracle.stdin.on('error', () => {}); // where it ends early, its exit status tells
  oracle.stdin.end(`${lines.join('\n')}\n`);
  let text = '';
  oracle.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  const [status] = await once(oracle, 'close');
  const answers = text.split('\n').slice(0, -1);
  if (status !== 0 || answers.length !== lines.length) {
    throw new Error(`${stack.name}: exit status ${status}, ${answers.length} answers to ${lines.length} questions`);
  }
  return answers;
}
