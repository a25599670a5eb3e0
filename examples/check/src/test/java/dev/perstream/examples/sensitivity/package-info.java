/** Defects that are put into the examples' drivers on purpose: each must be found. */
@NullMarked
package dev.perstream.examples.sensitivity;

import org.jspecify.annotations.NullMarked;
