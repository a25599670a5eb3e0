package dev.perstream.emit.kit;

import static java.util.Map.entry;

import dev.perstream.model.WindowsVersion;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the headers call a version of Windows. */
final class WindowsSdk {

    /** The builds that brought a value of {@code NTDDI_VERSION}, from Windows 10 on one for each release. */
    private static final NavigableMap<Integer, String> WINDOWS_10 =
            Collections.unmodifiableNavigableMap(new TreeMap<>(Map.ofEntries(
                    entry(10240, "0x0A000000"),
                    entry(10586, "0x0A000001"),
                    entry(14393, "0x0A000002"),
                    entry(15063, "0x0A000003"),
                    entry(16299, "0x0A000004"),
                    entry(17134, "0x0A000005"),
                    entry(17763, "0x0A000006"),
                    entry(18362, "0x0A000007"),
                    entry(19041, "0x0A000008"),
                    entry(20348, "0x0A00000A"),
                    entry(22000, "0x0A00000B"),
                    entry(22621, "0x0A00000C"),
                    entry(26100, "0x0A000010"))));

    private WindowsSdk() {}

    /** The value of {@code NTDDI_VERSION} for the release of a version. */
    static String ntddi(WindowsVersion windows) {
        if (windows.major() < 10) {
            return String.format(Locale.ROOT, "0x%02X%02X0000", windows.major(), windows.minor());
        }
        var release = WINDOWS_10.floorEntry(windows.build());
        return release == null ? WINDOWS_10.firstEntry().getValue() : release.getValue();
    }

    /** The value of {@code _WIN32_WINNT}. */
    static String winnt(WindowsVersion windows) {
        return String.format(Locale.ROOT, "0x%02X%02X", windows.major(), windows.minor());
    }

    /** The version that the image's header asks for. */
    static String subsystem(WindowsVersion windows) {
        return windows.major() + "." + windows.minor();
    }
}
