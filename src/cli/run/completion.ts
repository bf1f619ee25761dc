/** `credwire completion`: a script for the user's shell, made from the same definitions as the help. */
import type { Command, Option } from 'commander';
import { DEFINITIONS } from '../commands/index.js';
import type { Task } from '../definition.js';
import { EXIT } from '../exit.js';
import { print } from '../io.js';
import { makeProgram } from '../program.js';

/** Does the work. */
export async function run({ io, secrets, operands }: Task): Promise<number> {
  const places = placesOf(makeProgram(DEFINITIONS, io, secrets, () => undefined));
  const script = { bash, zsh, fish }[operands[0] as 'bash']; // one of the choices
  await print(io, script(places));
  return EXIT.done;
}

/** What may follow a command, or a command and a vendor. */
interface Place {
  /** The words that lead there: none, `sign-in`, `sign-in bex`. */
  readonly path: string;
  /** Subcommands, or the values of the first operand, with a word on each. */
  readonly words: readonly (readonly [word: string, help: string])[];
  readonly options: readonly Option[];
}

function placesOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const words = command.commands.map((each) => [each.name(), each.summary()] as const);
  const operands = (command.registeredArguments[0]?.argChoices ?? []).map((choice) => [choice, ''] as const);
  const options = [...command.options.filter(({ hidden }) => !hidden), ...command.createHelp().visibleOptions(command)];
  const all = [...new Map(options.map((option) => [option.long, option])).values()];
  return [
    { path: path.join(' '), words: [...words, ...operands], options: all },
    ...command.commands.flatMap((each) => placesOf(each, [...path, each.name()])),
  ];
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** Every option that takes a value, with its choices; the same name means the same everywhere it matters. */
function valued(places: readonly Place[]): ReadonlyMap<string, Option> {
  const options = places.flatMap((place) => place.options).filter(takesValue);
  return new Map(options.map((option) => [option.long ?? '', option]));
}

/** The words of a `case` that finds the place: those before the cursor that are neither options nor their values. */
const WALK = (places: readonly Place[]): string => `  local place="" word skip=""
  for word in "\${before[@]}"; do
    if [[ -n $skip ]]; then skip=""; continue; fi
    case "$word" in
      ${[...valued(places).keys()].join('|')}) skip=1 ;;
      -*) ;;
      *)
        case "\${place:+$place }$word" in
          ${places
            .filter(({ path }) => path !== '')
            .map(({ path }) => `"${path}"`)
            .join('|')}) place="\${place:+$place }$word" ;;
        esac ;;
    esac
  done`;

function bash(places: readonly Place[]): string {
  const values = [...valued(places)].filter(([, { argChoices }]) => argChoices);
  return `# Completion of credwire for bash. Load it by: source <(credwire completion bash)
_credwire() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${WALK(places)}
  case "$place $previous" in
${optionChoices(places, (choices) => `COMPREPLY=($(compgen -W "${choices}" -- "$current")); return`)}
  esac
  case "$previous" in
    ${[...valued(places).keys()].join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  local words=""
  case "$place" in
${places.map(({ path, words, options }) => `    "${path}") words="${[...words.map(([word]) => word), ...options.map(({ long }) => long)].join(' ')}" ;;`).join('\n')}
  esac
  if [[ $current != -* ]]; then words=" $words "; while [[ $words == *" --"* ]]; do words="\${words% --*} "; done; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _credwire credwire${values.length > 0 ? '' : ' '}`.trimEnd();
}

/** A branch for each option with choices, at each place that has it. */
function optionChoices(places: readonly Place[], line: (choices: string) => string): string {
  return places
    .flatMap(({ path, options }) =>
      options
        .filter(({ argChoices }) => argChoices)
        .map(({ long, argChoices }) => `    "${path} ${long}") ${line((argChoices ?? []).join(' '))} ;;`),
    )
    .join('\n');
}

function zsh(places: readonly Place[]): string {
  const item = (word: string, help: string): string =>
    `'${`${word.replaceAll(':', '\\:')}${help === '' ? '' : `:${help}`}`.replaceAll("'", "'\\''")}'`;
  return `#compdef credwire
# Completion of credwire for zsh: put it into a folder of $fpath as _credwire.
_credwire() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}"
  local -a before; before=("\${(@)words[2,CURRENT-1]}")
${WALK(places)}
  case "$place $previous" in
${optionChoices(places, (choices) => `compadd -- ${choices}; return`)}
  esac
  case "$previous" in
    ${[...valued(places).keys()].join('|')}) _files; return ;;
  esac
  local -a commands options
  case "$place" in
${places
  .map(({ path, words, options }) => {
    const names = words.map(([word, help]) => item(word, help)).join(' ');
    const flags = options.map(({ long, description }) => item(long ?? '', description)).join(' ');
    return `    "${path}") commands=(${names}); options=(${flags}) ;;`;
  })
  .join('\n')}
  esac
  if [[ $current == -* ]]; then _describe option options
  elif (( \${#commands} )); then _describe command commands
  else _files; fi
}
if [[ $funcstack[1] == _credwire ]]; then _credwire "$@"; else compdef _credwire credwire; fi`;
}

function fish(places: readonly Place[]): string {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const at = (path: string): string => `-n ${quoted(`__credwire_at ${path}`)}`;
  const lines = places.flatMap(({ path, words, options }) => [
    ...words.map(([word, help]) => `complete -c credwire ${at(path)} -f -a ${word} -d ${quoted(help)}`),
    ...options.map((option) => {
      const { long, description, argChoices } = option;
      const value = argChoices ? ` -x -a ${quoted(argChoices.join(' '))}` : takesValue(option) ? ' -r' : '';
      return `complete -c credwire ${at(path)} -l ${long?.slice(2)}${value} -d ${quoted(description)}`;
    }),
  ]);
  return `# Completion of credwire for fish: put it into ~/.config/fish/completions/credwire.fish.
function __credwire_at
  set -l place
  set -l skip 0
  for word in (commandline -opc)[2..]
    if test $skip = 1
      set skip 0
      continue
    end
    switch $word
      case ${[...valued(places).keys()].join(' ')}
        set skip 1
      case '-*'
      case '*'
        set -a place $word
    end
  end
  test "$place" = "$argv"
end
${lines.join('\n')}`;
}
