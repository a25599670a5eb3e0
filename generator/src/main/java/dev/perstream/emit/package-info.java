/** What the emitters of all targets share. */
@NullMarked
package dev.perstream.emit;

import org.jspecify.annotations.NullMarked;
