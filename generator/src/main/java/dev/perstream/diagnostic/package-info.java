/** What is wrong with a schema, where, and how it is put right. */
@NullMarked
package dev.perstream.diagnostic;

import org.jspecify.annotations.NullMarked;
