/** What the reference model does, written as a specification of it. */
@NullMarked
package dev.perstream.harness.model;

import org.jspecify.annotations.NullMarked;
