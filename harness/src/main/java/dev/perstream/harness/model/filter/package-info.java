/** The filter that the reference model stands for: what it sees, and what becomes of its contexts. */
@NullMarked
package dev.perstream.harness.model.filter;

import org.jspecify.annotations.NullMarked;
