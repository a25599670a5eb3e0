/** A filter made by hand that has a context of each kind. */
@NullMarked
package dev.perstream.harness.model.sample;

import org.jspecify.annotations.NullMarked;
