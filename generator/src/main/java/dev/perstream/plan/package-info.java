/** What each callback of a driver does, in order, for both driver models. */
@NullMarked
package dev.perstream.plan;

import org.jspecify.annotations.NullMarked;
