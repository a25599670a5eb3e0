// Counts the renames that have succeeded. A name is kept with the count from before it was asked
// for, and gives way to none with a lower one (N4).
extern volatile LONG64 ${prefix}Renames;
<#if lazyNames>

// The count at which a folder was renamed last. A name with a lower one is asked for again (N5).
extern volatile LONG64 ${prefix}FolderRenamed;
</#if>

// The count of renames so far, to be had before a name is asked for (N4).
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
LONG64
${prefix}RenamesSoFar(
    VOID
    )
{
    // Reads all of it at once on a 32-bit processor too.
    return InterlockedCompareExchange64(&${prefix}Renames, 0, 0);
}
<#if lazyNames>

// Makes all names stale that were asked for before a folder was renamed (N5).
//
// Generation - The count of renames, that of the folder included.
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
VOID
${prefix}AgeNames(
    _In_ LONG64 Generation
    )
{
    LONG64 Seen = 0;
    LONG64 Last;

    // Of two folders that are renamed at a time, the later one must win.
    do {
        Last = Seen;
        Seen = InterlockedCompareExchange64(&${prefix}FolderRenamed, Generation, Last);
    } while (Seen != Last && Seen < Generation);
}
</#if>
