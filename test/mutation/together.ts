/** All tests of an area as one file: so that one mutant costs one load of the sources, and not one a file. */
import 'virtual:tests-of-the-area';
