/** What generated contract tests are made of: how each operation is brought about, and the stories behind the rules. */
@NullMarked
package dev.perstream.harness.contract;

import org.jspecify.annotations.NullMarked;
