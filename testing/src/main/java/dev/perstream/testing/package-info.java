/** What tests run programs with: found on the path, run with a limit, missing with a message. */
@NullMarked
package dev.perstream.testing;

import org.jspecify.annotations.NullMarked;
