/** The C toolchain of Debian's packages, as tests use it. */
@NullMarked
package dev.perstream.toolchain;

import org.jspecify.annotations.NullMarked;
