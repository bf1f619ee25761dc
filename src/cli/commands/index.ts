/** The subcommands, in the order of help. */
import type { Definition } from '../definition.js';
import { batch } from './batch.js';
import { call } from './call.js';
import { completion } from './completion.js';
import { diagnose } from './diagnose.js';
import { explain } from './explain.js';
import { request } from './request.js';
import { sandbox } from './sandbox.js';
import { signIn } from './sign-in.js';
import { signOut } from './sign-out.js';
import { vectors } from './vectors.js';
import { vendors } from './vendors.js';

/** All of them. */
export const DEFINITIONS: readonly Definition[] = [
  signIn,
  signOut,
  call,
  request,
  explain,
  diagnose,
  batch,
  sandbox,
  vectors,
  vendors,
  completion,
];
