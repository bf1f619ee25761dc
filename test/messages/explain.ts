/** What explanations and diagnoses refuse. */
import { diagnose, explain } from 'credwire/explain';
import type { Provocation } from './provocation.js';
import { WEAK_SOURCE } from './WEAK';
