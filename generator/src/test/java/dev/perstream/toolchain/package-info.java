/** The C toolchain of Debian's packages, as tests use it: found on the path, run with a limit, missing with a message. */
@NullMarked
package dev.perstream.toolchain;

import org.jspecify.annotations.NullMarked;
