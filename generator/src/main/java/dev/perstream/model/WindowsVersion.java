package dev.perstream.model;

/** A version of Windows: {@code 10.0.19041}. */
public record WindowsVersion(int major, int minor, int build) implements Comparable<WindowsVersion> {

    /** Windows Vista, build 6000. */
    public static final WindowsVersion VISTA = new WindowsVersion(6, 0, 6000);
    /** Windows 7, build 7600. */
    public static final WindowsVersion WINDOWS_7 = new WindowsVersion(6, 1, 7600);
    /** Windows 8, build 9200. */
    public static final WindowsVersion WINDOWS_8 = new WindowsVersion(6, 2, 9200);
    /** Windows 8.1, build 9600. */
    public static final WindowsVersion WINDOWS_8_1 = new WindowsVersion(6, 3, 9600);
    /** Windows 10, version 1507, build 10240. */
    public static final WindowsVersion WINDOWS_10 = new WindowsVersion(10, 0, 10240);
    /** Windows 10, version 2004: the first with {@code ExAllocatePool2}. */
    public static final WindowsVersion WINDOWS_10_2004 = new WindowsVersion(10, 0, 19041);

    /** Windows 11, version 21H2, build 22000; its major version is still 10. */
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
