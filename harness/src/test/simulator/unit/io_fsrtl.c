// What FsRtl and the I/O manager know by themselves: expressions, contexts, share access,
// transactions, extra create parameters.
#include "unit.h"

// --- Names ---------------------------------------------------------------------------------------

static bool matches(const char *expression, const char *name)
{
    return FsRtlIsNameInExpression(WIDE(expression), WIDE(name), TRUE, NULL);
}

static void expressions(void)
{
    UNICODE_STRING first, rest;

    CHECK(matches("*", "a.txt") && matches("*.TXT", "a.txt") && !matches("*.TXT", "a.tx"));
    CHECK(matches("A?C", "abc") && !matches("A?C", "ac") && matches("A*C*E", "abcde"));
    CHECK(matches("A>", "ab") && matches("A>", "a") && matches("A>.T", "a.t"));
    CHECK(matches("<.TXT", "a.b.txt") && !matches("<X", "a.bx.c"));
    CHECK(matches("A\"", "a") && matches("A\"", "a.") && !matches("A\"", "ab"));
    CHECK(!matches("", "a") && matches("", ""));
    CHECK(!FsRtlIsNameInExpression(WIDE("A"), WIDE("a"), FALSE, NULL));
    CHECK(FsRtlDoesNameContainWildCards(WIDE("a*")) && !FsRtlDoesNameContainWildCards(WIDE("ab")));
    FsRtlDissectName(*WIDE("\\one\\two\\three"), &first, &rest);
    CHECK(unit_is(first.Buffer, first.Length, "one"));
    CHECK(unit_is(rest.Buffer, rest.Length, "two\\three"));
    FsRtlDissectName(*WIDE("one"), &first, &rest);
    CHECK(unit_is(first.Buffer, first.Length, "one") && rest.Length == 0);
}

// --- Contexts ------------------------------------------------------------------------------------

static char freed[8];
static size_t frees;

static VOID NTAPI free_context(PVOID buffer)
{
    freed[frees++] = (char)(uintptr_t)((PFSRTL_PER_STREAM_CONTEXT)buffer)->InstanceId;
}

static void contexts(fs_volume *volume)
{
    static FSRTL_PER_STREAM_CONTEXT a, b;
    static FSRTL_PER_FILE_CONTEXT c;
    static FSRTL_PER_FILEOBJECT_CONTEXT d;
    static int owner;
    PFILE_OBJECT file = OPEN(volume, "\\a.txt");
    PFSRTL_ADVANCED_FCB_HEADER header = FsRtlGetPerStreamContextPointer(file);
    PVOID *per_file = FsRtlGetPerFileContextPointer(file);

    FsRtlInitPerStreamContext(&a, &owner, (PVOID)(uintptr_t)'a', free_context);
    FsRtlInitPerStreamContext(&b, &owner, (PVOID)(uintptr_t)'b', free_context);
    CHECK(FsRtlLookupPerStreamContext(header, &owner, NULL) == NULL);
    CHECK_STATUS(FsRtlInsertPerStreamContext(header, &a), STATUS_SUCCESS);
    CHECK_STATUS(FsRtlInsertPerStreamContext(header, &b), STATUS_SUCCESS);
    CHECK(FsRtlLookupPerStreamContext(header, &owner, NULL) == &b);
    CHECK(FsRtlLookupPerStreamContext(header, &owner, (PVOID)(uintptr_t)'a') == &a);
    CHECK(FsRtlLookupPerStreamContext(header, &file, NULL) == NULL);
    CHECK(FsRtlRemovePerStreamContext(header, &owner, (PVOID)(uintptr_t)'b') == &b);
    CHECK(FsRtlRemovePerStreamContext(header, &owner, (PVOID)(uintptr_t)'b') == NULL);

    FsRtlInitPerFileContext(&c, &owner, (PVOID)(uintptr_t)'c', free_context);
    CHECK_STATUS(FsRtlInsertPerFileContext(per_file, &c), STATUS_SUCCESS);
    CHECK(FsRtlLookupPerFileContext(per_file, &owner, NULL) == &c);
    CHECK_STATUS(FsRtlInsertPerFileContext(NULL, &c), STATUS_INVALID_DEVICE_REQUEST);

    FsRtlInitPerFileObjectContext(&d, &owner, NULL);
    CHECK_STATUS(FsRtlInsertPerFileObjectContext(NULL, &d), STATUS_INVALID_PARAMETER);
    CHECK_STATUS(FsRtlInsertPerFileObjectContext(file, &d), STATUS_SUCCESS);
    CHECK(FsRtlLookupPerFileObjectContext(file, &owner, NULL) == &d);
    CHECK(FsRtlRemovePerFileObjectContext(file, &owner, NULL) == &d);

    frees = 0;
    io_cleanup(file);
    CHECK(frees == 2 && memchr(freed, 'a', 2) != NULL && memchr(freed, 'c', 2) != NULL);
}

// --- Share access --------------------------------------------------------------------------------

