/** A filter as its schema and its hooks describe it: its contexts, and what each operation makes of them. */
@NullMarked
package dev.perstream.harness.model;

import org.jspecify.annotations.NullMarked;
