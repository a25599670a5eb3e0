package dev.perstream.model;

/** A version of Windows: {@code 10.0.19041}. */
public record WindowsVersion(int major, int minor, int build) implements Comparable<WindowsVersion> {

    public static final WindowsVersion VISTA = new WindowsVersion(6, 0, 6000);
    public static final WindowsVersion WINDOWS_7 = new WindowsVersion(6, 1, 7600);
    public static final WindowsVersion WINDOWS_8 = new WindowsVersion(6, 2, 9200);
    public static final WindowsVersion WINDOWS_8_1 = new WindowsVersion(6, 3, 9600);
    public static final WindowsVersion WINDOWS_10 = new WindowsVersion(10, 0, 10240);
    /** Windows 10, version 2004: the first with {@code ExAllocatePool2}. */
    public static final WindowsVersion WINDOWS_10_2004 = new WindowsVersion(10, 0, 19041);

    public static final WindowsVersion WINDOWS_11 = new WindowsVersion(10, 0, 22000);

    @Override
    public int compareTo(WindowsVersion other) {
        var byMajor = Integer.compare(major, other.major);
        var byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(build, other.build);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build;
    }
}
