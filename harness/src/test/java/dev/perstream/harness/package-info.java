@NullMarked
package dev.perstream.harness;

import org.jspecify.annotations.NullMarked;
