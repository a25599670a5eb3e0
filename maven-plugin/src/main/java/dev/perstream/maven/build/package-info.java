/** From generated trees to drivers, with the toolchains that are installed. */
@NullMarked
package dev.perstream.maven.build;

import org.jspecify.annotations.NullMarked;
