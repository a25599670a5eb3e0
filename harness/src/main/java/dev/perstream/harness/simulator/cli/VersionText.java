package dev.perstream.harness.simulator.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion());
        return new String[] {"perstream-simulate " + version.orElse("(not packaged)")};
    }
}
