/** A filter as a legacy filter, attached to the device stacks of file systems. */
@NullMarked
package dev.perstream.emit.legacy;

import org.jspecify.annotations.NullMarked;
