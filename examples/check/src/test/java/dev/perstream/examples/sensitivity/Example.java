package dev.perstream.examples.sensitivity;

import dev.perstream.audit.AuditFilter;
import dev.perstream.ctx.CtxFilter;
import dev.perstream.filespy.FileSpyFilter;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.FilterDefinition.DriverFolders;
import java.nio.file.Path;
import java.util.Optional;

/** The examples whose drivers get defects. */
enum Example {
    AUDIT("audit", AuditFilter.DEFINITION, "dev.perstream.audit.AuditContractTest"),
    CTX("ctx", CtxFilter.DEFINITION, "dev.perstream.ctx.CtxContractTest"),
    FILESPY("filespy", FileSpyFilter.DEFINITION, "dev.perstream.filespy.FileSpyContractTest");

    private static final Path EXAMPLES = Path.of("..");

    private final String folder;
    private final FilterDefinition definition;
    private final String contract;

    Example(String folder, FilterDefinition definition, String contract) {
        this.folder = folder;
        this.definition = definition;
        this.contract = contract;
    }

    /** The filter as its schema describes it. */
    FilterDefinition definition() {
        return definition;
    }

    /** Its generated test, which other packages do not see by name. */
    Class<?> contract() {
        try {
            return Class.forName(contract);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its module. */
    String folder() {
        return folder;
    }

    /** The folder of the module's sources and results. */
    Path base() {
        return EXAMPLES.resolve(folder);
    }

    /** Where the generated sources of a driver lie, in a folder like {@link #base()}. */
    Path generated(DriverModel model) {
        return folders(model).map(folders -> Path.of(folders.generated())).orElseThrow();
    }

    /** Where the author's sources of a driver lie, likewise. */
    Path hooks(DriverModel model) {
        return folders(model).map(folders -> Path.of(folders.hooks())).orElseThrow();
    }

    private Optional<DriverFolders> folders(DriverModel model) {
        return Optional.ofNullable(definition.drivers().get(model));
    }
}
