package dev.perstream.harness.model.filter;

import dev.perstream.harness.model.machine.KernelTransaction;
import dev.perstream.harness.model.machine.Mount;

/** What a context of a transaction hangs on: the transaction, for one attachment of the filter. */
record TransactionOnVolume(KernelTransaction transaction, Mount mount) {}
