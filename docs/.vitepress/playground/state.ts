/** The playground's state, and everything computed from it. */
import type { CredwireError, HttpRequest, Vendor } from 'credwire';
import { explain, type Stage } from 'credwire/explain';
import { computed, reactive, ref, shallowRef } from 'vue';
import { type Entries, FORMS, firstEntries, isAsked, VENDORS } from './model/forms.js';
import { fromHash, toHash } from './model/link.js';
import { optionsOf } from './model/options.js';
import { Draw } from './model/random.js';

/** A failure: a stable code and a message. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** The code and message of an error. The library's errors never hold a secret; of any other error, only the name is shown. */
export function faultOf(error: unknown): Fault {
  const { code, message } = error as Partial<CredwireError>; // read with care: both may be missing
  if (typeof code === 'string' && code.startsWith('ERR_')) return { code, message: String(message) };
  return {
    code: 'DEFECT',
    message: `something went wrong in this page (${error instanceof Error ? error.name : typeof error})`,
  };
}

/** The steps from the password to the request, or the reason why there are none. */
export type Outcome =
  | { readonly request: HttpRequest; readonly stages: readonly Stage[]; readonly fault?: undefined }
  | { readonly fault: Fault };

/** The state of one playground. */
export function usePlayground() {
  const vendor = ref<Vendor>('ifactory');
  const entries = reactive<Record<Vendor, { fields: Record<string, string>; choices: Record<string, string> }>>(
    Object.fromEntries(VENDORS.map((id) => [id, firstEntries(id)])) as never, // one for each vendor
  );
  const draw = shallowRef(new Draw());

  const form = computed(() => FORMS[vendor.value]);
  const current = computed((): Entries => entries[vendor.value]);
  const asked = (name: string): boolean => isAsked(vendor.value, name, current.value);

  const outcome = computed((): Outcome => {
    try {
      return explain(vendor.value, optionsOf(vendor.value, current.value, draw.value.source()));
    } catch (error) {
      return { fault: faultOf(error) };
    }
  });

  return {
    vendor,
    entries,
    form,
    current,
    asked,
    outcome,
    /** Draws other random bytes. */
    drawAgain: () => {
      draw.value = new Draw();
    },
    /** Puts back the examples of the vendor that is shown. */
    reset: () => {
      const { fields, choices } = firstEntries(vendor.value);
      entries[vendor.value] = { fields: { ...fields }, choices: { ...choices } };
    },
    /** Applies a link. */
    open: (hash: string) => {
      const shared = fromHash(hash);
      if (shared === undefined) return;
      vendor.value = shared.vendor;
      entries[shared.vendor].choices = { ...shared.choices };
    },
    /** The part of the link after `#`. */
    hash: computed(() => toHash(vendor.value, current.value)),
  };
}

/** The state, as the parts of the page take it. */
export type Playground = ReturnType<typeof usePlayground>;
