/** A filter and sides of the harness's own, for tests of what surrounds the real ones. */
@NullMarked
package dev.perstream.harness.fake;

import org.jspecify.annotations.NullMarked;
