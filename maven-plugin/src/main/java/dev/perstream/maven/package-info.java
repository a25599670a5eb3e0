/** The goals: each gathers its parameters into a request and hands it on. */
@NullMarked
package dev.perstream.maven;

import org.jspecify.annotations.NullMarked;
