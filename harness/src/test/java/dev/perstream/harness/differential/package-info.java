/** Tests of random sequences on two sides that are made for it. */
@NullMarked
package dev.perstream.harness.differential;

import org.jspecify.annotations.NullMarked;
