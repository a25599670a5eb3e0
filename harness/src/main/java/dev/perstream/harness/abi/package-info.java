/** Memory as a processor lays it out, and how what lies in it is read. */
@NullMarked
package dev.perstream.harness.abi;

import org.jspecify.annotations.NullMarked;
