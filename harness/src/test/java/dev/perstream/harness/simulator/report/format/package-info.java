/** Reports of made-up findings. */
@NullMarked
package dev.perstream.harness.simulator.report.format;

import org.jspecify.annotations.NullMarked;
