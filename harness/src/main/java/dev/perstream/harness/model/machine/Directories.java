package dev.perstream.harness.model.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names in the directories of a disk: found, made, moved, removed, and remembered for a while. */
final class Directories {

    private static final int TUNNELS = 4;
    private static final long TUNNEL_TIME = 15 * 10_000_000L;

    /** A name that has just left its directory. */
    private record Tunnel(FileNode directory, String name, String shortName, long removedAt) {}

    private final Traits traits;
    private final Clock clock;
    /** A ring; the next place to be used is {@link #next}. */
    private final List<@Nullable Tunnel> tunnels = new ArrayList<>();

    private int next;

    Directories(Traits traits, Clock clock) {
        this.traits = traits;
        this.clock = clock;
        for (var i = 0; i < TUNNELS; i++) {
            tunnels.add(null);
        }
    }

    /** By long or short name, case making no difference. */
    static @Nullable Link find(FileNode directory, String name) {
        var key = Names.key(name);
        var found = directory.children.get(key);
        if (found != null || name.indexOf('~') < 0) {
            return found;
        }
        for (var link : directory.children.values()) {
            if (link.shortName.equals(key)) {
                return link;
            }
        }
        return null;
    }

    /** Gives a file a name. */
    Link add(FileNode directory, FileNode file, String name) {
        var link = new Link(file, directory, name);
        file.links.add(0, link);
        var at = findTunnel(directory, name);
        if (enter(link, directory, name, at < 0 ? null : tunnels.get(at))) {
            tunnels.set(at, null);
        }
        return link;
    }

    /** Gives a name another place. The caller has made sure that no other name is there. */
    void move(Link link, FileNode directory, String name) {
        var at = findTunnel(directory, name);
        var tunnel = at < 0 ? null : tunnels.set(at, null);
        remember(link);
        link.directory.children.remove(Names.key(link.name));
        enter(link, directory, name, tunnel);
    }

    /** Takes a name from its directory. Those who opened the file by it still have it open. */
    void remove(Link link) {
        remember(link);
        link.directory.children.remove(Names.key(link.name));
        link.file.links.remove(link);
        link.removed = true;
    }

    /** Under the name that was there a moment ago, if it is that one's long or short name: then true. */
    private boolean enter(Link link, FileNode directory, String name, @Nullable Tunnel tunnel) {
        link.directory = directory;
        var tunnelled = tunnel != null && find(directory, tunnel.name) == null;
        if (tunnel != null && tunnelled) {
            link.name = tunnel.name;
            link.shortName = tunnel.shortName;
        } else {
            link.name = name;
            link.shortName = traits.shortNames() && !ShortNames.isShort(name)
                    ? ShortNames.of(name, candidate -> find(directory, candidate) != null)
                    : "";
        }
        directory.children.put(Names.key(link.name), link);
        return tunnelled;
    }

    private void remember(Link link) {
        if (traits.tunnelling()) {
            var at = next % TUNNELS;
            tunnels.set(
                    at,
                    new Tunnel(
                            link.directory,
                            link.name,
                            link.shortName,
                            clock.now().ticks()));
        }
        next++;
    }

    /** Where the name is remembered that this one would become; -1: nowhere. */
    private int findTunnel(FileNode directory, String name) {
        if (!traits.tunnelling()) {
            return -1;
        }
        var key = Names.key(name);
        for (var i = 0; i < TUNNELS; i++) {
            var tunnel = tunnels.get(i);
            if (tunnel != null
                    && tunnel.directory == directory
                    && clock.now().ticks() - tunnel.removedAt <= TUNNEL_TIME
                    && (Names.key(tunnel.name).equals(key) || tunnel.shortName.equals(key))) {
                return i;
            }
        }
        return -1;
    }
}
