package dev.perstream.emit.c;

import dev.perstream.emit.c.ContextView.ConstantView;
import dev.perstream.emit.c.ContextView.LayoutView;
import dev.perstream.emit.c.ContextView.MemberView;
import dev.perstream.emit.c.ContextView.OffsetView;
import dev.perstream.layout.ContextShape;
import dev.perstream.layout.LegacyHeader;
import dev.perstream.layout.Member;
import dev.perstream.layout.MemberType;
import dev.perstream.layout.NativeType;
import dev.perstream.layout.Placement;
import dev.perstream.model.Architecture;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The members of a context's structure as C declares them, and where they must be. */
final class Members {

    private final Context context;
    private final ContextShape shape;
    private final CNames names;
    private final DriverModel model;

    Members(Context context, CNames names, DriverModel model) {
        this.context = context;
        this.shape = ContextShape.of(context, model);
        this.names = names;
        this.model = model;
    }

    List<MemberView> declarations() {
        return shape.members().stream()
                .map(member -> new MemberView(docs(member), declaration(member)))
                .toList();
    }

    /** The capacities of texts and arrays. */
    List<ConstantView> constants() {
        var constants = new ArrayList<ConstantView>();
        for (var field : context.fields()) {
            if (field.type() instanceof FieldType.Text text) {
                constants.add(new ConstantView(names.textCapacity(context, field), Integer.toString(text.maxChars())));
            } else if (field.type() instanceof FieldType.Bytes bytes) {
                constants.add(new ConstantView(names.arrayLength(context, field), Integer.toString(bytes.size())));
            } else if (field.type() instanceof FieldType.Array array) {
                constants.add(new ConstantView(names.arrayLength(context, field), Integer.toString(array.length())));
            }
        }
        return constants;
    }

    /** The layouts, one for all architectures on which it is the same. */
    List<LayoutView> layouts() {
        var layout = shape.layout();
        var groups = new LinkedHashMap<Placement, List<Architecture>>();
        for (var architecture : Architecture.values()) {
            groups.computeIfAbsent(layout.on(architecture), placement -> new ArrayList<>())
                    .add(architecture);
        }
        return groups.entrySet().stream()
                .map(group -> new LayoutView(
                        group.getValue().stream()
                                .map(architecture -> "defined(" + architecture.macro() + ")")
                                .collect(Collectors.joining(" || ")),
                        group.getKey().extent().size(),
                        group.getKey().members().stream()
                                .map(placed -> new OffsetView(placed.member().name(), placed.offset()))
                                .toList()))
                .toList();
    }

    private static List<String> docs(Member member) {
        return member.field().map(field -> Comments.wrap(field.doc())).orElse(List.of());
    }

    private String declaration(Member member) {
        return member.field().map(field -> declaration(field, member.type())).orElseGet(() -> ownDeclaration(member));
    }

    private String ownDeclaration(Member member) {
        if (member.name().equals(LegacyHeader.MEMBER_NAME)) {
            return names.constant("ContextHeader") + " " + member.name();
        }
        if (member.type() instanceof MemberType.Pointer pointer) {
            return "P" + nativeName(pointer.target().orElseThrow()) + " " + member.name();
        }
        if (member.type() instanceof MemberType.Interlocked interlocked) {
            return "volatile " + interlocked.name() + " " + member.name();
        }
        return nativeName(member.type()) + " " + member.name();
    }

    private static String nativeName(MemberType type) {
        return ((NativeType) type).name();
    }

    private String declaration(Field field, MemberType type) {
        if (type instanceof MemberType.Interlocked interlocked) {
            return "volatile " + interlocked.name() + " " + field.name();
        }
        if (field.type() instanceof FieldType.Bytes) {
            return "UCHAR " + field.name() + "[" + names.arrayLength(context, field) + "]";
        }
        if (field.type() instanceof FieldType.Array array) {
            return CTypes.scalar(array.element(), names, model) + " " + field.name() + "["
                    + names.arrayLength(context, field) + "]";
        }
        return CTypes.scalar(field.type(), names, model) + " " + field.name();
    }
}
