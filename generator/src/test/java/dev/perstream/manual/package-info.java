/** Holds the README and the manual to what the generator does. */
@NullMarked
package dev.perstream.manual;

import org.jspecify.annotations.NullMarked;
