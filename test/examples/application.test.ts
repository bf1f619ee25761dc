/** The example of an application's own tests. */
import '../../examples/application/waybills.test.mjs';
