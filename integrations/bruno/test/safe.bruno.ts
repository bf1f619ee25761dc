import { describe } from 'vitest';
import { collectionTests } from './collection.js';

describe('in Safe Mode', () => collectionTests('safe', ['bex', 'smartconnect']));
