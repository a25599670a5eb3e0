/** Contexts of a filter as values of Java: their fields, their layout, what a test compares. */
@NullMarked
package dev.perstream.harness.context;

import org.jspecify.annotations.NullMarked;
