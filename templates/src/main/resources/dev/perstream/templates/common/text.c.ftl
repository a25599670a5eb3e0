// Counted texts that a context owns.

#include "${umbrella}"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}DuplicateText)
#endif

_Use_decl_annotations_
VOID
${prefix}DuplicateText(
    PCUNICODE_STRING Source,
    USHORT MaxChars,
    ULONG Tag,
    PUNICODE_STRING Copy
    )
{
    USHORT Length = ${prefix}TextBytes(Source, MaxChars);
    USHORT Size = Length == 0 ? (USHORT)sizeof(WCHAR) : Length;

    PAGED_CODE();

    if (Source == NULL) {
        return;
    }

    Copy->Buffer = ${prefix}Allocate<#if nonPagedText>NonPaged<#else>Paged</#if>(Size, Tag);

    if (Copy->Buffer != NULL) {
        RtlCopyMemory(Copy->Buffer, Source->Buffer, Length);
        Copy->Length = Length;
        Copy->MaximumLength = Size;
    }
}
