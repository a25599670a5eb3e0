/** From the plan of a driver to the C of a Filter Manager minifilter. */
@NullMarked
package dev.perstream.emit.minifilter;

import org.jspecify.annotations.NullMarked;
