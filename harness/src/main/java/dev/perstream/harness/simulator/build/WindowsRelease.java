package dev.perstream.harness.simulator.build;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A release of Windows, as headers number it.
 *
 * @param ntddi the value of {@code NTDDI_VERSION}
 */
public record WindowsRelease(int ntddi) {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,6}))?");

    /** The builds that brought a value of {@code NTDDI_VERSION}. */
    private static final NavigableMap<Integer, Integer> WINDOWS_10 =
            Collections.unmodifiableNavigableMap(new TreeMap<>(Map.ofEntries(
                    Map.entry(10240, 0x0A000000),
                    Map.entry(10586, 0x0A000001),
                    Map.entry(14393, 0x0A000002),
                    Map.entry(15063, 0x0A000003),
                    Map.entry(16299, 0x0A000004),
                    Map.entry(17134, 0x0A000005),
                    Map.entry(17763, 0x0A000006),
                    Map.entry(18362, 0x0A000007),
                    Map.entry(19041, 0x0A000008),
                    Map.entry(19042, 0x0A000009),
                    Map.entry(20348, 0x0A00000A),
                    Map.entry(22000, 0x0A00000B),
                    Map.entry(22621, 0x0A00000C),
                    Map.entry(26100, 0x0A000010))));

    /** Reads {@code 10.0.19041} or {@code 6.1}. */
    public static Optional<WindowsRelease> of(String version) {
        var matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var major = Integer.parseInt(matcher.group(1));
        var minor = Integer.parseInt(matcher.group(2));
        if (major < 10) {
            return Optional.of(new WindowsRelease(major << 24 | minor << 16));
        }
        var build = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        var release = WINDOWS_10.floorEntry(build);
        return Optional.of(new WindowsRelease((release == null ? WINDOWS_10.firstEntry() : release).getValue()));
    }

    /** The definitions that a driver for it is compiled with. */
    List<String> definitions() {
        return List.of(
                String.format(Locale.ROOT, "NTDDI_VERSION=0x%08X", ntddi),
                String.format(Locale.ROOT, "_WIN32_WINNT=0x%04X", ntddi >>> 16));
    }
}
