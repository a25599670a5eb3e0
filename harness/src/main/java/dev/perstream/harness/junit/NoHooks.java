package dev.perstream.harness.junit;

import dev.perstream.harness.model.HookModel;

/** Hooks that change no context. */
final class NoHooks implements HookModel {

    @Override
    public void describe(Hooks hooks) {
        // There is nothing to say of them.
    }
}
