package dev.perstream.model;

import java.util.Set;

/**
 * What a filter is called and where it belongs.
 *
 * @param name in Pascal case, an identifier of C and Java
 * @param description one line; may be empty
 * @param provider who makes it; may be empty
 * @param version of the driver
 * @param models the drivers to generate, at least one
 * @param group the load order group
 * @param altitude a decimal number as written, within the group's range
 * @param windows the oldest Windows that it runs on
 * @param architectures the processors that it is built for, at least one
 */
public record FilterIdentity(
        String name,
        String description,
        String provider,
        DriverVersion version,
        Set<DriverModel> models,
        LoadOrderGroup group,
        String altitude,
        WindowsVersion windows,
        Set<Architecture> architectures) {

    public FilterIdentity {
        models = EnumSets.copyOf(models);
        architectures = EnumSets.copyOf(architectures);
    }
}
