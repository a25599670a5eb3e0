package dev.perstream.schema;

import dev.perstream.diagnostic.Span;
import java.util.List;

/** A piece of YAML with its place. */
sealed interface Yaml {

    Span span();

    /** What messages call it. */
    String kind();

    /** A scalar. */
    record Scalar(Word word) implements Yaml {

        @Override
        public Span span() {
            return word.span();
        }

        @Override
        public String kind() {
            return word.text().isEmpty()
                    ? "nothing"
                    : "'" + word.text().lines().findFirst().orElse("") + "'";
        }
    }

    /** A piece that was refused, and about which nothing more is said. */
    record Refused(Span span) implements Yaml {

        @Override
        public String kind() {
            return "what is refused";
        }
    }

    /** A list. */
    record Sequence(List<Yaml> items, Span span) implements Yaml {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping, each key once. */
    record Mapping(List<Entry> entries, Span span) implements Yaml {

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Word key, Yaml value) {}
}
