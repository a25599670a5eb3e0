/** What the reference model does, written as a specification of it. */
@NullMarked
package dev.perstream.harness.model.side;

import org.jspecify.annotations.NullMarked;
