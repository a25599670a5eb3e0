package dev.perstream.emit.kit;

import dev.perstream.model.DriverModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The files of the kit that are the same for every filter. */
final class KitFiles {

    private static final String ROOT = "dev/perstream/templates/kit/";

    /** What every driver needs. */
    private static final List<String> KERNEL = List.of(
            "mingw/armddk.h",
            "mingw/ntifs.h",
            "mingw/nt/after.h",
            "mingw/nt/annotations.h",
            "mingw/nt/before.h",
            "mingw/nt/filesystem.h",
            "mingw/nt/interlocked.h",
            "mingw/nt/locks.h",
            "mingw/nt/pool.h",
            "mingw/nt/status.h",
            "mingw/ntoskrnl-extra.def",
            "mingw/rules.mk");

    /** What only a minifilter needs. */
    private static final List<String> FILTER_MANAGER = List.of(
            "mingw/fltKernel.h",
            "mingw/flt/base.h",
            "mingw/flt/callbacks.h",
            "mingw/flt/contexts.h",
            "mingw/flt/data.h",
            "mingw/flt/ecp.h",
            "mingw/flt/files.h",
            "mingw/flt/locks.h",
            "mingw/flt/names.h",
            "mingw/flt/objects.h",
            "mingw/flt/oplocks.h",
            "mingw/flt/parameters.h",
            "mingw/flt/ports.h",
            "mingw/flt/queues.h",
            "mingw/flt/registration.h",
            "mingw/flt/transactions.h",
            "mingw/flt/volumes.h",
            "mingw/fltmgr.def");

    private KitFiles() {}

    /** The paths below a driver's folder. */
    static List<String> of(DriverModel model) {
        return model == DriverModel.MINIFILTER
                ? Stream.concat(KERNEL.stream(), FILTER_MANAGER.stream()).toList()
                : KERNEL;
    }

    /** The text of a file. */
    static String content(String path) {
        try (var resource = KitFiles.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            if (resource == null) {
                throw new IllegalStateException("the templates have no " + ROOT + path);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(path, exception);
        }
    }
}
