package dev.perstream.layout;

import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The C structure of a context in one kind of driver.
 *
 * <p>The characters of a trailing text lie behind the structure and are no member of it. The structure ends at a multiple
 * of its alignment, which is at least that of a {@code WCHAR} as it holds the text's {@code UNICODE_STRING}.
 *
 * @param context the context
 * @param members in their order: the legacy filter's header, the lock, the fields in the schema's order, each only where
 *     there is one
 */
public record ContextShape(Context context, List<Member> members) {

    /** The name of the lock's member. */
    public static final String LOCK_NAME = "Lock";

    public ContextShape {
        members = List.copyOf(members);
    }

    /** The structure of a context in a kind of driver. */
    public static ContextShape of(Context context, DriverModel model) {
        var members = new ArrayList<Member>();
        if (hasHeader(context, model)) {
            members.add(Member.own(LegacyHeader.MEMBER_NAME, LegacyHeader.type()));
        }
        lockType(context).ifPresent(type -> members.add(Member.own(LOCK_NAME, type)));
        context.fields().forEach(field -> addField(context, field, members));
        return new ContextShape(context, members);
    }

    /** Whether the structure begins with the {@link LegacyHeader}: a device extension, which holds the others, needs none. */
    public static boolean hasHeader(Context context, DriverModel model) {
        return model == DriverModel.LEGACY && context.attach().ofFile();
    }

    /**
     * Whether the lock is an allocation of its own, to which the context points: a resource and a fast mutex must be in
     * nonpaged memory even where the context is not (rule A8). A push lock may be in paged pool, as the documentation of
     * ExInitializePushLock says; a spin lock never guards a paged context.
     */
    public static boolean allocatesLock(Context context) {
        return context.pool() == Pool.PAGED && (context.lock() == Lock.RESOURCE || context.lock() == Lock.FAST_MUTEX);
    }

    /** The name of the member that says at which count of renames a name was asked for (rules N4 and N5). */
    public static String generationName(Field field) {
        return field.name() + "Generation";
    }

    /** Where the members are. */
    public StructLayout layout() {
        return StructLayout.ofStruct(members);
    }

    private static Optional<MemberType> lockType(Context context) {
        Optional<MemberType> embedded = switch (context.lock()) {
            case RESOURCE -> Optional.of(NativeType.ERESOURCE);
            case FAST_MUTEX -> Optional.of(NativeType.FAST_MUTEX);
            case PUSH_LOCK -> Optional.of(NativeType.EX_PUSH_LOCK);
            case SPIN_LOCK -> Optional.of(NativeType.KSPIN_LOCK);
            case NONE -> Optional.empty();
        };
        return allocatesLock(context) ? embedded.map(MemberType.Pointer::to) : embedded;
    }

    /** A lazily kept name's is looked at without the lock before each use. */
    private static MemberType generationType(Field field) {
        var lazy = field.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY;
        return lazy ? MemberType.Interlocked.LONG64 : NativeType.LONG64;
    }

    private static void addField(Context context, Field field, List<Member> members) {
        members.add(new Member(field.name(), FieldTypes.of(field), Optional.of(field)));
        if (context.ordersName(field)) {
            members.add(Member.own(generationName(field), generationType(field)));
        }
    }
}
