package dev.perstream.layout;

import dev.perstream.model.Architecture;
import java.util.List;

/** Structures as C declares them, with assertions of their computed layout. */
final class CDeclarations {

    private CDeclarations() {}

    /** A typedef of a structure. */
    static String typedef(String name, MemberType.Struct struct) {
        return "typedef " + type(struct) + " " + name + ";\n";
    }

    /** Assertions of a layout on one architecture, guarded by the macro of the architecture. */
    static String assertions(String name, StructLayout layout, Architecture architecture) {
        var text = new StringBuilder("#if defined(" + architecture.macro() + ")\n");
        var placement = layout.on(architecture);
        placement
                .members()
                .forEach(placed -> text.append("C_ASSERT(FIELD_OFFSET(%s, %s) == %d);\n"
                        .formatted(name, placed.member().name(), placed.offset())));
        text.append("C_ASSERT(sizeof(%s) == %d);\n"
                .formatted(name, placement.extent().size()));
        text.append("C_ASSERT(TYPE_ALIGNMENT(%s) == %d);\n"
                .formatted(name, placement.extent().alignment()));
        return text.append("#endif\n").toString();
    }

    private static String members(List<Member> members) {
        var text = new StringBuilder("{\n");
        members.forEach(
                member -> text.append(declaration(member.type(), member.name())).append(";\n"));
        return text.append("}").toString();
    }

    private static String declaration(MemberType type, String name) {
        return type instanceof MemberType.Array array
                ? declaration(array.element(), name + "[" + array.length() + "]")
                : type(type) + " " + name;
    }

    private static String type(MemberType type) {
        if (type instanceof NativeType known) {
            return known.name();
        } else if (type instanceof MemberType.Interlocked interlocked) {
            return "volatile " + interlocked.name();
        } else if (type instanceof MemberType.Enumeration enumeration) {
            return NativeType.of(enumeration.type().base()).name();
        } else if (type instanceof MemberType.Pointer pointer) {
            return pointer.target().map(CDeclarations::type).orElse("void") + " *";
        } else if (type instanceof MemberType.Struct struct) {
            return "struct " + members(struct.members());
        } else if (type instanceof MemberType.Union union) {
            return "union " + members(union.members());
        }
        throw new IllegalArgumentException("an array is declared with its name: " + type);
    }
}
