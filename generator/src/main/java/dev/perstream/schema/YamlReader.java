package dev.perstream.schema;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads the part of YAML that a schema is written in: one document of mappings, lists and scalars, without what makes a
 * YAML file say something else than it shows.
 */
final class YamlReader {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 24;

    private final SourceText source;
    private final Problems problems;
    private final Positions positions;
    private final Set<String> aliases = new HashSet<>();

    YamlReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.positions = new Positions(source);
    }

    /** The document; absent if the text cannot be read as one. */
    Optional<Yaml> read() {
        if (source.text().length() > MOST_CHARACTERS) {
            problems.error(
                    Rule.Y5,
                    Span.START,
                    "the file has more than " + MOST_CHARACTERS + " characters",
                    "a schema describes one filter; remove what does not belong to it");
            return Optional.empty();
        }
        if (ControlCharacters.report(source, problems)) {
            return Optional.empty();
        }
        try {
            return document();
        } catch (TooDeep deep) {
            problems.error(
                    Rule.Y5,
                    deep.span,
                    "the nesting is deeper than " + DEEPEST + " levels",
                    "a schema needs no more than six");
        } catch (MarkedYamlEngineException e) {
            malformed(e);
        } catch (YamlVersionException e) {
            problems.error(Rule.Y1, directive(), "the schema is not YAML 1.2", "remove the directive %YAML");
        } catch (YamlEngineException e) {
            problems.error(Rule.Y1, Span.START, "this is not YAML: " + reason(String.valueOf(e.getMessage())), "");
        }
        return Optional.empty();
    }

    private Span directive() {
        var lines = source.lines();
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).startsWith("%YAML"))
                .mapToObj(line -> new Span(line + 1, 1, lines.get(line).length()))
                .findFirst()
                .orElse(Span.START);
    }

    private void malformed(MarkedYamlEngineException e) {
        // What is never closed is shown where it begins, not where the file ends.
        var unclosed = e.getProblem().contains("end of stream");
        var place = e.getProblemMark().isEmpty() || unclosed ? e.getContextMark() : e.getProblemMark();
        var context = unclosed ? String.valueOf(e.getContext()) + ": " : "";
        problems.error(Rule.Y1, positions.at(place), "this is not YAML: " + context + reason(e.getProblem()), "");
    }

    private Optional<Yaml> document() {
        var settings = LoadSettings.builder().setLabel(source.name()).build();
        var events = new Parse(settings).parseString(source.text()).iterator();
        Optional<Yaml> root = Optional.empty();
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof DocumentStartEvent start && root.isPresent()) {
                problems.error(
                        Rule.Y4,
                        positions.between(start.getStartMark(), start.getEndMark()),
                        "a second document begins here",
                        "keep one filter in one file");
                return Optional.empty();
            } else if (event instanceof NodeEvent) {
                root = Optional.of(node(event, events, 0));
            } else if (event instanceof StreamEndEvent) {
                break;
            }
        }
        if (root.isEmpty()) {
            problems.error(Rule.Y4, Span.START, "the file is empty", "start it with 'perstream: 1'");
        }
        return root;
    }

    private Yaml node(Event event, Iterator<Event> events, int depth) {
        var span = positions.between(event.getStartMark(), event.getEndMark());
        if (depth > DEEPEST) {
            throw new TooDeep(span);
        }
        refuseDecoration(event, span);
        if (event instanceof MappingStartEvent) {
            return new Yaml.Mapping(entries(events, depth), span);
        } else if (event instanceof SequenceStartEvent) {
            return new Yaml.Sequence(items(events, depth), span);
        } else if (event instanceof ScalarEvent scalar) {
            var word = new Word(scalar.getValue(), span, positions.textColumn(span, scalar.getValue()));
            return new Yaml.Scalar(word);
        }
        return new Yaml.Refused(span);
    }

    private List<Yaml> items(Iterator<Event> events, int depth) {
        var items = new ArrayList<Yaml>();
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            items.add(node(event, events, depth + 1));
        }
        return List.copyOf(items);
    }

    private List<Yaml.Entry> entries(Iterator<Event> events, int depth) {
        var entries = new ArrayList<Yaml.Entry>();
        var seen = new HashMap<String, Word>();
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            var key = node(event, events, depth + 1);
            var value = node(events.next(), events, depth + 1);
            if (key instanceof Yaml.Scalar scalar) {
                if (keeps(scalar.word(), seen)) {
                    entries.add(new Yaml.Entry(scalar.word(), value));
                }
            } else {
                problems.error(Rule.Y8, key.span(), "a key is a word, not " + key.kind(), "");
            }
        }
        return List.copyOf(entries);
    }

    private boolean keeps(Word key, Map<String, Word> seen) {
        if (key.text().equals("<<")) {
            problems.error(Rule.Y3, key.span(), "a schema has no merge keys", "write the keys out where they belong");
            return false;
        }
        var first = seen.putIfAbsent(key.text(), key);
        if (first != null) {
            problems.error(
                    Rule.Y2,
                    key.span(),
                    "'" + key.text() + "' is given twice: first in line "
                            + first.span().line() + ", column " + first.span().column(),
                    "remove one of them");
        }
        return first == null;
    }

    private void refuseDecoration(Event event, Span span) {
        if (event instanceof AliasEvent alias) {
            var name = alias.getAnchor().map(Anchor::getValue).orElse("");
            if (aliases.add(name)) {
                problems.error(
                        Rule.Y3, span, "a schema has no aliases: '*" + name + "'", "write out what it stands for");
            }
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            problems.error(
                    Rule.Y3,
                    span,
                    "a schema has no anchors: '&" + node.getAnchor().get().getValue() + "'",
                    "remove it, and write out its aliases");
        }
        tag(event)
                .ifPresent(tag -> problems.error(
                        Rule.Y3,
                        span,
                        "a schema has no tags: '" + tag + "'",
                        "remove it; the place says what a value is"));
    }

    private static Optional<String> tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        } else if (event instanceof MappingStartEvent mapping) {
            return mapping.getTag();
        } else if (event instanceof SequenceStartEvent sequence) {
            return sequence.getTag();
        }
        return Optional.empty();
    }

    private static String reason(String problem) {
        return problem.lines().findFirst().orElse("").strip();
    }

    /** The nesting is deeper than any schema needs. */
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Span span;

        TooDeep(Span span) {
            super("nested too deeply", null, false, false);
            this.span = span;
        }
    }
}
