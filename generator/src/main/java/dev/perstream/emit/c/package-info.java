/** The C that both driver models share: names, structures, the statements of contexts, and the template engine. */
@NullMarked
package dev.perstream.emit.c;

import org.jspecify.annotations.NullMarked;
