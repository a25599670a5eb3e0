/** What tests of generated filters are written with. */
@NullMarked
package dev.perstream.harness;

import org.jspecify.annotations.NullMarked;
