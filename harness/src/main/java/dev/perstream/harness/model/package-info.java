/** The reference behaviour of a filter: what its contexts hold after each operation, without a line of its C. */
@NullMarked
package dev.perstream.harness.model;

import org.jspecify.annotations.NullMarked;
