package dev.perstream.plan;

import dev.perstream.model.Context;
import dev.perstream.model.Phase;

/**
 * A context in a callback.
 *
 * @param context the context
 * @param phase where the reference is acquired
 * @param acquisition how
 * @param carried whether the reference travels from before the operation to after it, because it may not be acquired
 *     there (rule L1); false for one that is released where it was acquired
 * @param refreshName whether a lazily kept name is brought up to date when the reference is acquired (rule N5)
 */
public record ContextUse(Context context, Phase phase, Acquisition acquisition, boolean carried, boolean refreshName) {}
