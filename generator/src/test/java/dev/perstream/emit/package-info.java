/** Whole drivers are generated and compiled. */
@NullMarked
package dev.perstream.emit;

import org.jspecify.annotations.NullMarked;
