/** What a description of a filter says. */
@NullMarked
package dev.perstream.harness.model;

import org.jspecify.annotations.NullMarked;
