/** Tests of the driver's side, with small drivers. */
@NullMarked
package dev.perstream.harness.driver;

import org.jspecify.annotations.NullMarked;
