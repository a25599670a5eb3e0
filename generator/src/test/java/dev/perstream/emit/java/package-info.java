/** Tests of the Java that a filter becomes. */
@NullMarked
package dev.perstream.emit.java;

import org.jspecify.annotations.NullMarked;