static void shares(void)
{
    FILE_OBJECT first = {0}, second = {0}, third = {0};
    SHARE_ACCESS access;

    IoSetShareAccess(FILE_READ_DATA, FILE_SHARE_READ, &first, &access);
    CHECK(access.OpenCount == 1 && access.Readers == 1 && access.SharedRead == 1);
    CHECK_STATUS(IoCheckShareAccess(FILE_WRITE_DATA, FILE_SHARE_READ, &second, &access, TRUE),
                 STATUS_SHARING_VIOLATION);
    CHECK_STATUS(IoCheckShareAccess(FILE_READ_DATA, FILE_SHARE_WRITE, &second, &access, TRUE),
                 STATUS_SHARING_VIOLATION);
    CHECK_STATUS(IoCheckShareAccess(FILE_READ_ATTRIBUTES, 0, &third, &access, TRUE),
                 STATUS_SUCCESS);
    CHECK_STATUS(IoCheckShareAccess(FILE_READ_DATA, FILE_SHARE_READ, &second, &access, TRUE),
                 STATUS_SUCCESS);
    CHECK(access.OpenCount == 2);
    IoRemoveShareAccess(&third, &access);
    IoRemoveShareAccess(&first, &access);
    IoRemoveShareAccess(&second, &access);
    CHECK(access.OpenCount == 0 && access.Readers == 0 && access.SharedRead == 0);
}

// --- Transactions --------------------------------------------------------------------------------

static ULONG told[8];
static size_t told_count;
static bool refuses;

static NTSTATUS be_told(io_enlistment *enlistment, void *context, ULONG notification)
{
    CHECK(context == told);
    told[told_count++] = notification;
    return refuses && notification == TRANSACTION_NOTIFY_PREPARE ? STATUS_UNSUCCESSFUL
                                                                 : STATUS_SUCCESS;
}

static void transactions(void)
{
    const ULONG all = TRANSACTION_NOTIFY_PREPARE | TRANSACTION_NOTIFY_COMMIT
                      | TRANSACTION_NOTIFY_ROLLBACK;
    PVOID transaction = io_transaction_create("first");
    io_enlistment *enlistment;

    CHECK_STATUS(io_transaction_enlist(transaction, all, be_told, told, &enlistment),
                 STATUS_SUCCESS);
    CHECK_STATUS(io_transaction_commit(transaction), STATUS_SUCCESS);
    CHECK(told_count == 2 && told[0] == TRANSACTION_NOTIFY_PREPARE
          && told[1] == TRANSACTION_NOTIFY_COMMIT);
    CHECK_STATUS(io_transaction_rollback(transaction), STATUS_TRANSACTION_ALREADY_COMMITTED);
    CHECK_STATUS(io_transaction_enlist(transaction, all, be_told, told, &enlistment),
                 STATUS_TRANSACTION_NOT_ACTIVE);
    ob_dereference(transaction);

    transaction = io_transaction_create("second");
    told_count = 0;
    refuses = true;
    CHECK_STATUS(io_transaction_enlist(transaction, all, be_told, told, &enlistment),
                 STATUS_SUCCESS);
    CHECK_STATUS(io_transaction_commit(transaction), STATUS_TRANSACTION_ABORTED);
    CHECK(told_count == 2 && told[1] == TRANSACTION_NOTIFY_ROLLBACK);
    CHECK(io_transaction_state_of(transaction) == IO_TRANSACTION_ROLLED_BACK);
    ob_dereference(transaction);
}

// --- Extra create parameters ---------------------------------------------------------------------

static const GUID one = {1, 2, 3, {4}}, other = {2, 2, 3, {4}};
static int cleanups;

static VOID NTAPI clean_up(PVOID context, LPCGUID type)
{
    CHECK(*(ULONG *)context == 42 && type->Data1 == one.Data1);
    cleanups++;
}

static void parameters(void)
{
    PECP_LIST list;
    PVOID context, found;
    ULONG size;

    cleanups = 0;
    CHECK_STATUS(FsRtlAllocateExtraCreateParameterList(0, &list), STATUS_SUCCESS);
    CHECK_STATUS(FsRtlAllocateExtraCreateParameter(&one, sizeof(ULONG), 0, clean_up, 0x706345,
                                                   &context),
                 STATUS_SUCCESS);
    *(ULONG *)context = 42;
    CHECK_STATUS(FsRtlInsertExtraCreateParameter(list, context), STATUS_SUCCESS);
    CHECK_STATUS(FsRtlFindExtraCreateParameter(list, &one, &found, &size), STATUS_SUCCESS);
    CHECK(found == context && size == sizeof(ULONG));
    CHECK_STATUS(FsRtlFindExtraCreateParameter(list, &other, &found, &size), STATUS_NOT_FOUND);
    CHECK(!FsRtlIsEcpAcknowledged(context) && !FsRtlIsEcpFromUserMode(context));
    FsRtlAcknowledgeEcp(context);
    CHECK(FsRtlIsEcpAcknowledged(context));
    FsRtlFreeExtraCreateParameterList(list);
    CHECK(cleanups == 1);
}

static void test(void)
{
    expressions();
    contexts(fs_create_volume(FS_NTFS, 'C'));
    shares();
    told_count = 0;
    refuses = false;
    transactions();
    parameters();
}

int main(void) { return unit_run(test, 2); }
