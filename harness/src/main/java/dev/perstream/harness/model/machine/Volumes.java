package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.Declarations;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The volumes of a machine, and which of them a path is on. */
final class Volumes {

    private final Map<Character, Volume> byLetter = new TreeMap<>();

    /** As they are declared; a redirector's are mounted from the beginning. */
    Volumes(Declarations declarations, Clock clock) {
        var disks = 0;
        for (var declaration : declarations.volumes()) {
            var isRemote = Traits.of(declaration.fileSystem()).remote();
            var volume = new Volume(declaration, isRemote ? 0 : ++disks, clock);
            byLetter.put(volume.letter, volume);
            if (isRemote) {
                volume.mount = new Mount(volume);
            }
        }
    }

    Collection<Volume> all() {
        return Collections.unmodifiableCollection(byLetter.values());
    }

    Optional<Volume> of(char letter) {
        return Optional.ofNullable(byLetter.get(letter));
    }

    /** The volume that a path begins with; null: none. */
    @Nullable
    Volume ofPath(String path) {
        var hasLetter = path.length() >= 2 && path.charAt(1) == ':' && (path.length() == 2 || path.charAt(2) == '\\');
        return hasLetter ? byLetter.get(Character.toUpperCase(path.charAt(0))) : null;
    }

    /** The rest of a path. A drive that is a share begins in the share's folder. */
    static String within(Volume volume, String path) {
        return path.length() == 2 && volume.traits.remote() ? "\\" : path.substring(2);
    }
}
