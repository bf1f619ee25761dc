// Every workload that is measured in rounds, by the file that it is in.
import * as aes from './aes.mjs';
import * as keyParsing from './key-parsing.mjs';
import * as requests from './requests.mjs';
import * as rsa from './rsa.mjs';
import * as signIns from './sign-ins.mjs';
import * as text from './text.mjs';

const FILES = { aes, rsa, 'key-parsing': keyParsing, text, requests, 'sign-ins': signIns };

export const workloads = Object.entries(FILES).flatMap(([file, module]) =>
  module.workloads.map((workload) => ({ ...workload, file })),
);
