/** Reports as text, JSON and SARIF. */
@NullMarked
package dev.perstream.harness.simulator.report.format;

import org.jspecify.annotations.NullMarked;
