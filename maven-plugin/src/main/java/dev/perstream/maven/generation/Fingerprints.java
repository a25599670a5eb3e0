package dev.perstream.maven.generation;

import dev.perstream.Perstream;
import dev.perstream.output.Digest;
import dev.perstream.output.Fingerprint;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.TreeMap;

/** What a run's output depends on. */
final class Fingerprints {

    /** A file by which the place of the templates is found. */
    private static final String TEMPLATES = "dev/perstream/templates";

    private Fingerprints() {}

    /** The fingerprint of a run with options; none, which is always safe, if the generator cannot find its own code. */
    static Fingerprint of(String options, SchemaFiles schemas) {
        var inputs = new TreeMap<String, String>();
        for (var file : schemas.files()) {
            inputs.put("schema " + file.fileName(), file.digest());
        }
        inputs.put("options", Digest.of(options));
        try {
            inputs.put("generator", Digest.of(codeOf(Perstream.class)));
            inputs.put("templates", Digest.of(templates()));
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return Fingerprint.NONE;
        }
        return new Fingerprint(inputs);
    }

    private static Path codeOf(Class<?> type) throws IOException, URISyntaxException {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("no code source");
        }
        return Path.of(source.getLocation().toURI());
    }

    private static Path templates() throws IOException, URISyntaxException {
        var url = Perstream.class.getClassLoader().getResource(TEMPLATES);
        if (url == null) {
            throw new IOException("no templates");
        }
        var text = url.toString();
        return text.startsWith("jar:")
                ? Path.of(new URL(text.substring("jar:".length(), text.indexOf("!/"))).toURI())
                : Path.of(url.toURI());
    }
}
