@NullMarked
package dev.perstream.harness.lockstep;

import org.jspecify.annotations.NullMarked;
