package dev.perstream.model;

/** A driver's version; each part from 0 to 65,535. */
public record DriverVersion(int major, int minor, int patch, int build) {

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (build == 0 ? "" : "." + build);
    }
}
