/** The machine that the reference model runs on: volumes, file systems, file objects, requests; no filter. */
@NullMarked
package dev.perstream.harness.model.machine;

import org.jspecify.annotations.NullMarked;
