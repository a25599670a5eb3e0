@NullMarked
package dev.perstream.harness.junit;

import org.jspecify.annotations.NullMarked;
