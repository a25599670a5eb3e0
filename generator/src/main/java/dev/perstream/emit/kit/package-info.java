/** What a generated driver brings so that MinGW-w64 alone builds it: headers, lists of exports and a Makefile. */
@NullMarked
package dev.perstream.emit.kit;

import org.jspecify.annotations.NullMarked;
