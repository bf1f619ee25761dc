import { describe } from 'vitest';
import { collectionTests } from './collection.js';

describe('in Developer Mode', () => collectionTests('developer'));
