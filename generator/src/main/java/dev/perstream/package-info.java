/** The generator as a whole. */
@NullMarked
package dev.perstream;

import org.jspecify.annotations.NullMarked;
