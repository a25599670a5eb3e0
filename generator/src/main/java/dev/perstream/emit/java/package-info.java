/** The Java models of a filter and their tests. */
@NullMarked
package dev.perstream.emit.java;

import org.jspecify.annotations.NullMarked;
